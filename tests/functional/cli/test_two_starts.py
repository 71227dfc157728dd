"""Two services that start at once on an empty database, as when both servers of an installation are switched on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.storage.engine.database import Database
from tests.postgres import running_server
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'region.db'}"
    else:
        with running_server() as server:
            yield server.url(server.make())


def test_two_that_start_at_once_make_one_example_region(empty: str, tmp_path: Path) -> None:
    services = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        services.append(ServiceProcess(folder, "--prepare", DATABASE_URL=empty, DEMO="true", RENDER_PROCESSES="1"))
    try:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(ServiceProcess.start, services))
        with closing(Database(empty)) as database, database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM region")).scalar_one() == 1
        assert [service.is_running for service in services] == [True, True]
        logs = [service.log.read_text(encoding="utf-8") for service in services]
        assert sum("Exempelregionen är inlagd." in log for log in logs) == 1
        assert [log for log in logs if "Traceback" in log] == []
    finally:
        for service in services:
            service.kill()
