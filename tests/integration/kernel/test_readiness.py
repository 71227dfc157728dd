"""What readiness finds: a database that is whole, its file moved, one that is silent, and a cache folder that is none."""

import asyncio
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from app.services.kernel import readiness
from app.services.kernel.readiness import NO_ANSWER, NOT_LOOKED_AT, Check, Readiness
from app.storage.engine.database import Database
from app.storage.engine.schema import downgrade


def problems(database: Database, cache: Path) -> dict[Check, str]:
    return found_by(Readiness(database, cache))


def found_by(watch: Readiness) -> dict[Check, str]:
    return {finding.check: finding.problem for finding in asyncio.run(watch.findings())}


def test_all_is_well_where_it_is(database: Database, tmp_path: Path) -> None:
    assert problems(database, tmp_path / "cache") == dict.fromkeys(Check, "")


def test_another_schema_and_a_file_in_the_place_of_the_cache_are_told(database: Database, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("en fil", encoding="utf-8")
    downgrade(database, "0017")
    found = problems(database, cache)
    assert found[Check.DATABASE] == ""
    assert found[Check.SCHEMA] == "another schema than this version's"
    assert found[Check.CACHE] == "file exists"


def test_a_file_that_was_replaced_while_the_service_runs_is_told(tmp_path: Path) -> None:
    """What is written would end up in a file that nobody will open again."""
    path = tmp_path / "test.db"
    database = Database(f"sqlite:///{path}")
    try:
        database.write(
            lambda session: session.connection().exec_driver_sql("CREATE TABLE alembic_version (version_num)")
        )
        watch = Readiness(database, tmp_path / "cache")
        shutil.copy(path, tmp_path / "backup.db")
        (tmp_path / "backup.db").replace(path)
        assert found_by(watch)[Check.DATABASE] == "database file was moved or replaced while the service runs"
    finally:
        database.close()


def test_a_database_without_a_schema_can_be_read_and_has_another_schema(database: Database, tmp_path: Path) -> None:
    downgrade(database, "base")
    database.write(lambda session: session.execute(text("DROP TABLE alembic_version")))
    found = problems(database, tmp_path / "cache")
    assert (found[Check.DATABASE], found[Check.WRITING]) == ("", "")
    assert found[Check.SCHEMA] == "another schema than this version's"


@pytest.fixture
def silent_url() -> Iterator[str]:
    """Of a PostgreSQL that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"postgresql+psycopg://nobody@127.0.0.1:{listener.getsockname()[1]}/none?connect_timeout=2"


def test_a_silent_database_server_is_told_in_time_and_by_every_answer(
    silent_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "LOOK_SECONDS", 0.5)
    with closing(Database(silent_url)) as database:
        watch = Readiness(database, tmp_path / "cache")
        began_at = time.monotonic()
        found = [found_by(watch) for _ in range(5)]
        assert time.monotonic() - began_at < 1.5, "only the first has waited"
    assert found == [dict.fromkeys(Check, NOT_LOOKED_AT) | {Check.DATABASE: NO_ANSWER}] * 5


def test_a_silent_database_server_is_given_up(silent_url: str) -> None:
    with closing(Database(silent_url)) as database:
        assert readiness.reading_problem(database) == "database does not answer"


def test_what_somebody_has_locked_is_waited_for_shortly(database_url: str, database: Database) -> None:
    """By another process, such as one that migrates."""
    with closing(Database(database_url)) as other, other.engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        if database.is_sqlite:
            assert readiness.reading_problem(database) == ""
        else:
            assert readiness.writing_problem(database) == "database is busy"
        connection.rollback()
    assert readiness.writing_problem(database) == ""


def test_a_cache_folder_that_hangs_does_not_make_the_database_unreadable(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = Event()
    monkeypatch.setattr(readiness, "LOOK_SECONDS", 1.0)
    monkeypatch.setattr(readiness, "cache_problem", lambda _: f"{is_over.wait(10)}")
    try:
        assert problems(database, tmp_path) == dict.fromkeys(Check, "") | {Check.CACHE: NO_ANSWER}
    finally:
        is_over.set()
