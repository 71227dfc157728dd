"""Mails that wait or were sent, and the regions' own wording."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.mail.mail_status import MailState
from app.accounts.mail.mail_wording import Wording, product_wording
from app.storage.tables import MailRow, MailTemplateRow


@dataclass(frozen=True, slots=True)
class About:
    """What a mail is about, so that those who may see its log can find it."""

    person_id: int | None = None
    region_id: int | None = None
    municipality_id: int | None = None
    assessment_id: int | None = None
    respondent_id: int | None = None
    wording_region_id: int | None = None
    """The region whose wording is used, where not even the region's log is to have the mail."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to be sent."""

    kind: MailKind
    to_address: str
    subject: str
    body: str
    message_id: str
    reply_to: str = ""
    about: About = About()


def wording_of(session: Session, region_id: int | None, kind: MailKind) -> Wording:
    """Subject and body of a kind of mail: the region's own, or else the product's."""
    own = None if region_id is None or not FORMS[kind].editable else own_wording(session, region_id, kind)
    return product_wording(kind) if own is None else own[0]


def own_wording(session: Session, region_id: int, kind: MailKind) -> tuple[Wording, datetime] | None:
    """The region's own wording and since when, or None."""
    row = session.get(MailTemplateRow, (region_id, kind))
    return None if row is None else (Wording(row.subject, row.body), row.changed_at)


def store_wording(session: Session, region_id: int, kind: MailKind, wording: Wording, now: datetime) -> None:
    """To be called while the region is held."""
    row = session.get(MailTemplateRow, (region_id, kind))
    if row is None:
        row = MailTemplateRow(region_id=region_id, kind=kind, subject="", body="", changed_at=now)
    row.subject, row.body, row.changed_at = wording.subject, wording.body, now
    session.add(row)
    session.flush()


def delete_wording(session: Session, region_id: int, kind: MailKind) -> bool:
    """Whether there was one. To be called while the region is held."""
    row = session.get(MailTemplateRow, (region_id, kind))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def add_mail(session: Session, letter: Mail, now: datetime) -> int:
    """Queue a mail; it is sent once the transaction is on disk. Returns its id."""
    about = letter.about
    row = MailRow(
        kind=letter.kind,
        to_address=letter.to_address,
        subject=letter.subject,
        body=letter.body,
        reply_to=letter.reply_to,
        message_id=letter.message_id,
        person_id=about.person_id,
        region_id=about.region_id,
        municipality_id=about.municipality_id,
        assessment_id=about.assessment_id,
        respondent_id=about.respondent_id,
        created_at=now,
        try_at=now,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def mails_about(session: Session, assessment_id: int) -> tuple[MailRow, ...]:
    """Every mail about an assessment, latest first."""
    query = select(MailRow).where(MailRow.assessment_id == assessment_id).order_by(col(MailRow.id).desc())
    return tuple(session.exec(query).all())


def mail_states(session: Session, respondent_ids: Collection[int]) -> Mapping[int, MailState]:
    """By respondent; those who have never had a mail are not in it."""
    latest = (
        select(func.max(MailRow.id))
        .where(col(MailRow.respondent_id).in_(respondent_ids))
        .group_by(col(MailRow.respondent_id))
    )
    rows = session.exec(select(MailRow).where(col(MailRow.id).in_(latest))).all()
    return {row.respondent_id or 0: _state(row) for row in rows}


def latest_to(session: Session, person_id: int, kind: MailKind) -> MailState | None:
    """What became of the latest mail of this kind to the person; None when there is none."""
    query = select(MailRow).where(MailRow.person_id == person_id, MailRow.kind == kind)
    row = session.exec(query.order_by(col(MailRow.id).desc()).limit(1)).first()
    return None if row is None else _state(row)


def _state(row: MailRow) -> MailState:
    return MailState(row.status, row.problem, row.sent_at or row.created_at)
