"""The migrations are one line, and lead to the tables that the code has."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app.storage.engine.database import Database
from app.storage.engine.schema import MIGRATIONS, migrate


def test_there_is_exactly_one_head() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    assert len(ScriptDirectory.from_config(configuration).get_heads()) == 1


def test_the_migrations_make_the_tables_that_the_code_has(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(database)
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    database.close()
    assert differences == []
