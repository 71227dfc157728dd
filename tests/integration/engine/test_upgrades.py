"""Every release's own database is brought up to today, and nothing that people did is lost or reads otherwise.

Unlike test_migrations.py, which takes back what today's code has written, these were written by the code of their time.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import Session, SQLModel, col, select

from app.accounts.audit.support_events import SupportCataloguePublished
from app.accounts.kernel.tokens import hash_of
from app.cli import main
from app.services.privacy.audit_log import take_out_whole, verify
from app.services.results import results as module
from app.storage.assessments.plans import submissions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round
from app.storage.results.benchmarks import benchmarks_of
from app.storage.tables import AssessmentRow, AuditLineRow, BenchmarkRow, RoundRow, SupportEditionRow
from app.web.privacy.log_files import log_csv
from scripts.release_database import shown
from tests.integration.support.releases import Content, Release, Rows, content_of, copy_content, releases
from tests.paths import ROOT
from tests.postgres import Server

pytestmark = pytest.mark.slow

RELEASES = releases()
SCENES = [release for release in RELEASES if release.kind == "scene"]
ON_POSTGRESQL = sorted({release.version: release for release in reversed(SCENES)}.values(), key=str) + SCENES[-1:]
"""The first that each version has and the newest, with a row in every table. More would take its time and tell little: the
same migrations are run on all, from the first on."""
MADE_BY_MIGRATE = {"audit_line", "support_edition", "served_schema"}
"""What gets rows when this version's catalogue of support is taken in, and whose code may serve from now on."""
FORGOTTEN = {"0005": {"api_token"}}
"""Revision -> tables whose rows go. 0006 empties `api_token`, since no release before could make a token: only its test did."""
IN_PLACE: dict[tuple[str, str], tuple[str, Callable[[Any], object]]] = {
    # 0019 (decision 0068): an open link is shown once, and only its hash is kept.
    ("open_link", "token"): ("token_hash", hash_of),
}
"""Table and column that are no more -> the column in its place, and what it has of each value."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A release's database after `omstallningskollen migrate`, and what was in it before."""

    release: Release
    before: Content
    highest: dict[str, int]
    """Table of SQLite's -> the highest number that has been given, where none is given twice."""
    database: Database
    after: Content


@pytest.fixture(
    scope="module",
    params=[("sqlite", release) for release in RELEASES] + [("postgresql", release) for release in ON_POSTGRESQL],
    ids=lambda pair: f"{pair[1]}-{pair[0]}",
)
def upgrade(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgrade]:
    backend, release = request.param
    path = tmp_path_factory.mktemp("release") / "release.db"
    release.unpack(path)
    highest = highest_numbers(path)
    database = original = Database(f"sqlite:///{path}")
    before = content_of(original)
    if backend == "postgresql":
        server: Server = request.getfixturevalue("server")
        database = Database(server.url(server.make()))
        copy_content(original, database, release.revision)
        assert content_of(database) == before
    with closing(original), closing(database), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", database.engine.url.render_as_string(hide_password=False))
        assert main(["migrate", "--anyway"]) == 0, "this test is connected"
        yield Upgrade(release, before, highest, database, content_of(database))


def test_every_version_in_the_changelog_has_its_databases() -> None:
    """Made when it is released: scripts/release_database.py."""
    versions = re.findall(r"^## (\d+\.\d+\.\d+) ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(versions) >= 2
    for kind in ("region", "scene"):
        assert set(versions) <= {release.version for release in RELEASES if release.kind == kind}


def highest_numbers(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
            return {}
        return dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))


