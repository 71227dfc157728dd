"""The log of mails: to whom, when, and what became of each. The texts are not in it."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select, true
from sqlmodel import Session, col

from app.accounts.kernel.list_page import ListPage
from app.accounts.mail.mail_status import MailLine, MailStatus
from app.storage.engine.paging import read_part
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import MailRow, MunicipalityRow, RegionRow


def mail_of_region(session: Session, region_id: int, number: int, *, only_troubled: bool) -> ListPage[MailLine]:
    """What was written to those who have a role in the region or its kommuner, not to respondents. Latest first."""
    return _read(
        session, and_(col(MailRow.region_id) == region_id, col(MailRow.respondent_id).is_(None)), number, only_troubled
    )


def mail_of_assessment(session: Session, assessment_id: int, number: int, *, only_troubled: bool) -> ListPage[MailLine]:
    """What was written to those who answer in an assessment, and to the kommun's people about what happens in it.

    Latest first. What the region has written is in its own log.
    """
    is_own = or_(col(MailRow.respondent_id).is_not(None), col(MailRow.region_id).is_(None))
    return _read(session, and_(col(MailRow.assessment_id) == assessment_id, is_own), number, only_troubled)


def troubled_mail(session: Session, number: int) -> ListPage[MailLine]:
    """What did not arrive, of the whole installation: to whoever it was. Latest first."""
    return _read(session, true(), number, only_troubled=True)


def _read(session: Session, here: Any, number: int, only_troubled: bool) -> ListPage[MailLine]:
    query = _lines().where(here)
    if only_troubled:
        failure = col(MailRow.status).in_([MailStatus.FAILED, MailStatus.BOUNCED])
        query = query.where(or_(failure, and_(col(MailRow.status) == MailStatus.QUEUED, col(MailRow.problem) != "")))
    return read_part(session, query.order_by(col(MailRow.id).desc()), number, lambda row: record_of(MailLine, row))


def _lines() -> Select[Any]:
    columns = columns_of(
        MailLine,
        MailRow,
        municipality=func.coalesce(col(MunicipalityRow.name), ""),
        region=func.coalesce(col(RegionRow.name), ""),
        at=func.coalesce(col(MailRow.sent_at), col(MailRow.created_at)),
    )
    return (
        select(*columns)
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MailRow.municipality_id))
        .outerjoin(RegionRow, col(RegionRow.id) == col(MailRow.region_id))
    )
