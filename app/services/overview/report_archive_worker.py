"""Background worker for ZIP archives of all reports: a thread that claims one job at a time, whatever happens to it.

A job is taken over by another process when the one at it has been silent for a while. Nothing is rendered twice then:
every report that was finished is kept under its fingerprint.
"""

import contextlib
import secrets
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from app.accounts.audit.round_events import RoundReportsMade
from app.accounts.kernel.roles import Place
from app.reports.overview.report_archive import Archive, ArchivedReport, write_archive
from app.rounds.kernel.days import STOCKHOLM
from app.rounds.kernel.job import Job
from app.rounds.kernel.round import Round
from app.services.kernel.audit import note
from app.services.kernel.queue_worker import POLL_SECONDS, QueueWorker
from app.services.overview import words
from app.services.overview.archive_file import write_beside
from app.services.overview.job_lease import JobLease, LeaseLostError, ShuttingDownError
from app.services.overview.render_batch import BatchRenderer, RenderedBatch
from app.services.overview.shared_reports import Shared, shared_in
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database
from app.storage.engine.failures import DRIVER_ERRORS, failure_of
from app.storage.kernel import jobs
from app.storage.kernel.assessments import rounds_with
from app.storage.questionnaires.editions import questionnaire_of

KIND = "reports"
MAX_AGE = timedelta(days=1)
"""A job that is not finished by then is not tried any more."""
RETENTION = timedelta(days=7)
TIDY_SECONDS = 3600.0
PREFIX = "rapporter-"

NO_ROOM, TOO_OLD, UNEXPECTED, NOTHING = "no room", "too old", "fault", "nothing"
"""What `problem` says of a job that failed. Of one that is done it has the slugs of those whose report failed."""

log = structlog.get_logger(__name__)


class ReportArchiveWorker(QueueWorker[Job]):
    """One per process. Closed, it releases the one under way, for the next process to go on with."""

    name = "bookbinder"
    queue_name = "reports"

    def __init__(
        self,
        database: Database,
        files: ReportFiles,
        clock: Callable[[], datetime],
        *,
        look_seconds: float = POLL_SECONDS,
    ) -> None:
        super().__init__(database, jobs.job_queue(KIND), clock, look_seconds=look_seconds)
        self._files = files
        self._tidied_at: float | None = None

    def work(self) -> int:
        """Do every job that is due. Returns how many were done to their end."""
        if self._tidied_at is None or time.monotonic() - self._tidied_at > TIDY_SECONDS:
            self.tidy()
        return super().work()

    def handle(self, item: Job) -> bool:
        """True when it came to its end, good or bad. A database that fails is no end: raises what its driver raises."""
        self.tidy()
        lease = JobLease(self._database, self._queue, self._clock, self._closing, item)
        try:
            if self._clock() - item.created_at > MAX_AGE:
                lease.fail(TOO_OLD)
            else:
                self._render_reports(lease)
        except LeaseLostError:
            log.info("reports_job_lost", job_id=item.id)
            return False
        except (ShuttingDownError, CancelledError):
            lease.release()
            return False
        except OSError as error:
            log.error("reports_file_not_written", job_id=item.id, cause=str(error))  # noqa: TRY400  the cause says it all
            lease.fail(NO_ROOM)
        except Exception as error:
            if isinstance(error, DRIVER_ERRORS) and failure_of(error) is not None:
                raise  # the job waits for its lease to run out, and is begun anew
            log.exception("reports_job_failed", job_id=item.id, exc_info=error)
            lease.fail(UNEXPECTED)
        return True

    def _render_reports(self, lease: JobLease) -> None:
        with self._database.read() as session:
            (round_,) = rounds_with(session, [lease.job.round_id])
            sharing = shared_in(session, round_.id)
        batch = BatchRenderer(self._database, self._files, self._clock(), lease.heartbeat).bind(sharing.assessments)
        with self._database.read() as session:
            title = questionnaire_of(session, round_.edition_id, round_.content_hash).title
            sharing = shared_in(session, round_.id)
        reports = _still_shared(batch, sharing)
        if not reports:
            lease.fail(UNEXPECTED if batch.failed else NOTHING)
            return
        archive = _archive(title, round_, reports, _left_out(batch, sharing), self._clock())
        path = self._files.folder / f"{PREFIX}{lease.job.id}-{secrets.token_hex(4)}.zip"
        event = RoundReportsMade(round_id=round_.id, kommuner=len(reports), failed=len(batch.failed))
        failures = " ".join(assessment.municipality_slug for assessment in batch.failed)
        write_beside(path, lambda part: write_archive(archive, part))
        content = None if self._database.is_sqlite else path.read_bytes()

        def also(session: Session, now: datetime) -> None:
            note(session, None, event, _place(round_), now)
            if content is not None:
                jobs.keep_content(session, lease.job.id, content)

        try:
            lease.done(path.name, failures, also)
        except LeaseLostError:
            path.unlink(missing_ok=True)
            raise

    def tidy(self) -> None:
        """Forget what is too old, and remove every file that no job speaks of."""
        self._tidied_at = time.monotonic()
        before = self._clock() - RETENTION
        self._database.write(lambda session: jobs.delete_finished(session, KIND, before))
        paths = list(self._files.folder.glob(f"{PREFIX}*"))
        with self._database.read() as session:  # after the files were seen, so that a new one has its job
            names, writing = jobs.job_files(session, KIND)
        for path in paths:
            number = path.name.removeprefix(PREFIX).split("-")[0]
            is_being_written = number.isdigit() and int(number) in writing
            if path.name not in names.values() and not is_being_written:
                with contextlib.suppress(OSError):
                    path.unlink()


def _place(round_: Round) -> Place:
    return Place(round_.region_id)


def _still_shared(batch: RenderedBatch, sharing: Shared) -> tuple[ArchivedReport, ...]:
    slugs = {item.municipality_slug for item in sharing.assessments}
    return tuple(sorted((item for item in batch.reports if item.slug in slugs), key=lambda item: item.slug))


def _left_out(batch: RenderedBatch, sharing: Shared) -> tuple[tuple[str, str], ...]:
    failures = tuple((assessment.municipality, words.RENDERING_FAILED) for assessment in batch.failed)
    return (*failures, *((assessment.municipality, why.value) for assessment, why in sharing.left_out))


def _archive(
    title: str,
    round_: Round,
    reports: tuple[ArchivedReport, ...],
    left_out: tuple[tuple[str, str], ...],
    now: datetime,
) -> Archive:
    marks = (words.ALL_EXAMPLE_DATA,) if round_.is_example else ()
    return Archive(
        title=title,
        region=round_.region_name,
        year=round_.year,
        marks=marks,
        made=now.astimezone(STOCKHOLM),
        reports=reports,
        left_out=left_out,
    )
