"""Lease on a background job: heartbeat, progress, release, and the end of it, by the process that has claimed it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

from sqlmodel import Session

from app.errors import OmstallningskollenError
from app.storage.engine.database import Database
from app.storage.kernel import jobs
from app.storage.kernel.jobs import Job
from app.storage.tables import JobStatus

HEARTBEAT_INTERVAL = timedelta(seconds=1)
"""How often it says that it is at it, and so how soon it finds out that it was cancelled."""


class ShuttingDownError(OmstallningskollenError):
    """The process is about to end."""


class LeaseLostError(OmstallningskollenError):
    """The job is no longer this process's: it was cancelled, taken away with its round, or taken over."""


class JobLease:
    """Every change is made only while the job is still this process's."""

    def __init__(self, database: Database, clock: Callable[[], datetime], closing: Event, job: Job) -> None:
        self._database = database
        self._clock = clock
        self._closing = closing
        self.job = job

    def heartbeat(self, done_count: int, total: int) -> None:
        """Say how far it has come. Raises ShuttingDownError and LeaseLostError."""
        if self._closing.is_set():
            raise ShuttingDownError
        now, before = self._clock(), self.job
        rests = before.beat_at is not None and now - before.beat_at < HEARTBEAT_INTERVAL
        if rests and (done_count, total) == (before.done, before.total):
            return
        if not self._database.write(lambda session: jobs.heartbeat(session, before, now, done_count, total)):
            raise LeaseLostError
        self.job = replace(before, beat_at=now, done=done_count, total=total)

    def release(self) -> None:
        self._database.write(lambda session: jobs.release(session, self.job))

    def fail(self, problem: str) -> None:
        now = self._clock()
        self._database.write(lambda session: jobs.finish(session, self.job, now, JobStatus.FAILED, problem=problem))

    def done(self, file_name: str, problem: str, also: Callable[[Session, datetime], None]) -> None:
        """Done, with what is to be stored along with that. Raises LeaseLostError."""
        now = self._clock()

        def work(session: Session) -> bool:
            mine = jobs.finish(session, self.job, now, JobStatus.DONE, file_name=file_name, problem=problem)
            if mine:
                also(session, now)
            return mine

        if not self._database.write(work):
            raise LeaseLostError
