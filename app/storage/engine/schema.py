"""Bringing a database to the schema this version of the code expects, and telling when it is not there."""

import functools
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

import app
from app.storage.engine.database import Database
from app.storage.engine.failures import DatabaseFailure, failure_of
from app.storage.engine.served_schema import PendingMigration, is_served, pending_after, served_by

MIGRATIONS = Path(app.__file__).parent.parent / "migrations"
PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.5
"""Between two tries, so that those who queued behind the one have gone."""

log = structlog.get_logger(__name__)


class SchemaBusyError(Exception):
    """Somebody held locks, or migrated, for as long as we waited. Nothing has changed."""


def migrate(database: Database, revision: str = "head", *, patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Run the migrations up to `revision`, all or none. Does nothing when they are already there, or when the schema is
    a later one that this code may serve on.

    A lock that is not free at once is tried for again, so that nobody who serves queues behind the migrations. Raises
    SchemaBusyError when it has not become free by then.
    """
    if revision == "head" and can_serve(database):
        return
    deadline = time.monotonic() + patience_seconds
    while not _has_migrated(database, revision):
        if time.monotonic() > deadline:
            raise SchemaBusyError
        time.sleep(PAUSE_SECONDS)


def _has_migrated(database: Database, revision: str) -> bool:
    """False, and nothing changed, when somebody held a lock."""
    try:
        with database.engine.connect() as connection:
            configuration = _configuration(MIGRATIONS)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, revision)
    except DBAPIError as error:
        if failure_of(error) is not DatabaseFailure.BUSY:
            raise
        log.info("migration_waits", cause=DatabaseFailure.BUSY.value)
        return False
    return True


def downgrade(database: Database, revision: str) -> None:
    """Run the migrations back to `revision` ("base": none left)."""
    with database.engine.connect() as connection:
        configuration = _configuration(MIGRATIONS)
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, revision)


def is_current(database: Database) -> bool:
    """Whether the database has exactly the schema of this code."""
    with database.read() as session:
        return revisions_of(session) == _required(MIGRATIONS)


def can_serve(database: Database) -> bool:
    """Whether this code may serve: the schema is its own, or a later one whose migrations leave room for it."""
    return schema_state(database).serves


def is_known(database: Database) -> bool:
    """Whether this code knows the migration that the database stands at, so that it can be brought up from there."""
    return schema_state(database).is_known


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The migration that a database stands at, such as 0008 ("" for none), and the one that this code wants."""

    current: str
    required: str
    is_known: bool
    """Whether this code has the migration that the database stands at; False for none."""
    serves: bool
    """Whether this code may serve on it, as `can_serve` says."""

    @property
    def is_current(self) -> bool:
        return self.current == self.required


def schema_state(database: Database) -> SchemaState:
    head = _required(MIGRATIONS)
    with database.read() as session:
        current = revisions_of(session)
        is_known = bool(current) and current <= _own(MIGRATIONS)
        is_later = bool(current) and not is_known
        serves = current == head or (is_later and is_served(session.connection(), head, current))
    return SchemaState(_joined(current), _joined(head), is_known=is_known, serves=serves)


def own_revision() -> str:
    """The migration that this code wants."""
    return _joined(_required(MIGRATIONS))


def pending_migrations(database: Database) -> tuple[PendingMigration, ...]:
    """What `migrate` would run, oldest first. None on a schema that this code does not know."""
    state = schema_state(database)
    if state.current and not state.is_known:
        return ()
    return pending_after(ScriptDirectory.from_config(_configuration(MIGRATIONS)), state.current)


def stopped_by(revisions: Collection[str]) -> frozenset[str]:
    """Of migrations whose code serves now: those that could not go on once all of this code's have run."""
    scripts = ScriptDirectory.from_config(_configuration(MIGRATIONS))
    survivors = frozenset[str]().union(*(served_by(scripts, head) for head in scripts.get_heads()))
    return frozenset(revisions) - survivors


def revisions_before(revision: str) -> frozenset[str]:
    """The migrations that lead to this one, which this code must know."""
    scripts = ScriptDirectory.from_config(_configuration(MIGRATIONS))
    return frozenset(script.revision for script in scripts.iterate_revisions(revision, "base")) - {revision}


def revision_of(session: Session) -> str:
    """The migration that the database stands at, such as 0008."""
    return _joined(revisions_of(session))


def revisions_of(session: Session) -> frozenset[str]:
    """Empty for a database without our schema."""
    return frozenset(MigrationContext.configure(session.connection()).get_current_heads())


@functools.cache
def _required(migrations: Path) -> frozenset[str]:
    """The newest migration of a folder. Read once: that loads each of its files, and a health check asks often."""
    return frozenset(ScriptDirectory.from_config(_configuration(migrations)).get_heads())


@functools.cache
def _own(migrations: Path) -> frozenset[str]:
    return frozenset(
        script.revision for script in ScriptDirectory.from_config(_configuration(migrations)).walk_revisions()
    )


def _joined(revisions: frozenset[str]) -> str:
    return ", ".join(sorted(revisions))


def _configuration(migrations: Path) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrations))
    return configuration
