"""One browser and one running service for the whole folder; every test begins with the example region untouched."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.support.server import Server
from tests.browser.support.watching import Complaints
from tests.example_region import example_region

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell is the same engine without windows around its pages, and takes half the time."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SETTINGS: dict[str, Any] = {"viewport": DESKTOP, "locale": "sv-SE", "reduced_motion": "reduce"}
PATIENCE_MS = 15_000

OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium. Install it with: sudo apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("service"))
    shutil.copy(example_region(tmp_path_factory), server.database)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running_server: Server) -> Server:
    running_server.restore()
    return running_server


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Opens a page in a browser of its own (no cookies shared), with Playwright's context options.

    Whatever the browser complained about during the test fails it.
    """
    contexts = []
    complaints: list[Complaints] = []

    def open_(**options: Any) -> Page:
        context = browser.new_context(**(SETTINGS | {"base_url": server.url} | options))
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        complaints.append(Complaints(context, server.url))
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()
    assert [complaint for complaints_of_page in complaints for complaint in complaints_of_page] == []


@pytest.fixture(scope="package")
def phone(browser: Browser, running_server: Server) -> Iterator[tuple[Page, Complaints]]:
    context = browser.new_context(**SETTINGS | PHONE, base_url=running_server.url)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page(), Complaints(context, running_server.url)
    context.close()


@pytest.fixture
def visited_page(phone: tuple[Page, Complaints], server: Server) -> Iterator[Page]:
    """A phone that many tests share: it has compiled the checker of accessibility and our scripts already, which takes
    longer than to use them. Each test gets it as a new one would be.
    """
    page, complaints = phone
    complaints.clear()
    page.set_viewport_size(PHONE["viewport"])
    yield page
    page.unroute_all()
    page.context.set_offline(False)
    page.goto(f"{server.url}/halsa")
    page.evaluate("sessionStorage.clear()")
    for other in page.context.pages[1:]:
        other.close()
    page.emulate_media(color_scheme="null")
    page.context.clear_cookies()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
