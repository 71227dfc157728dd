"""The example region, moved from SQLite to PostgreSQL: every figure of every year, and what each report says."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from app.accounts.organisations.organisation import OrganisationKey
from app.services.privacy.audit_log import verify
from app.services.results.results import result_of
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.tables import MunicipalityRow
from scripts.release_database import shown
from tests.example_region import example_region
from tests.integration.conftest import Templates
from tests.integration.transfer.moving import exported, imported
from tests.paths import CATALOGUES

pytestmark = pytest.mark.slow


KEPT = ("1401", "1407", "1440")
"""Kommuner that stay, with several who answer and with one; more would take their time. tests/functional/transfer has all."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = shutil.copy(example_region(tmp_path_factory), tmp_path_factory.mktemp("example") / "example.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DELETE FROM municipality WHERE code NOT IN ({', '.join(KEPT)})")
        while orphans := connection.execute("SELECT DISTINCT [table], rowid FROM pragma_foreign_key_check").fetchall():
            for table, row in orphans:
                connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
    with closing(Database(f"sqlite:///{path}")) as database:
        yield database


@pytest.fixture(scope="module")
def moved(
    source: Database, postgresql_templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("moved")
    now = datetime.now(UTC)  # the example is of today, and no line of its log may be of a later day than the import
    file = exported(f"sqlite:///{source.path}", OrganisationKey("gr"), folder / "gr.zip", now)
    with postgresql_templates.migrated(folder) as url, closing(Database(url)) as database:
        take_in(database, CATALOGUES, now)
        imported(database, file, now=now)
        yield database


def figures_of(database: Database) -> dict[str, dict[str, Any]]:
    with database.read() as session:
        ids = session.exec(select(MunicipalityRow.id)).all()
        return {
            assessment.key.path: shown(assessment, result_of(session, assessment, over_years=True)) | {"assessment": 0}
            for assessment in assessments_of_municipalities(session, [number or 0 for number in ids])
            if assessment.answering_closed_at is not None
        }


def test_every_year_has_the_figures_that_it_had(source: Database, moved: Database) -> None:
    figures = figures_of(source)
    assert len(figures) > 6
    assert figures_of(moved) == figures


def test_both_logs_are_whole(moved: Database) -> None:
    verification = verify(moved)
    assert verification.is_whole
    assert len(verification.imports) == 1
