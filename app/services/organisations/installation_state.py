"""How the installation is: its version and database, its mail, work that failed, and when it was last backed up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version

from app.accounts.audit.privacy_events import InstallationBackedUp
from app.accounts.kernel.roles import INSTALLATION, Actor, Right
from app.accounts.mail.mail_status import MailStatus
from app.rounds.kernel.days import day_of, midnight_before
from app.rounds.kernel.job import UnsuccessfulJob
from app.services.kernel.access import require
from app.storage.engine.database import Database
from app.storage.engine.schema import revision_of
from app.storage.kernel.audit import latest_at
from app.storage.kernel.jobs import unsuccessful_jobs
from app.storage.mail import mail_sender

RECENT = timedelta(days=30)
"""So far back undelivered mail is counted."""


@dataclass(frozen=True, slots=True)
class MailTraffic:
    """Counted in mails. `sent` is since midnight in Sweden, `undelivered` since `RECENT` ago."""

    waiting: int
    oldest_waiting: datetime | None
    sent: int
    undelivered: int


@dataclass(frozen=True, slots=True)
class InstallationState:
    version: str
    """Empty where the code runs without having been installed."""
    is_sqlite: bool
    revision: str
    mail: MailTraffic
    jobs: tuple[UnsuccessfulJob, ...]
    backed_up_at: datetime | None
    """As far as the service has been told; None when it never was."""


def installation_state(database: Database, actor: Actor, now: datetime) -> InstallationState:
    """Raises NotFoundError to those who do not run the installation."""
    with database.read() as session:
        require(actor, Right.RUN_INSTALLATION, INSTALLATION)
        return InstallationState(
            version=_version(),
            is_sqlite=database.is_sqlite,
            revision=revision_of(session),
            mail=MailTraffic(
                waiting=mail_sender.counts(session).get(MailStatus.QUEUED, 0),
                oldest_waiting=mail_sender.oldest_waiting(session),
                sent=mail_sender.sent_since(session, midnight_before(day_of(now))),
                undelivered=mail_sender.undelivered_since(session, now - RECENT),
            ),
            jobs=unsuccessful_jobs(session),
            backed_up_at=latest_at(session, InstallationBackedUp),
        )


def _version() -> str:
    try:
        return version("omstallningskollen")
    except PackageNotFoundError:
        return ""
