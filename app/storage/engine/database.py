"""Reading and writing the database: one door in each direction, the same for SQLite and PostgreSQL.

SQLite has one writer at a time and its busy wait is unfair, so all writes of a process go through one thread with one
connection (`writer.py`). What is written is on disk (WAL, synchronous FULL) before `write` returns.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlmodel import Session

from app import traces
from app.storage.engine.cache import ValueCache, attach_cache
from app.storage.engine.writer import Writer

T = TypeVar("T")

BUSY_TIMEOUT_MS = 10_000
SERVING_THREADS = 40
"""How many threads serve requests."""
READ, WRITE = "database.read", "database.write"
"""Spans: from asking for a connection until it is given back, and until what was written is on disk."""
SERVER_LIMITS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""For a database server that is silent: seconds to connect, and how soon a connection to one that is away is given up
(the last in milliseconds). The database's URL may say otherwise."""
READ_CONNECTIONS = SERVING_THREADS + 1
"""One for each thread that serves requests and one for the event loop, so that no reader waits for another."""


class Database:
    """Engines of one process. Close it when done; it is safe to use from many threads.

    An error does not repeat the values of the statement that failed: they would end up in the log.
    """

    def __init__(self, url: str, name: str = "omstallningskollen") -> None:
        """`name` is what the process calls itself to PostgreSQL."""
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.path = file_of(url)
        """SQLite's file, where there is one."""
        if self.is_sqlite:
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._reader = _sqlite_engine(url, READ_CONNECTIONS, "BEGIN")
            self._writer = _sqlite_engine(url, 2, "BEGIN IMMEDIATE")  # the writer's own, and one for `engine`
            self._queue: Writer | None = Writer(self._writer)
        else:
            self._writer = create_engine(
                url,
                pool_size=20,
                max_overflow=20,
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args=_server_limits(url) | {"application_name": name},
            )
            # PostgreSQL's default would let each statement of a session see another moment.
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ")
            self._queue = None
        self.kept = ValueCache()
        self._at_hand: Connection | None = None
        self._at_hand_lock = Lock()
        self._threads = ThreadPoolExecutor(SERVING_THREADS, thread_name_prefix="database")

    @property
    def engine(self) -> Engine:
        """The write engine, for migrations and tests."""
        return self._writer

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A session on a consistent snapshot. What is changed in it is thrown away."""
        with traces.span(READ), Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            attach_cache(session, self.kept)
            yield session

    async def read_async(self, work: Callable[[Connection], T]) -> T:
        """`read` for coroutines, for work that takes less than a millisecond or two and asks by prepared statements.

        On SQLite it is done at once: readers wait for nobody, and threads that read at the same time cost more than
        they gain, since the driver hands the interpreter over at every row.
        """
        with traces.span(READ):
            if not self.is_sqlite:
                return await asyncio.wrap_future(self._threads.submit(self._reading, work))
            with self._at_hand_lock:
                if self._at_hand is None:
                    self._at_hand = self._reader.connect()
                return _read_at_once(self._at_hand, work)

    def _reading(self, work: Callable[[Connection], T]) -> T:
        with self._reader.connect() as connection:
            return _read_with(connection, work)

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in a transaction and return its value once that is committed. An exception takes back all it did.

        `work` must not call `write` itself: on SQLite it would wait for its own thread.
        """
        with traces.span(WRITE):
            if self._queue is None:
                return self._in_transaction(work)
            return self._queue.write(lambda connection: _in_session(connection, work))

    async def write_async(self, work: Callable[[Connection], T]) -> T:
        """`write` for coroutines: no thread but the writer's takes part, and the event loop goes on meanwhile."""
        with traces.span(WRITE):
            if self._queue is None:
                return await asyncio.wrap_future(self._threads.submit(self._writing, work))
            return await self._queue.write_async(work)

    def _writing(self, work: Callable[[Connection], T]) -> T:
        with self._writer.begin() as connection:
            return work(connection)

    def _in_transaction(self, work: Callable[[Session], T]) -> T:
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            return work(session)

    def file_identity(self) -> tuple[int, int] | None:
        """Of SQLite's file: changes when another is put in its place, which open connections do not notice. None when
        there is no file."""
        if self.path is None:
            return None
        with contextlib.suppress(OSError):
            status = self.path.stat()
            return status.st_dev, status.st_ino
        return None

    def close(self) -> None:
        if self._queue is not None:
            self._queue.close()
        self._threads.shutdown(wait=True)
        if self._at_hand is not None:
            self._at_hand.close()
        self._reader.dispose()
        self._writer.dispose()


def _read_with(connection: Connection, work: Callable[[Connection], T]) -> T:
    transaction = connection.begin()
    try:
        return work(connection)
    finally:
        transaction.rollback()


def _read_at_once(connection: Connection, work: Callable[[Connection], T]) -> T:
    """On SQLite: the driver begins and ends the transaction itself. SQLAlchemy takes as long for that as a prepared
    statement takes in whole; where work asks by an ordinary statement the driver says that a transaction is open."""
    driver = connection.connection
    driver.cursor().execute("BEGIN")
    try:
        return work(connection)
    finally:
        driver.rollback()


def _in_session(connection: Connection, work: Callable[[Session], T]) -> T:
    """In a transaction that others share: what the session does is a part that can be taken back by itself."""
    with (
        Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session,
        session.begin(),
    ):
        return work(session)


def file_of(url: str) -> Path | None:
    """SQLite's file; None for a database in memory and for a server."""
    parts = make_url(url)
    is_file = parts.get_backend_name() == "sqlite" and parts.database and parts.database != ":memory:"
    return Path(parts.database) if is_file and parts.database else None


def _server_limits(url: str) -> dict[str, int]:
    options = make_url(url).query
    return {name: value for name, value in SERVER_LIMITS.items() if name not in options}


def _sqlite_engine(url: str, connections: int, begin: str) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own transaction handling is turned off: it would begin deferred, and half of the writers would
        # then fail when they turn from reading to writing.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.connection.cursor().execute(begin)

    return engine
