"""Passkeys in a browser, with Chromium's virtual device: adding, signing in, confirming, removing, what goes wrong."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import PATIENCE_MS, PHONE, SETTINGS
from tests.browser.support.every_page import HARRYDA
from tests.browser.support.page_kind import PageKind
from tests.browser.support.page_rules import expect_rules_of_pages
from tests.browser.support.server import Server
from tests.browser.support.watching import Complaints
from tests.example_region import example_region

pytestmark = pytest.mark.slow

MINE, CONFIRM = "/mitt/passnycklar", "Bekräfta att det är du"
OpenBrowser = Callable[..., Page]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """By a name: browsers have no passkeys at addresses that are numbers."""
    server = Server(tmp_path_factory.mktemp("passkeys"))
    server.url = f"http://localhost:{server.port}"
    server.more = {"DEMO": "false", "PUBLIC_URL": server.url}
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_browser(browser: Browser, installation: Server) -> Iterator[OpenBrowser]:
    complaints: list[Complaints] = []
    with ExitStack() as stack:

        def open_(**options: Any) -> Page:
            context = browser.new_context(**(SETTINGS | {"base_url": installation.url} | options))
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            complaints.append(Complaints(context, options.get("base_url", installation.url)))
            return context.new_page()

        yield open_
    assert [complaint for complaints_of_page in complaints for complaint in complaints_of_page] == []


class Device:
    """A device that verifies its owner without being touched."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self._id = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def knows_its_owner(self, *, knows: bool) -> None:
        self._session.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": knows})


def sign_in(page: Page, server: Server, address: str) -> None:
    """By the link that the command prints; one factor."""
    page.goto(server.command("operator", "invite", address).strip())
    page.get_by_role("main").get_by_role("button", name="Logga in").click()


def add(page: Page, name: str = "Jobbdatorn") -> list[str]:
    """Returns the recovery codes that are shown."""
    page.goto(MINE)
    page.get_by_label("Namn på passnyckeln").fill(name)
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
    return page.locator("code").all_text_contents()


def grow_old(server: Server) -> None:
    """The passkeys were shown long ago."""
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        connection.execute("UPDATE sign_in SET confirmed_at = '2026-01-01 00:00:00' WHERE confirmed_at IS NOT NULL")


def test_a_passkey_from_the_first_day_to_the_last(installation: Server, open_browser: OpenBrowser) -> None:
    page = open_browser()
    Device(page)
    sign_in(page, installation, "eva@drift.example")
    page.wait_for_url(f"{installation.url}/drift")
    add(page)
    page.get_by_role("link", name="Jag har sparat dem").click()
    expect(page.get_by_role("heading", name="Jobbdatorn")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, installation, "eva@drift.example")
    expect(page.get_by_role("heading", level=1)).to_have_text(CONFIRM)
    page.get_by_role("button", name="Använd passnyckel").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{installation.url}/drift")

    grow_old(installation)
    page.goto("/drift/personer")
    page.get_by_label("E-postadress").fill("ny@drift.example")
    page.get_by_role("button", name="Ge rollen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CONFIRM)
    page.get_by_role("button", name="Använd passnyckel").click()
    expect(page.get_by_role("link", name="ny@drift.example")).to_be_visible()

    page.goto(MINE)
    page.locator("summary", has_text="Ta bort passnyckeln Jobbdatorn").click()
    expect(page.get_by_text("Det går inte att ångra.")).to_be_visible()
    page.get_by_role("button", name="Ta bort passnyckeln Jobbdatorn").click()
    expect(page.get_by_text("Passnyckeln är borttagen.")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, installation, "eva@drift.example")
    page.wait_for_url(f"{installation.url}/drift")


def test_what_the_device_refuses_is_told_and_can_be_tried_again(
    installation: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser()
    device = Device(page)
    sign_in(page, installation, "bo@drift.example")
    page.wait_for_url(f"{installation.url}/drift")
    page.goto(MINE)
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.locator(".error-summary")).to_be_visible()
    device.knows_its_owner(knows=False)
    page.get_by_label("Namn på passnyckeln").fill("Telefonen")
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.get_by_role("alert").filter(has_text="Det avbröts, eller tog för lång tid.")).to_be_visible()
    expect(page.get_by_label("Namn på passnyckeln")).to_have_value("Telefonen")
    device.knows_its_owner(knows=True)
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
    page.goto(MINE)
    page.get_by_label("Namn på passnyckeln").fill("Samma igen")
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.get_by_text("Den här enheten har redan en passnyckel för ditt konto.")).to_be_visible()


