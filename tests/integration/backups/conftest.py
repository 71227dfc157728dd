"""A database with answers, and a backup of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.storage.engine.database import Database
from tests.builders import Scene


@pytest.fixture
def url(database_url: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database with answers, that nobody is connected to."""
    scene.answer_alone("3")
    scene.database.close()
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


@pytest.fixture
def backup(url: str, tmp_path: Path) -> Path:
    path = tmp_path / "copy.backup"
    assert main(["backup", "make", str(path)]) == 0
    return path


@pytest.fixture
def opened(url: str) -> Iterator[Database]:
    with closing(Database(url)) as database:
        yield database
