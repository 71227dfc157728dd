"""Lease on a background job: heartbeat, progress, release, and the end of it, by the process that has claimed it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from sqlmodel import Session

from app.errors import OmstallningskollenError
from app.rounds.kernel.job import Job, JobStatus
from app.storage.engine.database import Database
from app.storage.engine.lease_queue import LeaseQueue

HEARTBEAT_INTERVAL = timedelta(seconds=1)
"""How often it says that it is at it, and so how soon it finds out that it was cancelled."""


class ShuttingDownError(OmstallningskollenError):
    """The process is about to end."""


class LeaseLostError(OmstallningskollenError):
    """The job is no longer this process's: it was cancelled, taken away with its round, or taken over."""


class JobLease:
    """Every change is made only while the job is still this process's."""

    def __init__(
        self,
        database: Database,
        queue: LeaseQueue[Job],
        clock: Callable[[], datetime],
        closing: Event,
        job: Job,
    ) -> None:
        self._database = database
        self._queue = queue
        self._clock = clock
        self._closing = closing
        self._beat_at = clock()
        self.job = job

    def heartbeat(self, done_count: int, total: int) -> None:
        """Say how far it has come. Raises ShuttingDownError and LeaseLostError."""
        if self._closing.is_set():
            raise ShuttingDownError
        now, job = self._clock(), self.job
        # The clock may have been set back meanwhile: that is no reason to be silent until it has caught up.
        if abs(now - self._beat_at) < HEARTBEAT_INTERVAL and (done_count, total) == (job.done, job.total):
            return
        progress = {"done": done_count, "total": total}
        job_now = self._database.write(lambda session: self._queue.heartbeat(session, job, now, **progress))
        if job_now is None:
            raise LeaseLostError
        self.job, self._beat_at = job_now, now

    def release(self) -> None:
        """For any process to claim at once."""
        now = self._clock()
        self._database.write(lambda session: self._queue.reschedule(session, self.job, now, status=JobStatus.WAITING))

    def fail(self, problem: str) -> None:
        outcome = {"status": JobStatus.FAILED, "finished_at": self._clock(), "problem": problem}
        self._database.write(lambda session: self._queue.finish(session, self.job, **outcome))

    def done(self, file_name: str, problem: str, also: Callable[[Session, datetime], None]) -> None:
        """Done, with what is to be stored along with that. Raises LeaseLostError."""
        now = self._clock()
        outcome = {"status": JobStatus.DONE, "finished_at": now, "file_name": file_name, "problem": problem}

        def work(session: Session) -> None:
            if not self._queue.finish(session, self.job, **outcome):
                raise LeaseLostError
            also(session, now)

        self._database.write(work)