def test_without_javascript_a_recovery_code_is_the_way_in(installation: Server, open_browser: OpenBrowser) -> None:
    page, plain = open_browser(), open_browser(java_script_enabled=False)
    Device(page)
    sign_in(page, installation, "ulla@drift.example")
    page.wait_for_url(f"{installation.url}/drift")
    code, *_ = add(page)
    sign_in(plain, installation, "ulla@drift.example")
    expect(plain.get_by_role("heading", level=1)).to_have_text(CONFIRM)
    expect(plain.get_by_role("button", name="Använd passnyckel")).to_be_hidden()
    expect(plain.get_by_text("Här kan webbläsaren inte använda passnycklar.")).to_be_visible()
    plain.get_by_label("Reservkod").fill(code)
    plain.get_by_label("Reservkod").press("Enter")
    plain.wait_for_url(f"{installation.url}/drift")


def test_two_quick_clicks_send_a_recovery_code_once(installation: Server, open_browser: OpenBrowser) -> None:
    page = open_browser()
    Device(page)
    sign_in(page, installation, "tove@drift.example")
    page.wait_for_url(f"{installation.url}/drift")
    code, *_ = add(page)
    grow_old(installation)
    page.goto(MINE)
    page.get_by_role("button", name="Skapa nya reservkoder").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(CONFIRM)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Reservkod").fill(code)
    page.get_by_role("button", name="Använd reservkoden").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina nya reservkoder")
    assert sent.count("POST") == 1


@pytest.fixture
def with_documents(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the example region, whose people sign in by a link here."""
    server = Server(tmp_path)
    shutil.copy(example_region(tmp_path_factory), server.database)
    server.url = f"http://localhost:{server.port}"
    server.more = {"DEMO": "false", "PUBLIC_URL": server.url}
    server.start()
    yield server
    server.stop()


def test_a_file_after_a_passkey_is_told_of_and_the_page_can_be_used_again(
    with_documents: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser(base_url=with_documents.url, **PHONE)
    Device(page)
    sign_in(page, with_documents, "ulrika.lundin@harryda.example")
    page.wait_for_url(f"{with_documents.url}/**")
    code, *_ = add(page)

    def confirming(page: Page) -> None:
        page.goto("/logga-in/bekrafta?sedan=/mitt")
        page.get_by_role("button", name="Använd passnyckel").click()
        page.wait_for_url(f"{with_documents.url}/mitt")
        page.goto(f"{HARRYDA}/lamna-ut/granska?diarienummer=KS+2026-1")
        grow_old(with_documents)
        page.get_by_role("button", name="Hämta filen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(CONFIRM)

    confirming(page)
    told = page.get_by_role("status").filter(has_text="Filen hämtas.")
    expect(told).to_have_count(0)
    with page.expect_download(timeout=60_000):
        page.get_by_role("button", name="Använd passnyckel").click()
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="Använd passnyckel")).to_be_enabled()
    page.get_by_label("Reservkod").fill(code)
    with page.expect_download(timeout=60_000):
        page.get_by_role("button", name="Använd reservkoden").click()
    expect(told).to_be_visible()
    page.get_by_role("link", name="Tillbaka").click()
    page.wait_for_url(f"{with_documents.url}{HARRYDA}/lamna-ut")
    expect_rules_of_pages(page, PageKind("confirming before a file", confirming))


def test_without_javascript_no_form_waits_for_a_button_that_does_not_come(
    installation: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser(java_script_enabled=False)
    sign_in(page, installation, "siv@drift.example")
    page.goto(MINE)
    expect(page.get_by_text("Här kan webbläsaren inte använda passnycklar.")).to_be_visible()
    expect(page.get_by_label("Namn på passnyckeln")).to_be_hidden()


def test_the_pages_keep_the_rules_of_all_pages(installation: Server, open_browser: OpenBrowser) -> None:
    page = open_browser(**PHONE)
    Device(page)
    sign_in(page, installation, "rut@drift.example")
    page.wait_for_url(f"{installation.url}/drift")

    def codes(page: Page) -> None:
        add(page, "En nyckel med ett namn som är så långt som det får vara, ja")

    def listing(page: Page) -> None:
        page.goto(MINE)
        expect(page.get_by_role("button", name="Skapa nya reservkoder")).to_be_visible()

    def confirming(page: Page) -> None:
        grow_old(installation)
        page.goto("/logga-in/bekrafta?sedan=/drift")
        page.get_by_role("button", name="Använd reservkoden").click()
        expect(page.locator(".error-summary")).to_be_visible()

    for name, arrive in (("recovery codes", codes), ("passkeys", listing), ("confirming, a wrong code", confirming)):
        expect_rules_of_pages(page, PageKind(name, arrive))
        page.set_viewport_size(PHONE["viewport"])
