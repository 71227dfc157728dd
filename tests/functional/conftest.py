"""One application for the whole folder; every test begins with the example region untouched and nobody signed in."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.example_region import example_region
from tests.functional.support.people import OTHER_REGION, Person, add_other_region
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the schema and nothing in it."""
    path = tmp_path_factory.mktemp("databases") / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def example_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, and another region that has nothing to do with it."""
    path = tmp_path_factory.mktemp("databases") / "example.db"
    shutil.copy(example_region(tmp_path_factory), path)
    database = Database(f"sqlite:///{path}")
    add_other_region(database, OTHER_REGION)
    database.close()
    return path


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("site"), example_database) as site:
        yield site


@pytest.fixture
def site(running_site: Site) -> Site:
    running_site.restore()
    return running_site


@pytest.fixture
def visit(site: Site) -> Iterator[NewVisitor]:
    """`visit()` is a browser without JavaScript; `visit(ALE_COORDINATOR)` has signed in as somebody."""
    with ExitStack() as browsers:

        def new(person: Person | None = None, of: Site = site) -> Visitor:
            visitor = browsers.enter_context(Visitor(of))
            if person is not None:
                visitor.become(person)
            return visitor

        yield new
