"""A job that this process is at, as long as it is: saying so, giving it back, ending it."""

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

BEAT = timedelta(seconds=1)
"""How often it says that it is at it, and so how soon it finds out that it was cancelled."""


class Closing(OmstallningskollenError):  # noqa: N818
    """The process is about to end."""


class Lost(OmstallningskollenError):  # noqa: N818
    """The job is no longer this process's: it was cancelled, taken away with its round, or taken over."""


class JobAtHand:
    """Every change is made only while the job is still this process's."""

    def __init__(self, database: Database, clock: Callable[[], datetime], closing: Event, job: Job) -> None:
        self._database = database
        self._clock = clock
        self._closing = closing
        self.job = job

    def tick(self, done_count: int, total: int) -> None:
        """Say how far it has come. Raises Closing and Lost."""
        if self._closing.is_set():
            raise Closing
        now, before = self._clock(), self.job
        rests = before.beat_at is not None and now - before.beat_at < BEAT
        if rests and (done_count, total) == (before.done, before.total):
            return
        if not self._database.write(lambda session: jobs.beat(session, before, now, done_count, total)):
            raise Lost
        self.job = replace(before, beat_at=now, done=done_count, total=total)

    def give_back(self) -> None:
        self._database.write(lambda session: jobs.give_back(session, self.job))

    def fail(self, problem: str) -> None:
        now = self._clock()
        self._database.write(lambda session: jobs.finish(session, self.job, now, JobStatus.FAILED, problem=problem))

    def done(self, file_name: str, problem: str, also: Callable[[Session, datetime], None]) -> None:
        """Done, with what is to be stored along with that. Raises Lost."""
        now = self._clock()

        def work(session: Session) -> bool:
            mine = jobs.finish(session, self.job, now, JobStatus.DONE, file_name=file_name, problem=problem)
            if mine:
                also(session, now)
            return mine

        if not self._database.write(work):
            raise Lost
