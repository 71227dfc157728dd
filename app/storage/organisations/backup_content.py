"""What a database holds, in figures by which a person knows a backup again."""

from dataclasses import dataclass

from sqlmodel import Session, func, select

from app.accounts.mail.mail_status import MailStatus
from app.storage.mail import mail_sender
from app.storage.tables import AnswerRow, MunicipalityRow, RegionRow


@dataclass(frozen=True, slots=True)
class BackupContent:
    """Counted in rows. `waiting_mails` go out when a service starts on the database."""

    revision: str
    regions: int
    kommuner: int
    answers: int
    waiting_mails: int
    last_number: int
    """Of the audit log's last line."""
    last_hash: str


def counted(session: Session, revision: str, last_number: int, last_hash: str) -> BackupContent:
    regions, kommuner, answers = (
        session.exec(select(func.count()).select_from(table)).one() for table in (RegionRow, MunicipalityRow, AnswerRow)
    )
    return BackupContent(
        revision=revision,
        regions=regions,
        kommuner=kommuner,
        answers=answers,
        waiting_mails=mail_sender.counts(session).get(MailStatus.QUEUED, 0),
        last_number=last_number,
        last_hash=last_hash,
    )
