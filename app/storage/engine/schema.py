"""Bringing a database to the schema this version of the code expects, and telling when it is not there."""

import functools
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session

import app
from app.storage.engine.database import Database

MIGRATIONS = Path(app.__file__).parent.parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Run the migrations up to `revision`. Does nothing when they are already there."""
    with database.engine.connect() as connection:
        configuration = _configuration(MIGRATIONS)
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)


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

    @property
    def is_current(self) -> bool:
        return self.current == self.required


def schema_state(database: Database) -> SchemaState:
    with database.read() as session:
        current = revisions_of(session)
    own = {script.revision for script in ScriptDirectory.from_config(_configuration(MIGRATIONS)).walk_revisions()}
    return SchemaState(_joined(current), _joined(_required(MIGRATIONS)), bool(current) and current <= own)


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


def _joined(revisions: frozenset[str]) -> str:
    return ", ".join(sorted(revisions))


def _configuration(migrations: Path) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrations))
    return configuration
