"""When nothing can be saved: what people are told, what the log says, and what the health checks say."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from app.services.kernel import readiness
from app.services.sign_in import sessions
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import question_ids
from tests.functional.support.people import ALE
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor

PAGE = f"{ALE}/svara/politiskt"
LONG = "\N{GRINNING FACE}" * 2000
"""As long as a comment may be, and more than a page of the database holds."""


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("failing")
    with closing(sqlite3.connect(example_database)) as source:
        source.execute("VACUUM INTO ?", (str(folder / "compact.db"),))  # with no room left in the file
    with serving(folder / "site", folder / "compact.db") as site:
        yield site


@pytest.fixture
def site(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(readiness, "RECHECK_SECONDS", -1.0)
    own_site.restore(whole=True)
    yield own_site
    pragma(own_site, "query_only = OFF")
    pragma(own_site, "max_page_count = 1000000")


@pytest.fixture
def visitor(site: Site) -> Iterator[Visitor]:
    with Visitor(site) as browser:
        begin_for_ale(browser)
        yield browser


def pragma(site: Site, setting: str) -> None:
    """Of both connections that can write: the writer gives its own back after an error."""
    database = site.app.state.database
    with suppress(ZeroDivisionError, sqlite3.Error):
        database.write(lambda _: 1 / 0)
    with closing(database.engine.raw_connection()) as writer, closing(database.engine.raw_connection()) as other:
        for connection in (writer, other):
            connection.cursor().execute(f"PRAGMA {setting}")


def fill_the_disk(site: Site) -> None:
    pragma(site, "max_page_count = 1")  # that is, no more than there are now


Fail = Callable[[Site], None]


def make_read_only(site: Site) -> None:
    pragma(site, "query_only = ON")


def logged(caplog: pytest.LogCaptureFixture, event: str) -> list[dict[str, Any]]:
    entries = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [entry for entry in entries if entry.get("event") == event]


@pytest.mark.parametrize(
    ("fail", "words", "cause"),
    [
        (fill_the_disk, "serverns disk är full", "disk full"),
        (make_read_only, "databasen är skrivskyddad", "database is read-only"),
    ],
)
def test_what_is_not_saved_is_told_with_its_cause_and_can_be_saved_afterwards(
    site: Site, visitor: Visitor, caplog: pytest.LogCaptureFixture, fail: Fail, words: str, cause: str
) -> None:
    question = question_ids(visitor.get(PAGE))[0]
    fail(site)
    fields = {f"{question}.choice": "3", f"{question}.version": "0", f"{question}.comment": LONG}
    with caplog.at_level(logging.ERROR):
        fragment = visitor.put(f"{PAGE}/{question}", fields, 503)
        page = visitor.post(PAGE, fields, 503)
    assert "Inget sparades" in fragment
    assert page.heading == "Inget sparades"
    assert f"Det går inte att spara just nu: {words}." in page.text
    assert "Det som var sparat sedan tidigare finns kvar." in page.text
    assert "Gå tillbaka i webbläsaren" in page.text
    assert [entry["cause"] for entry in logged(caplog, "database_failed")] == [cause, cause]
    assert LONG not in caplog.text
    pragma(site, "query_only = OFF")
    pragma(site, "max_page_count = 1000000")
    assert "Sparat" in visitor.put(f"{PAGE}/{question}", fields)


def test_pages_can_be_read_while_nothing_can_be_saved(
    site: Site, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it is time to note that a session is used."""
    make_read_only(site)
    monkeypatch.setattr(sessions, "NOTE_EVERY", -sessions.NOTE_EVERY)
    assert visitor.get(PAGE).heading
    assert visitor.fetch("GET", "/metod").status_code == 200


def test_where_nothing_can_be_written_the_service_can_be_read_and_is_not_ready(
    site: Site, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    make_read_only(site)
    with caplog.at_level(logging.ERROR):
        answers = {path: visitor.fetch("GET", path) for path in ("/halsa", "/halsa/redo", "/halsa/live")}
    assert {path: answer.status_code for path, answer in answers.items()} == {
        "/halsa": 200,
        "/halsa/redo": 503,
        "/halsa/live": 200,
    }
    assert answers["/halsa/redo"].text.splitlines()[:3] == [
        "databas: ok",
        "schema: ok",
        "skrivning: database is read-only",
    ]
    assert [entry["cause"] for entry in logged(caplog, "not_ready")] == ["database is read-only"], "told once"
    pragma(site, "query_only = OFF")
    assert visitor.fetch("GET", "/halsa/redo").text == "ok"


def test_a_disk_that_is_nearly_full_is_told_before_anything_fails(
    site: Site, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "MIN_FREE_BYTES", 10**18)
    answer = visitor.fetch("GET", "/halsa/redo")
    assert answer.status_code == 503
    assert " MB left" in answer.text
    assert visitor.fetch("GET", "/halsa").status_code == 200


def test_each_answer_and_its_log_lines_have_one_number_and_a_page_of_a_fault_tells_it(
    site: Site, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    numbers = [visitor.fetch("GET", "/metod").headers["x-request-id"] for _ in range(2)]
    assert numbers[0] != numbers[1]
    make_read_only(site)
    with caplog.at_level(logging.ERROR):
        page = visitor.post("/logga-ut", {}, 503)
    number = page.response.headers["x-request-id"]
    assert f"Uppge numret {number} om du ber om hjälp." in page.text
    assert [entry["request_id"] for entry in logged(caplog, "database_failed")] == [number]
    assert "Uppge numret" not in visitor.get("/finns-inte/alls", 404).text
