"""A whole installation from nothing, in a browser: from `operator invite` to an answer that is handed in.

Everybody finds the way by the letters that the mail server got, and signs in by mail, or at the own organisation.
"""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.rounds.kernel.days import STOCKHOLM
from tests.browser.conftest import PATIENCE_MS
from tests.browser.support.installation import Installation, Way, new_installation
from tests.browser.support.server import PROJECT
from tests.browser.support.visiting import CAPITALS, level, questions

pytestmark = pytest.mark.slow

EVA, KARIN, SARA = "eva.drift@forbund.example", "karin.ek@forbund.example", "sara.lind@ale.example"
RESPONDENTS = ("per.holm@ale.example", "lena.berg@ale.example")
EDITION = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"


class Office:
    """Opens a browser of its own for everybody, at the link of the latest letter to that one."""

    def __init__(self, browser: Browser, installation: Installation, way: Way) -> None:
        self.browser = browser
        self.installation = installation
        self.way = way

    def open(self) -> Page:
        context = self.browser.new_context(base_url=self.installation.url, locale="sv-SE")
        context.set_default_timeout(PATIENCE_MS)
        context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        return context.new_page()

    def follow_letter(self, address: str, page: Page | None = None) -> Page:
        """Open the link of the next letter to somebody, and sign in if that is asked for."""
        page = page or self.open()
        page.goto(self.installation.mails.next_to(address).link)
        if "/logga-in" in page.url:
            self.installation.sign_in(page, address, self.way)
            page.wait_for_url(lambda url: "/logga-in" not in url)
        return page


def make_region(page: Page) -> None:
    expect(page.locator(".account")).to_contain_text("driftansvarig")
    page.get_by_role("link", name="Lägg upp en region").click()
    page.get_by_label("Regionens namn").fill("Provlands kommunalförbund")
    page.get_by_label("Kort namn").fill("provland")
    page.get_by_label("E-postadress till regionens första samordnare").fill(KARIN)
    page.get_by_role("button", name="Lägg upp regionen").click()
    expect(page.get_by_text("Regionen finns.")).to_be_visible()


def add_ale(page: Page) -> None:
    """With its first coordinator."""
    expect(page.locator(".account")).to_contain_text("regionens samordnare")
    page.get_by_role("link", name="Lägg till kommuner").click()
    page.get_by_label("Klistra in kommuner").fill("1440 Ale")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("table").get_by_role("link", name="Ale").click()
    page.get_by_role("link", name="Ge kommunen en samordnare").click()
    page.get_by_label("E-postadress").fill(SARA)
    page.get_by_role("button", name="Ge rollen").click()
    expect(page.get_by_text("Personen har rollen.")).to_be_visible()


def today() -> date:
    return datetime.now(STOCKHOLM).date()


def open_round(page: Page) -> None:
    """The short form, so that the answering is short too."""
    page.goto("/provland/omgangar/ny")
    page.get_by_role("link", name="Planera Omställningsförmåga").click()
    page.get_by_label("Riktig omgång").check()
    page.get_by_label("Kort formulär").check()
    page.get_by_role("group", name="Vilka kommuner är med?").get_by_label("Ale").check()
    page.get_by_label("Första dagen att svara").fill(f"{today():%Y-%m-%d}")
    page.get_by_label("Sista dagen att svara").fill(f"{today() + timedelta(days=30):%Y-%m-%d}")
    page.get_by_role("button", name="Planera").click()
    page.get_by_role("link", name="Öppna omgången").first.click()
    page.get_by_role("button", name="Ja, öppna omgången").click()


def invite_respondents(page: Page) -> None:
    expect(page.locator(".account")).to_contain_text("kommunens samordnare")
    page.get_by_role("link", name="Välj hur ni svarar").click()
    page.get_by_role("link", name="Bjud in svarande").click()
    page.get_by_label("Rollgrupp").select_option(index=1)
    page.get_by_label("E-postadresser").fill("\n".join(RESPONDENTS))
    page.get_by_role("button", name="Granska listan").click()
    page.get_by_role("button", name="Bjud in 2 personer").click()
    expect(page.get_by_text("Inbjudningarna är på väg.")).to_be_visible()


def answer_everything(page: Page) -> None:
    page.get_by_role("button", name="Till frågorna").click()
    page.get_by_role("link", name="Börja").click()
    for capital in CAPITALS:
        # The page leaves when all that was chosen on it is saved, which may be after the click has returned.
        page.wait_for_url(re.compile(f"/svara/{capital}"))
        for question in questions(page):
            level(question, 3).click()
        page.get_by_role("button", name=re.compile("^Spara och")).click()
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.get_by_role("heading", name="Tack, svaren är inlämnade")).to_be_visible()


@pytest.mark.parametrize("way", ["mail", "organisation"])
def test_an_answer_is_handed_in_in_an_installation_that_began_with_nothing(
    browser: Browser, tmp_path: Path, way: Way
) -> None:
    with new_installation(tmp_path, "forbund.example", "ale.example") as installation:
        office = Office(browser, installation, way)
        installation.server.command("publish", str(EDITION))
        installation.invite_operator(EVA)
        make_region(office.follow_letter(EVA))
        karin = office.follow_letter(KARIN)
        add_ale(karin)
        sara = office.follow_letter(SARA)
        open_round(karin)
        office.follow_letter(SARA, sara)
        invite_respondents(sara)
        answer_everything(office.follow_letter(RESPONDENTS[0]))
        sara.reload()
        expect(sara.locator(".facts")).to_contain_text("1 av 2")
        karin.reload()
        expect(karin.get_by_role("row", name="Ale")).to_be_visible()
