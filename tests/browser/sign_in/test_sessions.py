"""Signing in to a real installation in a browser: by mail, by code, and at the certified provider."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.support.installation import Installation, go_to_provider, new_installation, sign_in_there
from tests.browser.support.watching import Complaints

pytestmark = pytest.mark.slow

EVA, NEW = "eva.drift@forbund.example", "ny@forbund.example"
OpenBrowser = Callable[[], Page]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With one operator."""
    with new_installation(tmp_path_factory.mktemp("installation"), "forbund.example") as running:
        running.invite_operator(EVA)
        running.mails.next_to(EVA)
        yield running


@pytest.fixture
def open_browser(browser: Browser, installation: Installation) -> Iterator[OpenBrowser]:
    """Each with cookies of its own. Whatever it complains about on our pages fails the test."""
    complaints: list[Complaints] = []
    with ExitStack() as stack:

        def open_() -> Page:
            context = browser.new_context(
                base_url=installation.url, viewport={"width": 1280, "height": 900}, locale="sv-SE"
            )
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: route.abort())
            complaints.append(Complaints(context, installation.url))
            return context.new_page()

        yield open_
    assert [
        complaint
        for complaints_of_page in complaints
        for complaint in complaints_of_page
        if installation.url in complaint
    ] == []


def type_address(page: Page, then: str = "/drift") -> None:
    page.goto(then)
    page.get_by_label("E-postadress").fill(EVA)
    page.get_by_role("button", name="Skicka länk och kod").click()


def ask(page: Page, then: str = "/drift") -> None:
    """As far as the page where the code is written."""
    type_address(page, then)
    page.get_by_role("button", name="Skicka ett mejl i stället").click()
    page.wait_for_url("**/logga-in/vanta")


def test_the_printed_link_of_an_invitation_signs_in(installation: Installation, open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto(installation.invite_operator(EVA))
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/drift")
    expect(page.locator(".account")).to_contain_text("driftansvarig")


def test_a_mailed_link_signs_in_the_browser_that_asked(installation: Installation, open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/drift")
    installation.sign_in(page, EVA, "mail")
    page.wait_for_url("**/drift")


def test_a_mail_read_on_another_device_signs_in_by_its_code(
    installation: Installation, open_browser: OpenBrowser
) -> None:
    computer, phone = open_browser(), open_browser()
    ask(computer)
    letter = installation.mails.next_to(EVA)
    phone.goto(letter.link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Länken hör till en annan webbläsare")
    computer.get_by_label("Kod").fill(letter.code)
    computer.keyboard.press("Enter")
    computer.wait_for_url("**/drift")


def test_a_browser_is_signed_out_from_another_and_keeps_nothing_when_it_signs_out(
    installation: Installation, open_browser: OpenBrowser
) -> None:
    here, elsewhere = open_browser(), open_browser()
    third = open_browser()
    for page in (third, elsewhere, here):
        ask(page, then="/mitt")
        page.get_by_label("Kod").fill(installation.mails.next_to(EVA).code)
        page.keyboard.press("Enter")
        page.wait_for_url("**/mitt")
    here.get_by_role("button", name="Logga ut alla andra").click()
    expect(here.get_by_text("Alla andra webbläsare är utloggade.")).to_be_visible()
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Logga in")
    here.evaluate("sessionStorage.setItem('minuter', '5')")
    here.locator(".menu > summary").click()
    here.get_by_role("button", name="Logga ut", exact=True).click()
    expect(here.get_by_role("link", name="Logga in").first).to_be_visible()
    assert here.evaluate("sessionStorage.length") == 0


def test_the_own_organisation_signs_in_and_leads_back(installation: Installation, open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/drift")
    installation.sign_in(page, EVA, "organisation")
    page.wait_for_url("**/drift")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(installation.url)}
    assert {"session"} == set(cookies) & {"session", "inloggning"}
    assert (cookies["session"]["httpOnly"], cookies["session"]["sameSite"]) == (True, "Lax")


def test_who_gives_up_or_has_no_role_gets_a_page_that_says_what_to_do(open_browser: OpenBrowser) -> None:
    page = open_browser()
    type_address(page)
    go_to_provider(page)
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad")
    page.get_by_role("link", name="Försök igen").click()
    sign_in_there(page, NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen roll här än")
    assert urlsplit(page.url).path == "/logga-in/organisation/forbundet/klar"
