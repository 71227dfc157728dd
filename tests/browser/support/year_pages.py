"""Pages of a kommun's year: when it meets, changing how it answers, the switch of years, a plan before and after."""

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ROUND, Person, answer, begin_for_ale, sign_in, turn_to

ALINGSAS = f"{ROUND}/1489-alingsas"
ALINGSAS_COORDINATOR = Person("Alingsås", "kommunens samordnare")
KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
KUNGSBACKA_COORDINATOR = Person("Kungsbacka", "kommunens samordnare")


def _meeting_time_with_faults(page: Page) -> None:
    sign_in(page, ALINGSAS_COORDINATOR, f"{ALINGSAS}/motestid")
    page.get_by_role("button", name="Spara mötestiden").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _year_with_meeting_time(page: Page) -> None:
    sign_in(page, ALINGSAS_COORDINATOR, f"{ALINGSAS}/motestid")
    page.get_by_label("Dag").fill("2027-03-15")
    page.get_by_label("Börjar").fill("13:00")
    page.get_by_label("Plats eller länk").fill("https://moten.example/" + "omstallning" * 8)
    page.get_by_role("button", name="Spara mötestiden").click()
    expect(page.get_by_text("Mötet är").first).to_be_visible()


def _changing_to_several(page: Page) -> None:
    begin_for_ale(page)
    answer(turn_to(page, 1), 3)
    page.goto(f"{ROUND}/1440-ale/hur-ni-svarar")
    expect(page.get_by_role("button", name="Byt till flera svarande")).to_be_visible()


def _with_years_open(page: Page) -> None:
    sign_in(page, ALINGSAS_COORDINATOR, ALINGSAS)
    page.locator(".switch > summary").click()
    expect(page.locator(".switch a").first).to_be_visible()


def _action_deleted(page: Page) -> None:
    sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/atgarder")
    page.get_by_label("Kapitalslag").select_option(index=1)
    page.get_by_label("Vad ska göras?").fill("Anta långsiktiga mål i kommunfullmäktige")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("link", name="Ändra").click()
    page.get_by_role("button", name="Ta bort åtgärden").click()
    expect(page.get_by_text("Åtgärden är borttagen.")).to_be_visible()


YEAR_PAGES = (
    PageKind("meeting time", as_person(ALINGSAS_COORDINATOR, f"{ALINGSAS}/motestid")),
    PageKind("meeting time with faults", _meeting_time_with_faults),
    PageKind("home, with the meeting's time", _year_with_meeting_time),
    PageKind("with the years open", _with_years_open),
    PageKind("how to answer, changed by a stated act", _changing_to_several),
    PageKind("plan before there is a result", as_person(ALINGSAS_COORDINATOR, f"{ALINGSAS}/mal")),
    PageKind("an action deleted", _action_deleted),
    PageKind("last year's actions", as_person(ALINGSAS_COORDINATOR, f"{ALINGSAS}/forra-arets-atgarder")),
)
