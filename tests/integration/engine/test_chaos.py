"""A short run of what `make chaos` does two hundred times over each database: kill the real service, and lose nothing."""

from pathlib import Path

import pytest

from app.storage.engine.database import Database
from tests.chaos.run import run

pytestmark = pytest.mark.slow

KILLS = 2


def test_nothing_that_was_acknowledged_is_lost_when_the_service_is_killed(
    empty_database: Database, tmp_path: Path
) -> None:
    """Without reports, which take longest, and without killing PostgreSQL, which other tests use."""
    url = empty_database.engine.url.render_as_string(hide_password=False)
    summary = run(url, tmp_path, KILLS, reports=False)
    assert summary.complaints == ()
    assert summary.acknowledged > KILLS
