"""Single writer thread of SQLite with group commit: what waits during a commit is committed together by the next one.

A commit waits for the disk, and waking whoever waits costs as much as a save; both are paid once for all who wait.
Nobody is told that something is written before the commit that wrote it, and nobody's failure undoes another's work.
"""

import asyncio
import contextlib
import queue
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

T = TypeVar("T")

MAX_BATCH = 64
"""How many share a commit at the most, so that the first of them need not wait long for the last."""


@dataclass(slots=True)
class _Job:
    """A piece of work, what came of it, and who waits: a thread, or a coroutine of the event loop."""

    work: Callable[[Connection], Any]
    done: "Future[Any] | asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    result: Any = None
    error: BaseException | None = None

    def resolve(self) -> None:
        if self.done.done():
            return  # whoever waited has gone
        if self.error is None:
            self.done.set_result(self.result)
        else:
            self.done.set_exception(self.error)


class Writer:
    """Takes work from many threads and event loops and does it in the order it comes. Close it when done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        """Kept from one transaction to the next: to fetch it from the pool and to give it back take as long as two
        statements of an autosave. Given back after an error, since the pool then sees to what it has left behind."""
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run work in a transaction that others may share; wait until that is on disk.

        Raises what the work raises, which undoes only its own changes, and what a failing commit raises, to all in it.
        """
        future: Future[T] = Future()
        self._put(_Job(work, future))
        return future.result()

    async def write_async(self, work: Callable[[Connection], T]) -> T:
        """`write` for coroutines."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._put(_Job(work, future, loop))
        return await future

    def close(self) -> None:
        """Do what is waiting, then end."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _put(self, job: _Job) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")
        self._waiting.put(job)

    def _run(self) -> None:
        while jobs := self._next():
            self._commit(jobs)
            _resolve(jobs)
            del jobs  # or what was written last, a comment maybe, would stay in memory until the next
        self._let_go()

    def _next(self) -> list[_Job]:
        """The first who waits and those behind; empty when closed and nobody waits."""
        first = self._waiting.get()
        jobs = [] if first is None else [first]
        with contextlib.suppress(queue.Empty):
            while jobs and len(jobs) < MAX_BATCH:
                job = self._waiting.get_nowait()
                if job is None:
                    self._waiting.put(None)
                    break
                jobs.append(job)
        return jobs

    def _commit(self, jobs: Sequence[_Job]) -> None:
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with connection.begin():
                if len(jobs) == 1:
                    jobs[0].result = jobs[0].work(connection)
                else:
                    for job in jobs:
                        _do(job, connection)
        except BaseException as error:  # noqa: BLE001  it is raised where the work was asked for
            for job in jobs:
                job.error = job.error or error
            self._let_go()

    def _let_go(self) -> None:
        """What fails here comes after an error that is told already, and the pool throws the connection away."""
        connection, self._connection = self._connection, None
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error):
            if connection is not None:
                connection.close()


def _do(job: _Job, connection: Connection) -> None:
    """One of several: its failure takes back what it did, and nothing else."""
    cursor = connection.connection.cursor()
    cursor.execute("SAVEPOINT one_of_several")
    try:
        job.result = job.work(connection)
    except BaseException as error:  # noqa: BLE001  it is raised where the work was asked for
        job.error = error
        cursor.execute("ROLLBACK TO one_of_several")
    cursor.execute("RELEASE one_of_several")


def _resolve(jobs: Sequence[_Job]) -> None:
    """Every thread is told by itself, an event loop once for all its coroutines."""
    by_loop = defaultdict(list)
    for job in jobs:
        if job.loop is None:
            job.resolve()
        else:
            by_loop[job.loop].append(job)
    for loop, of_loop in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(_resolve_each, of_loop)


def _resolve_each(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        job.resolve()
