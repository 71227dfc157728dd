"""What readiness finds: a database that is whole, its file moved, and a cache folder that is none."""

import shutil
from pathlib import Path

from app.services.kernel.readiness import Check, Readiness
from app.storage.engine.database import Database
from app.storage.engine.schema import downgrade


def problems(database: Database, cache: Path) -> dict[Check, str]:
    return {finding.check: finding.problem for finding in Readiness(database, cache).findings()}


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
        readiness = Readiness(database, tmp_path / "cache")
        shutil.copy(path, tmp_path / "backup.db")
        (tmp_path / "backup.db").replace(path)
        found = {finding.check: finding.problem for finding in readiness.findings()}
        assert found[Check.DATABASE] == "database file was moved or replaced while the service runs"
    finally:
        database.close()
