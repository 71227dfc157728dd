"""Signing in to a real installation in a browser: by mail, by code, and at the certified provider."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.server import Server, free_port
from tests.browser.watching import Complaints
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.oidc.certified import CLIENT_ID, SECRET, certified_provider

EVA, NEW = "eva.drift@forbund.example", "ny@forbund.example"
OpenBrowser = Callable[[], Page]


@pytest.fixture(scope="module")
def mails() -> Iterator[MailCatcher]:
    with catching_mail() as catcher:
        yield catcher


@pytest.fixture(scope="module")
def provider_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, mails: MailCatcher, provider_port: int) -> Iterator[Server]:
    """Without the demo, with a mail server and one organisation's own sign-in."""
    server = Server(tmp_path_factory.mktemp("installation"))
    provider = {
        "id": "forbundet",
        "name": "Förbundet",
        "issuer": f"http://127.0.0.1:{provider_port}",
        "client_id": CLIENT_ID,
        "client_secret_env": "OIDC_FORBUNDET_SECRET",
        "email_domains": ["forbund.example"],
    }
    file = server.folder / "organisations.json"
    file.write_text(json.dumps([provider]), encoding="utf-8")
    server.more = {
        "DEMO": "false",
        "PUBLIC_URL": server.url,
        "SMTP_URL": mails.url,
        "MAIL_FROM": SENDER,
        "OIDC_PROVIDERS_FILE": str(file),
        "OIDC_FORBUNDET_SECRET": SECRET,
    }
    back = f"{server.url}/logga-in/organisation/forbundet/klar"
    with certified_provider(provider_port, back, {}):
        server.start()
        server.command("operator", "invite", EVA)
        mails.next_to(EVA)
        yield server
        server.stop()


@pytest.fixture
def open_browser(browser: Browser, installation: Server) -> Iterator[OpenBrowser]:
    """Each with cookies of its own. Whatever it complains about on our pages fails the test."""
    complaints: list[Complaints] = []
    with ExitStack() as opened:

        def open_() -> Page:
            context = browser.new_context(
                base_url=installation.url, viewport={"width": 1280, "height": 900}, locale="sv-SE"
            )
            opened.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: route.abort())
            complaints.append(Complaints(context, installation.url))
            return context.new_page()

        yield open_
    assert [one for found in complaints for one in found if installation.url in one] == []


def ask(page: Page, address: str = EVA, then: str = "/drift") -> None:
    """As far as the page where the code is written."""
    page.goto(then)
    page.get_by_label("E-postadress").fill(address)
    page.get_by_role("button", name="Skicka länk och kod").click()
    page.get_by_role("button", name="Skicka ett mejl i stället").click()
    page.wait_for_url("**/logga-in/vanta")


def test_the_printed_link_of_an_invitation_signs_in(installation: Server, open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto(installation.command("operator", "invite", EVA).strip())
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/drift")
    expect(page.locator(".visitor")).to_contain_text("driftansvarig")


def test_a_mailed_link_signs_in_the_browser_that_asked(mails: MailCatcher, open_browser: OpenBrowser) -> None:
    page = open_browser()
    ask(page)
    page.goto(mails.next_to(EVA).link)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/drift")


def test_a_mail_read_on_another_device_signs_in_by_its_code(mails: MailCatcher, open_browser: OpenBrowser) -> None:
    computer, phone = open_browser(), open_browser()
    ask(computer)
    letter = mails.next_to(EVA)
    phone.goto(letter.link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Länken hör till en annan webbläsare")
    computer.get_by_label("Kod").fill(letter.code)
    computer.keyboard.press("Enter")
    computer.wait_for_url("**/drift")


def test_a_browser_is_signed_out_from_another(mails: MailCatcher, open_browser: OpenBrowser) -> None:
    here, lost = open_browser(), open_browser()
    for page in (lost, here):
        ask(page, then="/mitt")
        page.get_by_label("Kod").fill(mails.next_to(EVA).code)
        page.keyboard.press("Enter")
        page.wait_for_url("**/mitt")
    here.get_by_role("button", name="Logga ut alla andra").or_(
        here.get_by_role("button", name="Logga ut Chrome")
    ).first.click()
    lost.reload()
    expect(lost.get_by_role("heading", level=1)).to_have_text("Logga in")


def go_to_provider(page: Page, address: str) -> None:
    """By typing one's address: a link leads on, since a form must not send anybody to another site."""
    page.goto("/drift")
    page.get_by_label("E-postadress").fill(address)
    page.get_by_role("button", name="Skicka länk och kod").click()
    page.get_by_role("link", name="Fortsätt till Förbundet").click()
    page.wait_for_url("**/interaction/**")


def sign_in_there(page: Page, address: str) -> None:
    page.locator('input[name="login"]').fill(address)
    page.locator('input[name="password"]').fill("none is checked")
    page.locator("form button[type=submit]").click()
    page.locator("form button[type=submit]").click()  # agrees that the service may know the address


def test_the_own_organisation_signs_in_and_leads_back(open_browser: OpenBrowser) -> None:
    page = open_browser()
    go_to_provider(page, EVA)
    sign_in_there(page, EVA)
    page.wait_for_url("**/drift")
    names = {cookie["name"]: cookie for cookie in page.context.cookies() if cookie["name"] in {"session", "inloggning"}}
    assert set(names) == {"session"}
    assert (names["session"]["httpOnly"], names["session"]["sameSite"]) == (True, "Lax")


def test_who_gives_up_or_has_no_role_gets_a_page_that_says_what_to_do(open_browser: OpenBrowser) -> None:
    page = open_browser()
    go_to_provider(page, EVA)
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad")
    page.get_by_role("link", name="Försök igen").click()
    sign_in_there(page, NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen roll här än")
    assert urlsplit(page.url).path == "/logga-in/organisation/forbundet/klar"
