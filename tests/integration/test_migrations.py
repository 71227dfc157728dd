"""Migrations on real databases: forth and back with data in every table, and as the code expects them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, inspect, select
from sqlmodel import Session, SQLModel

from app.services.publishing import correct_wording
from app.services.sign_in import sign_in
from app.storage import schema
from app.storage.database import Database
from app.storage.schema import downgrade, is_current, migrate
from app.storage.tables import WordingCorrectionRow
from tests.builders import LATER, MAL, NOW, a_scene, an_edition

TABLES = SQLModel.metadata.tables
# SQLite cannot change a column: the whole table is made anew.
REBUILD_PARENTS = """
def upgrade():
    for table in ("region", "person", "municipality"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("name", type_=sa.Text())
    with op.batch_alter_table("assessment") as batch:
        batch.alter_column("approved_by", type_=sa.Text())
"""
LEAVE_ORPHANS = """
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("DELETE FROM municipality")
"""
FAIL_HALFWAY = """
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE person SET name = 'ingen'")
    raise ZeroDivisionError
"""


def fill(database: Database) -> None:
    """At least one row in every table."""
    scene = a_scene(database)
    scene.save(scene.respondent(), MAL, "3", comment="Åäö", link="https://norrby.example/")
    soderby = scene.region.soderby
    scene.answer_alone("4", soderby)
    sign_in(database, soderby.reader.person_id, NOW + timedelta(days=1))
    correct_wording(database, an_edition(texts={MAL: "Hur är det nu?"}), "Missförstods", LATER)


def rows(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in TABLES.items()
        }


def tables(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, SQLModel.metadata))


@contextmanager
def next_revision(folder: Path, upgrade: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product's migrations, and one more that comes after them."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.name for path in (folder / "versions").glob("*.py")).partition("_")[0]
    lines = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '9999'\ndown_revision = '{head}'\n"
    (folder / "versions" / "9999_next.py").write_text(lines + upgrade, encoding="utf-8")
    with monkeypatch.context() as changed:
        changed.setattr(schema, "MIGRATIONS", folder)
        yield


def test_an_empty_database_is_not_current_until_it_is_migrated(empty_database: Database) -> None:
    assert not is_current(empty_database)
    migrate(empty_database)
    assert is_current(empty_database)
    assert tables(empty_database) == set(TABLES) | {"alembic_version"}


def test_migrations_and_tables_of_the_code_do_not_differ(database: Database) -> None:
    assert differences(database) == []


def test_a_difference_between_migrations_and_code_is_noticed(database: Database) -> None:
    """So that the test above means something."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_respondent_person_id")
        connection.exec_driver_sql("ALTER TABLE person ADD COLUMN nickname VARCHAR")
    assert len(differences(database)) == 2


def test_migrating_a_current_database_changes_nothing(database: Database) -> None:
    fill(database)
    before = rows(database)
    migrate(database)
    assert rows(database) == before


def test_down_to_nothing_and_up_again_with_rows_in_every_table(database: Database) -> None:
    fill(database)
    assert [name for name, count in rows(database).items() if count == 0] == []
    downgrade(database, "base")
    assert tables(database) == {"alembic_version"}
    assert not is_current(database)
    migrate(database)
    assert is_current(database)
    assert differences(database) == []
    assert set(rows(database).values()) == {0}
    fill(database)


def test_a_migration_that_rebuilds_parents_keeps_their_children(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database)
    before = rows(database)
    with next_revision(tmp_path / "migrations", REBUILD_PARENTS, monkeypatch):
        migrate(database)
        assert is_current(database)
    assert rows(database) == before


@pytest.mark.parametrize(
    ("upgrade", "fault"), [(LEAVE_ORPHANS, Exception), (FAIL_HALFWAY, ZeroDivisionError)], ids=["orphans", "halfway"]
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upgrade: str, fault: type[Exception]
) -> None:
    fill(database)
    before = rows(database)
    with next_revision(tmp_path / "migrations", upgrade, monkeypatch), pytest.raises(fault):
        migrate(database)
    assert is_current(database)
    assert rows(database) == before
    assert "extra" not in tables(database)
    with database.read() as session:
        assert "ingen" not in session.execute(select(TABLES["person"].c.name)).scalars().all()


def test_after_a_migration_foreign_keys_are_kept_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with next_revision(tmp_path / "migrations", REBUILD_PARENTS, monkeypatch):
        migrate(database)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        database.write(_orphan)


def _orphan(session: Session) -> None:
    row = WordingCorrectionRow(edition_id=4711, place="", field="", old="", new="", reason="", corrected_at=NOW)
    session.add(row)
