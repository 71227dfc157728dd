"""An upgrade of a service that goes on: real processes of this version, and one that is a migration further."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from app.cli import main
from app.storage.engine import schema
from app.storage.engine.connected import serving_name
from app.storage.engine.database import Database
from app.storage.engine.schema import can_serve, own_revision
from tests.chaos import checks, world
from tests.chaos.load import Acknowledged, Browser, Crowd, HandingIn, Writer
from tests.integration.support.newer_version import newer_version
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

ADD = (
    "op.create_table('extra', sa.Column('id', sa.Integer(), primary_key=True), "
    "sa.Column('person_id', sa.Integer(), sa.ForeignKey('person.id'))); "
    "[op.add_column(name, sa.Column('extra', sa.Text(), nullable=False, server_default='')) "
    "for name in ('answer', 'respondent', 'person', 'audit_line', 'assessment')]"
)
"""To the tables that everybody reads and writes."""
CHANGE = "op.drop_column('score', 'figures')"
PATIENCE_SECONDS = 120.0
SOME_CHANGES = 15


@pytest.fixture
def url(database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a migrated database that nobody is connected to; commands find it."""
    url = database.engine.url.render_as_string(hide_password=False)
    database.close()
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str | None], Path]:
    """From now on commands are those of a newer version, which lies in the folder."""

    def newer(upgrade: str, served_from: str | None) -> Path:
        code = newer_version(tmp_path / "newer", upgrade, served_from)
        monkeypatch.setattr(schema, "MIGRATIONS", code / "migrations")
        return code

    return newer


@contextmanager
def serving(folder: Path, url: str, **settings: str) -> Iterator[ServiceProcess]:
    folder.mkdir()
    process = ServiceProcess(folder, DATABASE_URL=url, **settings)
    process.start()
    try:
        yield process
    finally:
        process.terminate()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@contextmanager
def load(browsers: list[Browser]) -> Iterator[None]:
    crowd = Crowd(*(browser.step for browser in browsers))
    crowd.start()
    try:
        yield
    finally:
        crowd.stop()
        for browser in browsers:
            browser.http.close()


def test_nobody_notices_an_additive_migration_and_both_versions_go_on(
    url: str, tmp_path: Path, newer: Callable[[str, str | None], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Database(url)) as database, serving(tmp_path / "first", url) as first:
        scene = world.furnish(database)
        people = world.respondents(scene, 6)
        for person in people[4:]:
            world.answer_something(database, person)
        acknowledged = Acknowledged()
        writers = [Writer(first.url, scene, person, acknowledged) for person in people[:3]]
        submitters = [HandingIn(first.url, scene, person, acknowledged) for person in people[4:]]

        def more() -> None:
            least = acknowledged.count + SOME_CHANGES
            wait_until(lambda: acknowledged.count >= least)

        with load([*writers, *submitters]):
            more()
            code = newer(ADD, own_revision())
            assert main(["migrate", "--plan"]) == 0
            assert "9999  medan tjänsten går: one more" in capsys.readouterr().out
            assert main(["migrate"]) == 0
            more()
            with serving(tmp_path / "second", url, PYTHONPATH=str(code)) as second:
                writers.append(Writer(second.url, scene, people[3], acknowledged))
                with load([writers[-1]]):
                    more()
                for server in (first, second):
                    assert httpx.get(f"{server.url}/halsa/redo").status_code == 200
        assert [trouble for browser in (*writers, *submitters) for trouble in browser.troubles] == []
        assert all(writer.saved for writer in writers)
        saved = {writer.respondent.respondent_id: writer.saved for writer in writers}
        assert [*checks.answers_missing(database, saved), *checks.wrong_submissions(database, submitters)] == []
        assert list(checks.broken_database(database)) == []


@pytest.mark.parametrize("command", [["migrate"], ["serve", "--prepare"]])
def test_a_migration_that_those_who_serve_cannot_go_on_after_is_refused(
    url: str, command: list[str], newer: Callable[[str, str | None], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Database(url, serving_name())) as serving:
        serving.write(lambda session: session.execute(text("SELECT 1")))
        newer(CHANGE, None)
        assert main(["migrate", "--plan"]) == 1
        assert "9999  tjänsten måste stå still: one more" in capsys.readouterr().out
        assert main(command) == 1
        assert "Inget är ändrat. Stoppa tjänsten på alla servrar" in capsys.readouterr().err
        assert not can_serve(serving), "the newer version could not"
    assert main(["migrate"]) == 0
    assert main(["migrate", "--plan"]) == 0
    assert capsys.readouterr().out == "Inget återstår.\n"


def test_whoever_is_sure_migrates_although_somebody_is_connected(
    url: str, newer: Callable[[str, str | None], Path]
) -> None:
    with closing(Database(url, serving_name())) as connected:
        connected.write(lambda session: session.execute(text("SELECT 1")))
        newer(CHANGE, None)
        assert main(["migrate", "--anyway"]) == 0
        assert can_serve(connected)


def test_readers_do_not_queue_behind_a_migration_that_waits(
    postgresql: Database, monkeypatch: pytest.MonkeyPatch, newer: Callable[[str, str | None], Path]
) -> None:
    """Somebody has read for long, such as a copy of the database: the migration comes when that is over."""
    waits = threading.Event()
    monkeypatch.setattr(schema.log, "info", lambda *_, **__: waits.set())
    newer(ADD, own_revision())
    database = postgresql
    with database.read() as session:
        session.execute(text("SELECT count(*) FROM person"))
        migration = threading.Thread(target=schema.migrate, args=(database,))
        migration.start()
        assert waits.wait(PATIENCE_SECONDS)
        for _ in range(10):
            with database.read() as another:
                another.execute(text("SET LOCAL lock_timeout = 3000"))
                another.execute(text("SELECT count(*) FROM person")).scalar_one()
        assert migration.is_alive()
    migration.join(PATIENCE_SECONDS)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM extra")).scalar_one() == 0
