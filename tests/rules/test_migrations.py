"""The migrations are one line, lead to the tables that the code has, and only add where they say that others go on."""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app.storage.engine.database import Database
from app.storage.engine.schema import MIGRATIONS, migrate

NEW_TABLE = re.compile(r"CREATE TABLE (\w+)")
ON_TABLE = re.compile(r"(?:CREATE (?:UNIQUE )?INDEX \w+ ON|ALTER TABLE) (\w+)")
NEW_COLUMN = re.compile(r"ALTER TABLE \w+ ADD COLUMN (?!.*NOT NULL)|ALTER TABLE \w+ ADD COLUMN .* DEFAULT ")


def own_scripts() -> ScriptDirectory:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(configuration)


def holding_up(upgrade: Callable[[], None]) -> Iterator[str]:
    """What is no new table, nor a new column that older code may leave out: it breaks that code or locks for long."""
    output = StringIO()
    options = {"as_sql": True, "output_buffer": output}
    with Operations.context(MigrationContext.configure(dialect_name="postgresql", opts=options)):
        upgrade()
    made: set[str] = set()
    for statement in filter(None, (" ".join(each.split()) for each in output.getvalue().split(";\n"))):
        if match := NEW_TABLE.match(statement):
            made.add(match[1])
            continue
        table = ON_TABLE.match(statement)
        if not (NEW_COLUMN.match(statement) or (table and table[1] in made)):
            yield statement


def test_there_is_exactly_one_head() -> None:
    assert len(own_scripts().get_heads()) == 1


def test_the_migrations_make_the_tables_that_the_code_has(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(database)
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    database.close()
    assert differences == []


def test_a_migration_that_others_go_on_after_names_one_before_it_and_only_adds() -> None:
    earlier: set[str] = set()
    for script in reversed([*own_scripts().walk_revisions()]):
        served_from = getattr(script.module, "served_from", None)
        if served_from is not None:
            assert served_from in earlier, script.path
            assert list(holding_up(script.module.upgrade)) == [], script.path
        earlier.add(script.revision)


def adding() -> None:
    op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("round_id", sa.Integer()))
    op.create_index("ix_one_round_id", "one", ["round_id"])
    op.add_column("region", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("region", sa.Column("is_large", sa.Boolean(), nullable=False, server_default=sa.false()))


def test_what_only_adds_holds_nobody_up() -> None:
    assert list(holding_up(adding)) == []


@pytest.mark.parametrize(
    "upgrade",
    [
        lambda: op.add_column("region", sa.Column("note", sa.Text(), nullable=False)),
        lambda: op.create_index("ix_answer_level", "answer", ["level"]),
        lambda: op.drop_column("region", "name"),
        lambda: op.alter_column("region", "name", type_=sa.Text()),
        lambda: op.execute("UPDATE region SET name = ''"),
    ],
    ids=["needed", "index", "dropped", "changed", "rewritten"],
)
def test_what_does_more_is_noticed(upgrade: Callable[[], None]) -> None:
    assert len(list(holding_up(upgrade))) == 1
