"""Links with which people answer without an account, personal ones and open ones: kept as hashes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlmodel import Session, col

from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.links import JoinedPlace, LinkedPlace, OpenLink
from app.storage.engine.records import columns_of, record_of
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import AssessmentRow, OpenLinkRow, PersonalLinkRow, RespondentRow, SignInRow


def add_personal_link(session: Session, token_hash: str, respondent_id: int, now: datetime) -> None:
    session.add(PersonalLinkRow(token_hash=token_hash, respondent_id=respondent_id, created_at=now))
    session.flush()


def find_linked_place(session: Session, token_hash: str) -> LinkedPlace | None:
    """Where a personal link leads, or None when it leads nowhere any more: ended, withdrawn, or the person unlinked."""
    row = session.execute(
        assessments_query()
        .add_columns(
            col(RespondentRow.id).label("respondent_id"),
            col(RespondentRow.person_id),
            col(RespondentRow.role_group),
            col(RespondentRow.open_link_id),
        )
        .join(RespondentRow, col(RespondentRow.assessment_id) == col(AssessmentRow.id))
        .join(PersonalLinkRow, col(PersonalLinkRow.respondent_id) == col(RespondentRow.id))
        .where(
            col(PersonalLinkRow.token_hash) == token_hash,
            col(PersonalLinkRow.ended_at).is_(None),
            col(RespondentRow.withdrawn_at).is_(None),
            col(RespondentRow.person_id).is_not(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return LinkedPlace(
        assessment=read_assessment(tuple(row)),
        respondent_id=row.respondent_id,
        person_id=row.person_id,
        role_group=row.role_group,
        open_link_id=row.open_link_id,
    )


def end_personal_links(session: Session, respondent_id: int, now: datetime) -> None:
    """No link of the respondent's leads anywhere from now on."""
    session.execute(
        update(PersonalLinkRow)
        .where(col(PersonalLinkRow.respondent_id) == respondent_id, col(PersonalLinkRow.ended_at).is_(None))
        .values(ended_at=now)
    )


def remove_personal_links(session: Session, respondent_id: int) -> None:
    """So that none of them can be revived: the place is another's from now on."""
    session.execute(delete(PersonalLinkRow).where(col(PersonalLinkRow.respondent_id) == respondent_id))


def revive_personal_links(session: Session, respondent_id: int, ended_at: datetime) -> None:
    """Those that ended at a certain moment lead somewhere again."""
    session.execute(
        update(PersonalLinkRow)
        .where(col(PersonalLinkRow.respondent_id) == respondent_id, col(PersonalLinkRow.ended_at) == ended_at)
        .values(ended_at=None)
    )


def end_sessions_at(session: Session, respondent_id: int) -> None:
    """Sign out every browser that came by a personal link of the respondent's."""
    session.execute(delete(SignInRow).where(col(SignInRow.respondent_id) == respondent_id))


def add_open_link(
    session: Session, assessment_id: int, role_group: str, token_hash: str, most: int | None, now: datetime
) -> int:
    row = OpenLinkRow(
        assessment_id=assessment_id, role_group=role_group, token_hash=token_hash, most=most, created_at=now
    )
    session.add(row)
    session.flush()
    return row.id or 0


def _open_links(*conditions: Any) -> Select[Any]:
    # Asked for each link: a table of every link's count, joined, would be made of all respondents there are.
    count = (
        select(func.count(col(RespondentRow.id)))
        .where(col(RespondentRow.open_link_id) == col(OpenLinkRow.id))
        .correlate(OpenLinkRow)
        .scalar_subquery()
    )
    return select(*columns_of(OpenLink, OpenLinkRow, joined=count)).where(*conditions).order_by(col(OpenLinkRow.id))


def open_links_of(session: Session, assessment_id: int) -> tuple[OpenLink, ...]:
    """Ended ones too, in the order they were made."""
    rows = session.execute(_open_links(col(OpenLinkRow.assessment_id) == assessment_id))
    return tuple(record_of(OpenLink, row) for row in rows)


def find_open_link(session: Session, token_hash: str) -> tuple[Assessment, OpenLink] | None:
    """The link with its assessment, or None when there is none or it has ended."""
    has_token = col(OpenLinkRow.token_hash) == token_hash
    row = session.execute(_open_links(has_token, col(OpenLinkRow.ended_at).is_(None)))
    link = row.one_or_none()
    if link is None:
        return None
    around = session.execute(
        assessments_query().join(OpenLinkRow, col(OpenLinkRow.assessment_id) == col(AssessmentRow.id)).where(has_token)
    ).one()
    return read_assessment(tuple(around)), OpenLink(*link)


def open_link_made(session: Session, assessment_id: int, token_hash: str) -> int | None:
    """The number of the assessment's link with this token, ended or not; None when there is none."""
    query = select(col(OpenLinkRow.id)).where(
        col(OpenLinkRow.token_hash) == token_hash, col(OpenLinkRow.assessment_id) == assessment_id
    )
    return session.execute(query).scalar_one_or_none()


def joined_place(session: Session, respondent_id: int) -> JoinedPlace | None:
    """None for somebody who came by no open link."""
    query = select(*columns_of(JoinedPlace, RespondentRow)).where(
        col(RespondentRow.id) == respondent_id, col(RespondentRow.open_link_id).is_not(None)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else record_of(JoinedPlace, row)


def lock_open_link(session: Session, open_link_id: int) -> None:
    """Until this transaction ends nobody else joins by the link, so that its limit holds."""
    session.execute(select(col(OpenLinkRow.id)).where(col(OpenLinkRow.id) == open_link_id).with_for_update())


def end_open_link(session: Session, open_link_id: int, now: datetime) -> None:
    session.execute(update(OpenLinkRow).where(col(OpenLinkRow.id) == open_link_id).values(ended_at=now))
