"""Readiness of the service: whether the database can be read and written, its schema, room on disk, the cache folder.

Asked by anybody and often, so an answer is good for a few seconds. Anything that is asked may hang (a database server
that is silent, a mount), so one thread looks, and whoever asks waits for it no longer than a moment.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread

import structlog
from sqlalchemy import text
from sqlmodel import Session

from app.storage.engine.database import Database
from app.storage.engine.failures import DatabaseFailure, failure_of
from app.storage.engine.prepared import dialect_name
from app.storage.engine.schema import can_serve, revisions_of

MIN_FREE_BYTES = 50_000_000
"""With less than that on the database's disk the service is not ready: some hundred answers with comments."""
RECHECK_SECONDS = 3.0
LOOK_SECONDS = 2.0
"""How long whoever asks waits for a look. Less than the four seconds that `omstallningskollen health` waits."""
LOCK_MS = 1_000
"""How long a look waits for what somebody else has locked, such as a migration."""
_POLL_SECONDS = 0.005
NO_ANSWER = "no answer in time"
NOT_LOOKED_AT = "not looked at"
"""For what comes after something that failed or hangs."""

log = structlog.get_logger(__name__)


class Check(StrEnum):
    """What is looked at, in that order, as it stands in the answer."""

    DATABASE = "databas"
    """Whether it can be read, and is the one that the service began with."""
    SCHEMA = "schema"
    WRITING = "skrivning"
    DISK = "disk"
    CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Finding:
    """`problem` is a word for the log and for programs; empty when all is well."""

    check: Check
    problem: str = ""


Findings = tuple[Finding, ...]


class _Look:
    """One look, in a thread of its own that nobody has to wait for."""

    def __init__(self, problems: Iterable[tuple[Check, str]], began_at: float) -> None:
        self.began_at = began_at
        self.is_over = False
        self._problems = problems
        self._answers: dict[Check, str] = {}
        Thread(target=self._run, name="readiness", daemon=True).start()

    def _run(self) -> None:
        try:
            for check, problem in self._problems:
                self._answers[check] = problem
        except Exception:
            log.exception("readiness_failed")
        finally:
            self.is_over = True

    def findings(self) -> Findings:
        """A finding for each check. What has not been answered by now counts as a problem."""
        answers = dict(self._answers)
        missing = [check for check in Check if check not in answers]
        answers |= {check: NOT_LOOKED_AT if place else NO_ANSWER for place, check in enumerate(missing)}
        return tuple(Finding(check, answers[check]) for check in Check)


class Readiness:
    """Of one process. Safe to use from many threads and event loops; there is never more than one look under way."""

    def __init__(self, database: Database, cache: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._cache = cache
        self._clock = clock
        self._lock = Lock()
        self._file = database.file_identity()
        self._latest: _Look | None = None
        self._logged: Findings = ()

    async def findings(self) -> Findings:
        """A finding for each check, within `LOOK_SECONDS`. Takes no thread of those that serve requests."""
        look = self._look()
        while not look.is_over and self._clock() - look.began_at < LOOK_SECONDS:  # noqa: ASYNC110  a thread ends it
            await asyncio.sleep(_POLL_SECONDS)
        findings = look.findings()
        self._log(findings)
        return findings

    def _look(self) -> _Look:
        """The latest, while it is good or still under way."""
        with self._lock:
            now, latest = self._clock(), self._latest
            if latest is None or (latest.is_over and now - latest.began_at > RECHECK_SECONDS):
                latest = self._latest = _Look(self._problems(), now)
            return latest

    def _log(self, findings: Findings) -> None:
        """What is wrong and was not the last time."""
        with self._lock:
            for finding in findings:
                if finding.problem not in {"", NOT_LOOKED_AT} and finding not in self._logged:
                    log.error("not_ready", check=finding.check.value, cause=finding.problem)
            self._logged = findings

    def _problems(self) -> Iterator[tuple[Check, str]]:
        problem = reading_problem(self._database)
        if not problem and self._database.file_identity() != self._file:
            problem = "database file was moved or replaced while the service runs"
        yield Check.DATABASE, problem
        yield Check.SCHEMA, NOT_LOOKED_AT if problem else schema_problem(self._database)
        yield Check.WRITING, NOT_LOOKED_AT if problem else writing_problem(self._database)
        yield Check.DISK, disk_problem(self._database)
        yield Check.CACHE, cache_problem(self._cache)


def reading_problem(database: Database) -> str:
    """Why nothing can be read; empty when something can, also in a database without any schema."""
    return _problem_of(lambda: _read_schema(database))


def writing_problem(database: Database) -> str:
    """Why nothing can be saved; empty when a row can, as it is: only a commit shows that there is one.

    In a database without any schema there is no row, so all that is tried is to begin.
    """
    return _problem_of(lambda: database.write(_write_a_row))


def schema_problem(database: Database) -> str:
    """Also why that cannot be told."""
    return _problem_of(lambda: "" if can_serve(database) else "another schema than this version's")


def _problem_of(work: Callable[[], str]) -> str:
    """What the work says; when it fails, the cause."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  whatever it is, it is the answer
        return (failure_of(error) or DatabaseFailure.GONE).value


def _read_schema(database: Database) -> str:
    with database.read() as session:
        _wait_shortly(session)
        revisions_of(session)
    return ""


def _write_a_row(session: Session) -> str:
    _wait_shortly(session)
    if revisions_of(session):
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
    return ""


def _wait_shortly(session: Session) -> None:
    """For locks, in this transaction. SQLite's one writer waits for nobody in this process; see `BUSY_TIMEOUT_MS`."""
    if dialect_name(session) == "postgresql":
        session.execute(text(f"SET LOCAL lock_timeout = {LOCK_MS}"))


def disk_problem(database: Database) -> str:
    """Of SQLite's disk; a server of its own looks after its disk itself."""
    free = free_bytes(database)
    return "" if free is None or free >= MIN_FREE_BYTES else f"{free // 1_000_000} MB left"


def free_bytes(database: Database) -> int | None:
    """None where the database is no file of this machine, or its folder is gone."""
    path = database.path
    try:
        return None if path is None else shutil.disk_usage(path.parent).free
    except OSError:
        return None


def cache_problem(folder: Path) -> str:
    """Why nothing can be kept in the folder; empty when something can. Reports are made all the same."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ok")
    except OSError as error:
        return (error.strerror or type(error).__name__).lower()
    return ""
