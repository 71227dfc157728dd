"""The pages of a region's round, from its plan until it is closed or taken away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from app.rounds.kernel.days import day_of
from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ROUND, Person, sign_in

COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")
READER = Person("Göteborgsregionen", "läsare i regionen")
LERUM = Person("Lerum", "kommunens samordnare")
NEW = "/gr/omgangar/ny"
PLAN = f"{NEW}/omstallningsformaga/2025"
TRIED = "/gr/omstallningsformaga/2025-prov"
TRIAL = f"{ROUND}-prov"
INVALID_ROWS = ".error-summary"


def _day(after: int) -> str:
    return day_of(datetime.now(UTC) + timedelta(days=after)).isoformat()


def _planned(page: Page) -> None:
    """A trial that has not been opened, without what finansiellt kapital builds on."""
    sign_in(page, COORDINATOR, PLAN)
    page.get_by_role("checkbox", name="Politiskt kapital", exact=True).uncheck()
    page.get_by_label("Första dagen att svara").fill(_day(0))
    page.get_by_label("Sista dagen att svara").fill(_day(30))
    page.get_by_role("button", name="Planera").click()
    page.wait_for_url(f"**{TRIED}")


def _on(path: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _planned(page)
        page.goto(f"{TRIED}{path}")

    return arrive


def _opened(path: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _planned(page)
        page.goto(f"{TRIED}/oppna")
        page.get_by_role("button", name="Ja, öppna omgången").click()
        page.wait_for_url(f"**{TRIED}")
        page.goto(f"{TRIED}{path}")

    return arrive


def _faulty_plan(page: Page) -> None:
    sign_in(page, COORDINATOR, PLAN)
    page.locator("#oppnar").evaluate("(field) => { field.type = 'text'; field.value = 'nästa måndag'; }")
    page.get_by_role("button", name="Planera").click()
    expect(page.locator(INVALID_ROWS)).to_be_visible()


def _faulty_extension(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{ROUND}/forlang")
    page.get_by_label("Ny sista dag").fill(_day(1))
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(INVALID_ROWS)).to_be_visible()


def _no_kommun_added(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{TRIAL}/kommuner")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.locator(INVALID_ROWS)).to_be_visible()


def _letters(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{ROUND}/paminn")
    page.get_by_role("button", name="Läs mejlet").click()
    expect(page.get_by_role("button", name="Skicka")).to_be_visible()


def _reminded(page: Page) -> None:
    _letters(page)
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("status")).to_be_visible()


def _reminding_again(page: Page) -> None:
    _reminded(page)
    page.get_by_role("button", name="Läs mejlet").click()
    expect(page.locator(".notice-warning")).to_be_visible()


def _reminding_nobody(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{ROUND}/paminn/mejl")
    expect(page.locator(INVALID_ROWS)).to_be_visible()


def _closed(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{ROUND}/stang")
    page.get_by_role("button", name="Ja, stäng omgången").click()
    page.wait_for_url(f"**{ROUND}")


def _collecting_reports(page: Page) -> None:
    sign_in(page, READER, f"{ROUND}/rapporter")
    page.get_by_role("button", name="Gör en fil med alla rapporter").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def _asked_for_order(page: Page) -> None:
    sign_in(page, COORDINATOR, f"{ROUND}/rang")
    page.get_by_role("button", name="Räkna fram rangintervall").click()
    expect(page.get_by_role("table")).to_be_visible()


def _two_in_order(page: Page) -> None:
    _asked_for_order(page)
    page.get_by_label("Kommun", exact=True).select_option(label="Göteborg")
    page.get_by_label("Mot").select_option(label="Härryda")
    page.get_by_role("button", name="Visa hur ofta").click()
    expect(page.get_by_text("Göteborg ligger över Härryda")).to_be_visible()


ROUND_PAGES = (
    PageKind("round", as_person(COORDINATOR, ROUND)),
    PageKind("kommun in a round", as_person(COORDINATOR, f"{ROUND}/kommuner/1401-harryda")),
    PageKind("kommun in a round, under way", as_person(READER, f"{ROUND}/kommuner/1384-kungsbacka")),
    PageKind("round by stage", as_person(READER, f"{ROUND}?sortera=lage&ordning=fallande")),
    PageKind("round of an earlier year", as_person(READER, "/gr/omstallningsformaga/2024")),
    PageKind("round that has been closed", _closed),
    PageKind("files of a round", as_person(READER, f"{ROUND}/export")),
    PageKind("overview of a round", as_person(COORDINATOR, f"{ROUND}/oversikt")),
    PageKind("overview of one capital", as_person(READER, f"{ROUND}/oversikt?kapitalslag=human&ordna=status")),
    PageKind("overview as small radars", as_person(READER, f"{ROUND}/oversikt?visa=diagram")),
    PageKind("start of a region's coordinator", as_person(COORDINATOR, "/")),
    PageKind("rank intervals", _asked_for_order),
    PageKind("two kommuner in rank intervals", _two_in_order),
    PageKind("report of a round", as_person(READER, f"{ROUND}/rapport")),
    PageKind("every report of a round", as_person(READER, f"{ROUND}/rapporter")),
    PageKind("every report of a round, being collected", _collecting_reports),
    PageKind("trial round", as_person(COORDINATOR, TRIAL)),
    PageKind("kommun in a trial round", as_person(LERUM, f"{TRIAL}/1441-lerum")),
    PageKind("editions to plan a round with", as_person(COORDINATOR, NEW)),
    PageKind("planning a round", as_person(COORDINATOR, PLAN)),
    PageKind("planning a round, with faults", _faulty_plan),
    PageKind("planned round", _on("")),
    PageKind("changing a plan", _on("/andra")),
    PageKind("opening a round", _on("/oppna")),
    PageKind("changing the questions of a round", _opened("/andra")),
    PageKind("giving a round more time", as_person(COORDINATOR, f"{ROUND}/forlang")),
    PageKind("giving a round more time, with a fault", _faulty_extension),
    PageKind("kommuner of a round", as_person(COORDINATOR, f"{TRIAL}/kommuner")),
    PageKind("kommuner of a round, none added", _no_kommun_added),
    PageKind("taking a kommun out of a round", as_person(COORDINATOR, f"{TRIAL}/kommuner/1482-kungalv/ta-bort")),
    PageKind("reminding kommuner", as_person(COORDINATOR, f"{ROUND}/paminn")),
    PageKind("reading reminders", _letters),
    PageKind("kommuner have been reminded", _reminded),
    PageKind("reminding kommuner again", _reminding_again),
    PageKind("reminding nobody", _reminding_nobody),
    PageKind("closing a round", as_person(COORDINATOR, f"{ROUND}/stang")),
    PageKind("taking a trial away", as_person(COORDINATOR, f"{TRIAL}/ta-bort")),
)
