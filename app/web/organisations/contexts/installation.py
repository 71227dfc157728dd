"""Context of the operators' page: how the installation is, its regions and operators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.organisations.member import Member
from app.reports.kernel.wording import count
from app.rounds.kernel.job import JobStatus, UnsuccessfulJob
from app.services.organisations.installation_state import RECENT, InstallationState, MailTraffic
from app.services.organisations.regions import RegionLine
from app.web.organisations.contexts.organisations import MemberRow, RegionListRow, person_rows, region_row
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import moment

MAX_BACKUP_AGE = timedelta(days=2)
"""A backup that is older is told with a warning: most installations make one every night."""
MAX_MAIL_AGE = timedelta(minutes=30)
"""A mail that has waited longer says that the mail server is away or refuses."""


@dataclass(frozen=True, slots=True)
class InstallationPage:
    frame: Frame
    facts: tuple[tuple[str, str], ...]
    undelivered: str
    """How many mails did not arrive; empty when all did."""
    warnings: tuple[str, ...]
    jobs: tuple[str, ...]
    regions: tuple[RegionListRow, ...]
    operators: tuple[MemberRow, ...]
    done: str


def installation_page(
    frame: Frame,
    state: InstallationState,
    lines: Iterable[RegionLine],
    operators: Iterable[Member],
    message: str,
    *,
    now: datetime,
    sends_mail: bool,
) -> InstallationPage:
    mail = state.mail
    return InstallationPage(
        frame=frame,
        facts=tuple(_facts(state)),
        undelivered=f"{mail.undelivered} de senaste {RECENT.days} dagarna" if mail.undelivered else "",
        warnings=tuple(_warnings(state, now, sends_mail=sends_mail)),
        jobs=tuple(map(_job, state.jobs)),
        regions=tuple(map(region_row, lines)),
        operators=person_rows(operators),
        done=message,
    )


def _facts(state: InstallationState) -> Iterable[tuple[str, str]]:
    yield "Version", state.version or "okänd"
    yield "Databas", f"{'SQLite' if state.is_sqlite else 'PostgreSQL'}, schema {state.revision}"
    yield "Senaste säkerhetskopian", "okänd" if state.backed_up_at is None else moment(state.backed_up_at)
    yield "Mejl som väntar", _waiting(state.mail)
    yield "Skickade mejl i dag", str(state.mail.sent)


def _waiting(mail: MailTraffic) -> str:
    if not mail.waiting or mail.oldest_waiting is None:
        return "inga"
    return f"{mail.waiting}, det äldsta från {moment(mail.oldest_waiting)}"


def _warnings(state: InstallationState, now: datetime, *, sends_mail: bool) -> Iterable[str]:
    oldest = state.mail.oldest_waiting
    if not sends_mail:
        yield "Ingen mejlserver är inställd (SMTP_URL). Inga mejl skickas, så ingen kan logga in med länk."
    elif oldest is not None and now - oldest > MAX_MAIL_AGE:
        yield "Mejl har väntat länge. Mejlservern kan vara borta eller säga nej."
    if state.backed_up_at is None:
        yield "Tjänsten vet inte om någon säkerhetskopia. Gör en varje natt med omstallningskollen backup make."
    elif now - state.backed_up_at > MAX_BACKUP_AGE:
        yield f"Den senaste säkerhetskopian är äldre än {count(MAX_BACKUP_AGE.days, 'dag', 'dagar')}."


def _job(job: UnsuccessfulJob) -> str:
    about = f"Alla rapporter i en fil, {job.region} {job.year}"
    when = "" if job.finished_at is None else f" {moment(job.finished_at)}"
    if job.status is JobStatus.FAILED:
        return f"{about}: det blev ingen fil{when}."
    return f"{about}: {count(job.missing, 'rapport', 'rapporter')} gick inte att göra{when}."
