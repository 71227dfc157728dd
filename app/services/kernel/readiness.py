"""Readiness of the service: whether the database can be written, its schema, room on disk, the cache folder.

Asked by anybody and often, so an answer is good for a few seconds.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock

import structlog
from sqlalchemy import text

from app.storage.engine.database import Database
from app.storage.engine.failures import DatabaseFailure, failure_of
from app.storage.engine.schema import is_current

MIN_FREE_BYTES = 50_000_000
"""With less than that on the database's disk the service is not ready: some hundred answers with comments."""
RECHECK_SECONDS = 3.0

log = structlog.get_logger(__name__)


class Check(StrEnum):
    """What is looked at, as it stands in the answer."""

    DATABASE = "databas"
    SCHEMA = "schema"
    DISK = "disk"
    CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Finding:
    """`problem` is a word for the log and for programs; empty when all is well."""

    check: Check
    problem: str = ""


Findings = tuple[Finding, ...]


class Readiness:
    """Of one process. Safe to use from many threads, of which one at a time looks."""

    def __init__(self, database: Database, cache: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._cache = cache
        self._clock = clock
        self._lock = Lock()
        self._file = database.file_identity()
        self._findings: Findings = ()
        self._looked_at: float | None = None

    def findings(self) -> Findings:
        """A finding for each check."""
        with self._lock:
            if self._looked_at is None or self._clock() - self._looked_at > RECHECK_SECONDS:
                self.look()
                self._looked_at = self._clock()
            return self._findings

    def look(self) -> None:
        """Whatever was asked lately. What is wrong and was not at the last look is logged."""
        findings = self._look()
        for finding in findings:
            if finding.problem and finding not in self._findings:
                log.error("not_ready", check=finding.check.value, cause=finding.problem)
        self._findings = findings

    def _look(self) -> Findings:
        database = database_problem(self._database)
        if not database and self._database.file_identity() != self._file:
            database = "database file was moved or replaced while the service runs"
        return (
            Finding(Check.DATABASE, database),
            Finding(Check.SCHEMA, "" if database else schema_problem(self._database)),
            Finding(Check.DISK, disk_problem(self._database)),
            Finding(Check.CACHE, cache_problem(self._cache)),
        )


def database_problem(database: Database) -> str:
    """Why nothing can be read or written; empty when both can be. Writes one row as it is."""
    try:
        with database.read() as session:
            session.execute(text("SELECT 1"))
        database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = version_num")))
    except Exception as error:  # noqa: BLE001  whatever it is, it is the answer
        return (failure_of(error) or DatabaseFailure.GONE).value
    return ""


def schema_problem(database: Database) -> str:
    return "" if is_current(database) else "another schema than this version's"


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
