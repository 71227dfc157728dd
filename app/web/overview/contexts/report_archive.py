"""Context of the page where a region gets every shared report in one file, and of the part that changes meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from app.reports.kernel.wording import NBSP, count, listing, number
from app.rounds.kernel.job import Job, JobStatus
from app.services.overview.report_archive import AllReports
from app.services.overview.report_archive_worker import NO_ROOM, NOTHING, RETENTION, TOO_OLD
from app.services.overview.shared_reports import ArchiveState
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import day

REPORT_SECONDS = 3
"""About how long a report takes, on a machine that does other things as well."""
PROBLEMS = {
    NO_ROOM: "Filen gick inte att spara. Servern kan ha ont om plats. Be den som driver tjänsten om hjälp.",
    TOO_OLD: "Arbetet blev aldrig klart och är avslutat. Gör en ny fil.",
    NOTHING: "Ingen kommun delar längre sitt resultat. Därför finns det inga rapporter att samla.",
}
BROKEN = "Filen gick inte att göra. Felet är loggat. Försök igen om en stund. Rapporterna går att läsa en i taget."
FRESH, AGAIN = "Gör en fil med alla rapporter", "Gör en ny fil"


@dataclass(frozen=True, slots=True)
class Failed:
    """A kommun whose report could not be made, with where it can be read."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ReadyFile:
    url: str
    made_at: datetime | None
    contents: str
    kept_until: str


@dataclass(frozen=True, slots=True)
class ReportsState:
    """`said` is what a screen reader is told when it changes; `file` is None unless one can be fetched."""

    said: str
    is_active: bool
    done: int
    total: int
    duration: str
    file: ReadyFile | None
    warnings: tuple[str, ...]
    failed: tuple[Failed, ...]
    notes: tuple[str, ...]
    button: str
    """Empty when no file can be ordered."""
    url: str

    @property
    def progress(self) -> str:
        return f"{self.done} av {self.total} {'rapport' if self.total == 1 else 'rapporter'}"


@dataclass(frozen=True, slots=True)
class StateFragment:
    state: ReportsState


@dataclass(frozen=True, slots=True)
class AllReportsPage:
    frame: Frame
    back_url: str
    state: ReportsState
    kommuner: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def all_reports_page(frame: Frame, reports: AllReports, processes: int) -> AllReportsPage:
    return AllReportsPage(
        frame=frame,
        back_url=url_of(reports.round.key),
        state=_state(reports, processes),
        kommuner=tuple(assessment.municipality for assessment in reports.shared.assessments),
        left_out=tuple((assessment.municipality, why.value) for assessment, why in reports.shared.left_out),
    )


def state_fragment(reports: AllReports, processes: int) -> StateFragment:
    return StateFragment(_state(reports, processes))


def _state(reports: AllReports, processes: int) -> ReportsState:
    job, file = reports.job, reports.file
    ready = file is not None and file.may_be_fetched
    is_active = job is not None and job.is_active
    may_ask = bool(reports.shared.assessments) and not is_active
    return ReportsState(
        said=_said(job, file),
        is_active=is_active,
        done=0 if job is None else job.done,
        total=0 if job is None else job.total,
        duration=_duration(len(reports.shared.assessments), processes),
        file=_ready_file(reports, job, file) if job is not None and file is not None and ready else None,
        warnings=tuple(_warnings(job, file)),
        failed=tuple(_failed(reports, job)) if ready else (),
        notes=tuple(_notes(file)) if ready else (),
        button=(FRESH if job is None else AGAIN) if may_ask else "",
        url=url_of(reports.round.key, "rapporter"),
    )


def _said(job: Job | None, file: ArchiveState | None) -> str:
    if job is None:
        return ""
    if job.is_active:
        return "Rapporterna samlas i en fil."
    if job.status is JobStatus.CANCELLED:
        return "Arbetet avbröts. Ingen fil sparades."
    if job.status is JobStatus.FAILED:
        return "Det blev ingen fil."
    if file is None:
        return "Filen finns inte kvar."
    return "Filen är klar." if file.may_be_fetched else "Filen går inte att hämta längre."


def _duration(reports: int, processes: int) -> str:
    seconds = reports * REPORT_SECONDS / processes
    return "mindre än en minut" if seconds <= 45 else f"ungefär {count(ceil(seconds / 60), 'minut', 'minuter')}"


def _ready_file(reports: AllReports, job: Job, file: ArchiveState) -> ReadyFile:
    size = f"{number(file.size / 1_000_000, 1)}{NBSP}MB"
    last_day = "" if job.finished_at is None else day((job.finished_at + RETENTION).date())
    return ReadyFile(
        url=url_of(reports.round.key, "rapporter.zip"),
        made_at=job.finished_at,
        contents=f"{count(file.kommuner, 'rapport', 'rapporter')}, {size}",
        kept_until=last_day,
    )


def _warnings(job: Job | None, file: ArchiveState | None) -> Iterable[str]:
    if job is not None and job.status is JobStatus.FAILED:
        yield PROBLEMS.get(job.problem, BROKEN)
    if file is None or file.may_be_fetched:
        return
    if file.withdrawn:
        yield f"Inte längre fastställt och delat med regionen: {listing(file.withdrawn)}."
    if len(file.changed) == file.kommuner:
        yield "Rapporterna har ändrats sedan filen gjordes. Det händer också när tjänsten uppdateras. Gör en ny fil."
        return
    if file.changed:
        yield f"Rapporten har ändrats sedan filen gjordes: {listing(file.changed)}."
    yield "Gör en ny fil. De rapporter som inte har ändrats finns kvar, så det går fort."


def _failed(reports: AllReports, job: Job | None) -> Iterable[Failed]:
    slugs = set() if job is None else set(job.problem.split())
    for assessment in reports.shared.assessments:
        if assessment.municipality_slug in slugs:
            yield Failed(assessment.municipality, url_of(assessment.key, "rapport"))


def _notes(file: ArchiveState | None) -> Iterable[str]:
    if file is not None and file.newcomers:
        yield f"Delar sitt resultat men är inte med i filen: {listing(file.newcomers)}."
