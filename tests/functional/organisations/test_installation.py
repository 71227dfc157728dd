"""What belongs to the installation and not to anybody: health, static files, the page for what goes wrong."""

import asyncio
import gzip
import re
import threading
from pathlib import Path

import pytest

from app.config import Settings
from app.main import create_app
from app.reports.styles import STYLES
from app.services.kernel import readiness
from app.storage.engine.database import Database
from app.web.organisations.routes import home_page
from app.web.shell import rendering
from tests.functional.support.checks import complaints_about_page
from tests.functional.support.pages import Page, parse
from tests.functional.support.people import ALE_COORDINATOR
from tests.functional.support.serving import serving
from tests.functional.support.visitor import NewVisitor, Visitor


def test_the_service_says_that_it_is_well(visit: NewVisitor) -> None:
    answer = visit().fetch("GET", "/halsa")
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "ok", "no-store")


def test_an_unknown_address_gets_a_page_with_a_way_out(visit: NewVisitor) -> None:
    for visitor in (visit(), visit(ALE_COORDINATOR)):
        page = visitor.get("/finns-inte/alls", 404)
        assert page.heading == "Sidan finns inte"
        assert page.links["Till startsidan"] == "/"


def test_the_methods_page_is_for_everybody(visit: NewVisitor) -> None:
    assert visit().get("/metod").heading == "Så räknar vi"


def test_every_static_file_is_kept_by_browsers_and_is_what_its_address_says(visit: NewVisitor) -> None:
    visitor = visit()
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
    names = [path.relative_to(rendering._WEB / "static").as_posix() for path in (rendering._WEB / "static").rglob("*")]
    names += [f"delat/{path.relative_to(STYLES).as_posix()}" for path in STYLES.rglob("*")]
    files = [name for name in names if Path(name).suffix in kinds]
    assert len(files) >= 11
    for name in files:
        answer = visitor.fetch("GET", rendering.static(name))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].startswith(kinds[Path(name).suffix])
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "__init__.py",
        "delat/__init__.py",
        "vendor",
        "delat",
        "%2e%2e/organisations/html/start.html",
        "organisations/html/start.html",
    ],
)
def test_only_what_is_meant_for_browsers_is_served(visit: NewVisitor, name: str) -> None:
    assert visit().fetch("GET", f"/static/{name}").status_code == 404


def test_a_page_is_small(visit: NewVisitor) -> None:
    """Phones on poor lines: a page without its charts, compressed as a proxy would."""
    assert len(gzip.compress(visit().fetch("GET", "/").content)) < 5_000


def test_a_fault_of_our_own_is_told_without_its_details_and_logged(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the house")

    visitor = visit(ALE_COORDINATOR)
    monkeypatch.setattr(home_page, "own_start", broken)
    answer = visitor.fetch("GET", "/")
    page = Page(answer, parse(answer.text)[0])
    assert (answer.status_code, page.heading) == (500, "Något gick fel hos oss")
    assert "secret" not in answer.text
    assert "request_failed" in caplog.text
    assert "a secret of the house" in caplog.text
    assert complaints_about_page(page, visitor.site) == []


def test_the_service_refuses_to_start_on_another_schema(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    Database(url).close()
    application = create_app(Settings(database_url=url, cache_dir=tmp_path, log_level="WARNING"))

    async def begin() -> None:
        async with application.router.lifespan_context(application):
            raise AssertionError("it started")

    with pytest.raises(RuntimeError, match="omstallningskollen migrate"):
        asyncio.run(begin())


def test_many_who_read_at_once_all_get_their_page(visit: NewVisitor) -> None:
    browsers = [visit(ALE_COORDINATOR) for _ in range(8)]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda browser=browser: statuses.append(browser.fetch("GET", "/").status_code))
        for browser in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8


def test_the_log_has_no_names_tokens_or_addresses_of_people(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    visitor = visit(ALE_COORDINATOR)
    token = visitor.http.cookies["session"]
    name = re.search(r"Inloggad: ([^,]+),", visitor.get("/").text)
    assert name is not None
    monkeypatch.setattr(home_page, "own_start", broken)
    visitor.fetch("GET", "/")
    assert caplog.records
    assert token not in caplog.text
    assert name[1] not in caplog.text


def test_a_database_that_is_gone_is_not_said_to_be_well(
    tmp_path: Path, example_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OSError("no disk")

    monkeypatch.setattr(readiness, "RECHECK_SECONDS", -1.0)
    with serving(tmp_path, example_database) as site, Visitor(site) as visitor:
        monkeypatch.setattr(site.app.state.database, "read", gone)
        assert visitor.fetch("GET", "/halsa").status_code == 503
