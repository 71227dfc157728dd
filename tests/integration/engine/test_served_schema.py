"""Which code may serve on a schema: what migrations say of themselves, what the database keeps, and what is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.storage.engine import schema
from app.storage.engine.connected import serving_name, serving_revisions
from app.storage.engine.database import Database
from app.storage.engine.schema import SchemaBusyError, can_serve, is_current, migrate, pending_migrations, stopped_by
from app.storage.engine.served_schema import pending_after, served_by
from tests.integration.support.newer_version import newer_migrations

ADD_A_COLUMN = "op.add_column('person', sa.Column('extra', sa.Text(), nullable=True))"
NO_WAITING = 0.0


def line(folder: Path, served_from: Sequence[str]) -> ScriptDirectory:
    """Migrations 1, 2, 3 …, each with what it says of itself: the oldest that goes on, "" for nothing."""
    (folder / "versions").mkdir()
    for number, oldest in enumerate(served_from, 1):
        lines = [
            f'"""Number {number}"""',
            f"revision = '{number}'",
            f"down_revision = {str(number - 1) if number > 1 else None!r}",
        ]
        lines += [f"served_from = '{oldest}'"] if oldest else []
        (folder / "versions" / f"{number}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    configuration = Config()
    configuration.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(configuration)


@pytest.mark.parametrize(
    ("served_from", "served"),
    [
        (["", "", ""], "3"),
        (["", "", "2"], "23"),
        (["", "1", "2"], "23"),
        (["", "1", "1"], "123"),
        (["", "1", "2", "2"], "234"),
        (["", "1", "1", "3", "1"], "345"),
        (["", "1", "", "1"], "34"),
    ],
)
def test_code_goes_on_while_every_migration_after_its_own_leaves_room_for_it(
    tmp_path: Path, served_from: list[str], served: str
) -> None:
    assert served_by(line(tmp_path, served_from), str(len(served_from))) == set(served)


def test_the_plan_tells_of_each_migration_whether_the_code_of_today_goes_on(tmp_path: Path) -> None:
    scripts = line(tmp_path, ["", "", "2", "3", "2"])
    assert [(each.revision, each.needs_stop) for each in pending_after(scripts, "2")] == [
        ("3", False),
        ("4", True),
        ("5", False),
    ]
    assert [each.title for each in pending_after(scripts, "4")] == ["Number 5"]
    assert not any(each.needs_stop for each in pending_after(scripts, "")), "nobody serves on an empty database"
    assert len(pending_after(scripts, "")) == 5


def test_older_code_serves_on_a_later_schema_that_leaves_room_for_it_and_on_no_other(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = schema.own_revision()
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", newer_migrations(tmp_path / "added", ADD_A_COLUMN, served_from=own))
        assert [each.needs_stop for each in pending_migrations(database)] == [False]
        assert stopped_by({own, "0001"}) == {"0001"}
        migrate(database)
        assert is_current(database)
    assert not is_current(database)
    assert can_serve(database)
    migrate(database)  # nothing to do for the older one
    assert pending_migrations(database) == ()
    database.write(lambda session: session.execute(text("DELETE FROM served_schema")))
    assert not can_serve(database)


def test_a_migration_that_says_nothing_stops_those_before_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = schema.own_revision()
    with monkeypatch.context() as newer:
        newer.setattr(schema, "MIGRATIONS", newer_migrations(tmp_path / "changed", ADD_A_COLUMN))
        assert [each.needs_stop for each in pending_migrations(database)] == [True]
        assert stopped_by({own}) == {own}
        migrate(database)
    assert not can_serve(database)


def test_who_serves_is_known_from_outside(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    database.close()
    assert serving_revisions(url) == set()
    serving = Database(url, serving_name())
    try:
        serving.write(lambda session: session.execute(text("SELECT 1")))
        assert serving_revisions(url) == {schema.own_revision()}
    finally:
        serving.close()
    assert serving_revisions(url) == set()


def test_a_migration_that_gets_no_lock_gives_up_and_has_changed_nothing(
    postgresql: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", newer_migrations(tmp_path / "added", ADD_A_COLUMN))
    with postgresql.read() as session:
        session.execute(text("SELECT count(*) FROM person"))
        with pytest.raises(SchemaBusyError):
            migrate(postgresql, patience_seconds=NO_WAITING)
        assert not is_current(postgresql)
    migrate(postgresql, patience_seconds=NO_WAITING)
    assert is_current(postgresql)


def test_migrations_are_run_by_one_at_a_time(
    postgresql: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", newer_migrations(tmp_path / "added", ADD_A_COLUMN))
    with postgresql.engine.begin() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20290)")
        with pytest.raises(SchemaBusyError):
            migrate(postgresql, patience_seconds=NO_WAITING)
    migrate(postgresql, patience_seconds=NO_WAITING)
