"""The example region's database, built once a run and copied by every test that wants one."""

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo.build import build_demo, latest_opening
from app.services.results.score_check import check_scores
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.paths import CATALOGUES, QUESTIONNAIRES


def example_region(folders: pytest.TempPathFactory) -> Path:
    """A file that nobody may write to. Workers build it in the folder that they share, behind a file lock."""
    own = folders.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = folder / "example-region.db"
    with (folder / "example-region.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _build(folder / "example-region-unfinished.db").rename(path)
    return path


def _build(path: Path) -> Path:
    database = Database(f"sqlite:///{path}")
    migrate(database)
    now = datetime.now(UTC)
    assert build_demo(database, QUESTIONNAIRES, now)
    assert take_in(database, CATALOGUES, now, in_force_from=latest_opening(now)) == ()
    check_scores(database, rebuild=True)  # or each worker would work them out again after every test that writes
    database.close()
    return path