def as_it_would_be(table: str, rows: Rows, columns: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    """What a table should have today, in the columns of its time: exactly what it had."""
    places = [IN_PLACE.get((table, name), (name, None)) for name in rows.columns]
    assert {name for name, _ in places} <= set(columns), f"{table} lacks a column that it had"
    changes = [change for _, change in places]
    return Counter(
        tuple(value if change is None else change(value) for value, change in zip(row, changes, strict=True))
        for row in rows.rows.elements()
    )


def in_columns_of(table: str, then: Rows, now: Rows) -> Counter[tuple[object, ...]]:
    """What a table has today, in the columns of its time."""
    places = [now.columns.index(IN_PLACE.get((table, name), (name, None))[0]) for name in then.columns]
    return Counter(tuple(row[place] for place in places) for row in now.rows.elements())


def test_every_row_of_every_table_is_there_as_it_was(upgrade: Upgrade) -> None:
    """Answers, comments, agreed levels, locks, approvals, roles, audit lines, mails: everything."""
    for table, then in upgrade.before.items():
        now = upgrade.after[table]
        expected = as_it_would_be(table, then, now.columns)
        if table in FORGOTTEN.get(upgrade.release.revision, set()):
            assert not now.rows
            continue
        actual = in_columns_of(table, then, now)
        assert not expected - actual, f"{table}: lost or changed"
        assert table in MADE_BY_MIGRATE or not actual - expected, f"{table}: rows that nobody made"


def test_tables_that_are_new_begin_empty(upgrade: Upgrade) -> None:
    new = {table for table in upgrade.after if table not in upgrade.before}
    assert {table for table in new - MADE_BY_MIGRATE if upgrade.after[table].rows} == set()


def test_the_log_goes_on_from_the_line_that_was_its_last(upgrade: Upgrade) -> None:
    verification = verify(upgrade.database, last_hash(upgrade.before))
    assert verification.is_whole
    assert verification.last_number >= 1


def last_hash(content: Content) -> str | None:
    """None where there was no log yet, or nothing in it."""
    if "audit_line" not in content or not content["audit_line"].rows:
        return None
    number, own_hash = (content["audit_line"].columns.index(name) for name in ("number", "hash"))
    return str(max(content["audit_line"].rows, key=lambda row: int(str(row[number])))[own_hash])


def test_the_schema_is_that_of_a_new_database_and_references_lead_somewhere(upgrade: Upgrade) -> None:
    with upgrade.database.engine.connect() as connection:
        if upgrade.database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        if upgrade.release.kind == "region":
            return  # begun from the same schema as the scene, which is looked at
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata) == []


def test_no_number_is_given_again(upgrade: Upgrade) -> None:
    """Those of what was deleted before the upgrade neither: the log still speaks of it."""
    if upgrade.database.is_sqlite:
        now = highest_numbers(Path(str(upgrade.database.engine.url.database)))
        assert {table: now[table] for table in upgrade.highest} == upgrade.highest | {
            table: number for table, number in now.items() if table in MADE_BY_MIGRATE & set(upgrade.highest)
        }


def test_this_versions_catalogue_of_support_is_taken_in(upgrade: Upgrade) -> None:
    with upgrade.database.read() as session:
        names = session.exec(select(SupportEditionRow.catalogue, SupportEditionRow.year)).all()
        published = select(AuditLineRow).where(AuditLineRow.action == SupportCataloguePublished.action)
        assert ("omstallningsstod", 2026) in names
        assert session.exec(published).all()


def test_what_is_kept_in_formats_of_their_time_can_be_read(upgrade: Upgrade) -> None:
    """Handed-in versions, anonymous figures and facts of the log: no migration goes through them."""
    if upgrade.release.kind != "region":
        return  # the scene has "{}" where only its database reads it
    with upgrade.database.read() as session:
        versions = [submissions_of(session, number or 0) for number in session.exec(select(AssessmentRow.id))]
        made = session.exec(select(BenchmarkRow.round_id, BenchmarkRow.municipality_id).distinct()).all()
        figures = [benchmark for pair in made for benchmark in benchmarks_of(session, *pair)]
    assert sum(map(len, versions)) == count_of(upgrade.before, "submission")
    assert all(version.content.answers for each in versions for version in each)
    assert len(figures) == count_of(upgrade.before, "benchmark")
    lines = "".join(log_csv(take_out_whole(upgrade.database))).splitlines()
    assert len(lines) > 1 + count_of(upgrade.before, "audit_line")


def count_of(content: Content, table: str) -> int:
    return content[table].rows.total() if table in content else 0


def test_every_result_reads_as_the_release_showed_it(upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the edition of the method that its round was opened with (decision 0037): figures are exactly the same."""
    if upgrade.release.kind != "region":
        return
    # A thousand draws, which no figure here is made of.
    monkeypatch.setattr(module, "robustness_of", lambda *_: None)
    with upgrade.database.read() as session:
        now = json.loads(json.dumps(list(results(session))))
    then = upgrade.release.figures
    assert [each["assessment"] for each in now] == [each["assessment"] for each in then]
    assert sum(each["locked"] for each in then) >= 10
    for today, before in zip(now, then, strict=True):
        assert today == before


def results(session: Session) -> Iterator[dict[str, Any]]:
    for round_id in session.exec(select(RoundRow.id).order_by(col(RoundRow.id))):
        for assessment in sorted(assessments_of_round(session, round_id or 0), key=lambda each: each.id):
            if assessment.answering_closed_at is not None:
                yield shown(assessment, module.result_of(session, assessment))
