"""One page of every kind of workshops: the list, the form, joining, a board in its phases, the end, the projector view."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import COORDINATOR, Person, sign_in

WORKSHOPS = "/gr/workshop"
CLOSED = f"{WORKSHOPS}/1"
LEADER = Person("Partille", COORDINATOR)
LONG = "omställningsförmåga" * 8


def _with_errors(page: Page) -> None:
    sign_in(page, LEADER, f"{WORKSHOPS}/ny")
    page.get_by_role("button", name="Planera workshopen").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _begun(page: Page) -> tuple[str, str]:
    """Addresses of a running workshop and of joining it; the browser stands on the link."""
    sign_in(page, LEADER, f"{WORKSHOPS}/ny")
    page.get_by_label("Vad heter den?").fill("Vardagen")
    page.get_by_label("Politiskt kapital").select_option("2")
    page.get_by_role("button", name="Planera workshopen").click()
    url = page.url
    page.get_by_role("button", name="Skapa länken och börja").click()
    link = page.get_by_label("Länk till workshopen").input_value()
    return url, "/workshop/" + link.rsplit("/", 1)[1]


def _planned(address: str, heading: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, LEADER, f"{WORKSHOPS}/ny")
        page.get_by_label("Vad heter den?").fill("Vardagen")
        page.get_by_label("Politiskt kapital").select_option("2")
        page.get_by_role("button", name="Planera workshopen").click()
        page.goto(f"{page.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    return arrive


def _changing(page: Page) -> None:
    url, _ = _begun(page)
    page.goto(f"{url}/andra")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ändra namn och fråga")


def _joining(page: Page) -> None:
    _, link = _begun(page)
    page.goto(link)
    expect(page.get_by_role("button", name="Gå med")).to_be_visible()


def _with_notes(page: Page) -> str:
    """On the board as one who has joined and leads as well."""
    url, link = _begun(page)
    page.goto(link)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Gå med").click()
    for text in ("Utbilda alla chefer", LONG):
        field = page.get_by_label("Ny lapp", exact=True).first
        field.fill(text)
        field.locator("xpath=..").get_by_role("button").click()
        expect(page.locator("li.note", has_text=text)).to_be_visible()
    return url


def _at_phase(number: int, then: Callable[[Page], None] = lambda _: None) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        url = _with_notes(page)
        page.request.post(f"{url}/fas", form={"fas": str(number), "grupp": ""})
        page.goto(f"{url}/grupp/1")
        then(page)

    return arrive


def _moving(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Flytta till")).first.click()
    expect(page.get_by_role("heading", name="Flytta lappen")).to_be_visible()


def _with_a_dot(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Sätt prick")).first.click()
    expect(page.get_by_role("button", name=re.compile("Ta tillbaka"))).to_be_visible()


def _overview(page: Page) -> None:
    page.goto(_with_notes(page))
    expect(page.get_by_role("button", name="Visa lapparna")).to_be_visible()


def _landing(way: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, LEADER, f"{CLOSED}/avslut")
        page.get_by_role("link", name=re.compile(way)).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Gör")

    return arrive


def _action_there(page: Page) -> None:
    """Two have the form of the same note open, and the other one's is sent first."""
    _landing("Gör till åtgärd")(page)
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((other, "Halvdag för alla chefer"), (page, LONG)):
        tab.get_by_label("Vad ska göras?").fill(text)
        tab.get_by_label("Ansvarig").fill("HR-chef")
        tab.get_by_role("button", name="Lägg i planen").click()
        expect(tab.get_by_text("Lappen är redan en åtgärd")).to_have_count(int(tab is page))


WORKSHOP_PAGES = (
    PageKind("workshops", as_person(LEADER, WORKSHOPS)),
    PageKind("planning a workshop with errors", _with_errors),
    PageKind("changing a planned workshop", _planned("andra", "Ändra workshopen")),
    PageKind("taking a planned workshop away", _planned("ta-bort", "Ta bort workshopen?")),
    PageKind("changing a workshop that runs", _changing),
    PageKind("link to a workshop", lambda page: (_begun(page), None)[1]),
    PageKind("joining a workshop", _joining),
    PageKind("workshop for the one who leads it", _overview),
    PageKind("board while people write", _at_phase(1)),
    PageKind("board while people group", _at_phase(3)),
    PageKind("moving a note", _at_phase(3, _moving)),
    PageKind("board while people prioritise", _at_phase(4, _with_a_dot)),
    PageKind("board with a one-liner", _at_phase(5)),
    PageKind("workshop that is closed", as_person(LEADER, CLOSED)),
    PageKind("what a workshop came to", as_person(LEADER, f"{CLOSED}/avslut")),
    PageKind("action from a note", _landing("Gör till åtgärd")),
    PageKind("note that is an action by then", _action_there),
    PageKind("workshop on a projector", as_person(LEADER, f"{CLOSED}/visa")),
)
