"""Every test that takes `database` or `scene` runs twice: on SQLite and on PostgreSQL, with a database of its own.

Databases are copies of two that are made once: one with the schema alone, one that has a scene in it as well.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.builders import Scene, a_scene
from tests.postgres import Server, running_server

Copy = Callable[[Path], AbstractContextManager[str]]
"""Makes a copy of a template for one test, whose folder is given: its URL."""


@dataclass(frozen=True, slots=True)
class Templates:
    migrated: Copy
    furnished: Copy
    scene: Scene
    """What is in `furnished`."""


def _prepare(url: str) -> None:
    with closing(Database(url)) as database:
        migrate(database)


def _furnish(url: str) -> Scene:
    with closing(Database(url)) as database:
        return a_scene(database)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_templates(server: Server) -> Templates:
    empty = server.make()
    _prepare(server.url(empty))
    copy = server.make(empty)
    scene = _furnish(server.url(copy))
    return Templates(lambda _: server.copy(empty), lambda _: server.copy(copy), scene)


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    folder = tmp_path_factory.mktemp("templates")
    empty, copy = folder / "migrated.db", folder / "furnished.db"
    _prepare(f"sqlite:///{empty}")
    scene = _furnish(f"sqlite:///{shutil.copy(empty, copy)}")
    return Templates(_files(empty), _files(copy), scene)


def _files(template: Path) -> Copy:
    return lambda folder: nullcontext(f"sqlite:///{shutil.copy(template, folder / 'test.db')}")


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def templates(backend: str, request: pytest.FixtureRequest) -> Templates:
    pair: Templates = request.getfixturevalue(f"{backend}_templates")
    return pair


@pytest.fixture
def empty_database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Without any table."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if backend == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.url(server.make())
    with closing(Database(url)) as connection:
        yield connection


@pytest.fixture
def database_url(templates: Templates, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database, with nothing in it unless the test takes `scene`."""
    copy = templates.furnished if "scene" in request.fixturenames else templates.migrated
    with copy(tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as connection:
        yield connection


@pytest.fixture
def scene(templates: Templates, database: Database) -> Scene:
    """An open round in a small region."""
    return replace(templates.scene, database=database)


@pytest.fixture
def postgresql(postgresql_templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """A migrated database for what SQLite has not, such as locks of a table."""
    with postgresql_templates.migrated(tmp_path) as url, closing(Database(url)) as database:
        yield database
