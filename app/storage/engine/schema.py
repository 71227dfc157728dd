"""Bringing a database to the schema this version of the code expects, and telling when it is not there."""

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
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)


def downgrade(database: Database, revision: str) -> None:
    """Run the migrations back to `revision` ("base": none left)."""
    with database.engine.connect() as connection:
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, revision)


def is_current(database: Database) -> bool:
    """Whether the database has exactly the schema of this code."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(ScriptDirectory.from_config(_configuration()).get_heads())


def is_known(database: Database) -> bool:
    """Whether this code knows the migration that the database stands at, so that it can be brought up from there."""
    with database.engine.connect() as connection:
        current = set(MigrationContext.configure(connection).get_current_heads())
    revisions = {script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()}
    return bool(current) and current <= revisions


def revision_of(session: Session) -> str:
    """The migration that the database stands at, such as 0008."""
    return ", ".join(MigrationContext.configure(session.connection()).get_current_heads())


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    return configuration
