"""A small region with a row in every table, on SQLite, and the file that it was written to; the target is either kind."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.builders import NOW, add_region
from tests.integration.conftest import Templates
from tests.integration.transfer.moving import KEY, KOMMUN_KEY, exported, furnish
from tests.paths import CATALOGUES

REGION_SLUG = "annat"


@pytest.fixture(scope="session")
def source_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "source.db"
    with closing(Database(f"sqlite:///{path}")) as database:
        migrate(database)
        furnish(database)
    return path


@pytest.fixture(scope="session")
def region_file(source_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of Provland."""
    folder = tmp_path_factory.mktemp("region")
    return exported(f"sqlite:///{shutil.copy(source_template, folder)}", KEY, folder / "provland.zip")


@pytest.fixture(scope="session")
def kommun_file(source_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of Norrby, and nothing of Söderby."""
    folder = tmp_path_factory.mktemp("kommun")
    return exported(f"sqlite:///{shutil.copy(source_template, folder)}", KOMMUN_KEY, folder / "norrby.zip")


@pytest.fixture
def source_url(source_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(source_template, tmp_path)}"


@pytest.fixture
def target_on_either(database: Database) -> Database:
    """An installation with a region of its own, so that no number is free that the file has."""
    return with_own_region(database)


@pytest.fixture(scope="session")
def target_template(sqlite_templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("target")
    with sqlite_templates.migrated(folder) as url, closing(Database(url)) as database:
        with_own_region(database)
    return folder / "test.db"


@pytest.fixture
def target(target_template: Path, tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite, where nothing depends on the kind of database."""
    (tmp_path / "target").mkdir()
    path = shutil.copy(target_template, tmp_path / "target" / "target.db")
    with closing(Database(f"sqlite:///{path}")) as database:
        yield database


def with_own_region(database: Database) -> Database:
    add_region(database, REGION_SLUG)
    take_in(database, CATALOGUES, NOW, in_force_from=NOW)
    return database
