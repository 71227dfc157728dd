"""Every shared report of a round in one file, for the region: ordering it, following it, cancelling, fetching it.

The file is handed out only as long as all that is in it is what the region may have at that moment (decision 0031).
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from app.accounts.audit.round_events import RoundReportsAsked, RoundReportsCancelled, RoundReportsFetched
from app.accounts.kernel.roles import Actor, Place
from app.errors import NotAvailableError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.job import Job, JobStatus
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.services.kernel.access import require_region
from app.services.kernel.audit import note
from app.services.overview import words
from app.services.overview.archive_file import file_of_job
from app.services.overview.report_archive_worker import KIND
from app.services.overview.shared_reports import ArchiveState, Shared, file_state, shared_in
from app.storage.engine.database import Database
from app.storage.kernel import jobs
from app.storage.kernel.assessments import find_round
from app.storage.rounds.rounds import lock_round


@dataclass(frozen=True, slots=True)
class AllReports:
    """How it stands. `file` is None unless the job is done and its file is still there."""

    round: Round
    shared: Shared
    job: Job | None
    file: ArchiveState | None


@dataclass(frozen=True, slots=True)
class FileToFetch:
    path: Path
    name: str


def open_reports(database: Database, actor: Actor, key: RoundKey, folder: Path) -> AllReports:
    """`folder` is where files are kept. Raises NotFoundError outside the region; NotAvailableError for a trial and
    a planned round."""
    with database.read() as session:
        round_ = _usable(actor, find_round(session, key))
        return _as_it_stands(session, round_, folder)


def ask_for_reports(database: Database, actor: Actor, key: RoundKey, now: datetime) -> None:
    """Order the file, unless it is being made already. Raises as `open_reports`, and PermissionDeniedError when nobody
    shares.
    """

    def work(session: Session) -> None:
        round_ = _usable(actor, lock_round(session, key))
        job = jobs.latest_job(session, KIND, round_.id)
        if job is not None and job.is_active:
            return
        kommuner = len(shared_in(session, round_.id).assessments)
        if not kommuner:
            raise PermissionDeniedError(words.NOBODY_SHARES)
        jobs.add_job(session, KIND, round_.id, now)
        note(session, actor, RoundReportsAsked(round_id=round_.id, kommuner=kommuner), Place(round_.region_id), now)

    database.write(work)


def cancel_reports(database: Database, actor: Actor, key: RoundKey, now: datetime) -> None:
    """Nothing happens when nothing is being made any more. Raises as `open_reports`."""

    def work(session: Session) -> None:
        round_ = _usable(actor, lock_round(session, key))
        job = jobs.latest_job(session, KIND, round_.id)
        if job is not None and jobs.cancel(session, job.id, now):
            note(session, actor, RoundReportsCancelled(round_id=round_.id), Place(round_.region_id), now)

    database.write(work)


def fetch_reports(database: Database, actor: Actor, key: RoundKey, folder: Path, now: datetime) -> FileToFetch | None:
    """The file, noted in the log. None when there is none that may be handed out now. Raises as `open_reports`."""
    reports = open_reports(database, actor, key, folder)
    if reports.job is None or reports.file is None or not reports.file.may_be_fetched:
        return None
    event = RoundReportsFetched(round_id=reports.round.id, kommuner=reports.file.kommuner)
    place = Place(reports.round.region_id)
    database.write(lambda session: note(session, actor, event, place, now))
    return FileToFetch(folder / reports.job.file_name, f"rapporter-{key.region}-{key.questionnaire}-{key.year}.zip")


def _usable(actor: Actor, round_: Round | None) -> Round:
    if round_ is None:
        raise NotFoundError
    require_region(actor, round_)
    if round_.is_trial:
        raise NotAvailableError(words.TRIAL_WITHOUT_REPORTS)
    if round_.state is RoundState.PLANNED:
        raise NotAvailableError(words.REPORTS_NOT_YET)
    return round_


def _as_it_stands(session: Session, round_: Round, folder: Path) -> AllReports:
    sharing = shared_in(session, round_.id)
    job = jobs.latest_job(session, KIND, round_.id)
    file = None
    if job is not None and job.status is JobStatus.DONE:
        file = file_state(session, file_of_job(session, folder, job), sharing, round_.year)
    return AllReports(round=round_, shared=sharing, job=job, file=file)
