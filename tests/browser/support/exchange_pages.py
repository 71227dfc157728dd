"""One page of every kind of exchange between kommuner: examples, questions, networks and challenges, and their forms."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ALE_COORDINATOR, COORDINATOR, Person, sign_in

EXAMPLES, QUESTIONS, NETWORK, CHALLENGES = "/gr/exempel", "/gr/fragor", "/gr/natverk/1", "/gr/utmaningar"
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
LERUM_COORDINATOR = Person("Lerum", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")


def _with_errors(person: Person, path: str, button: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, person, path)
        page.get_by_role("button", name=button, exact=True).last.click()
        expect(page.locator(".error-summary")).to_be_visible()

    return arrive


def _example_with_errors(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{EXAMPLES}/nytt")
    page.locator('a[href*="atgard="]').first.click()
    page.get_by_role("button", name="Skicka till regionen").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _changing_an_example(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{EXAMPLES}/1")
    page.locator("summary", has_text="Ändra eller arkivera").click()
    page.get_by_role("button", name="Arkivera").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _archived_meanwhile(page: Page) -> None:
    """Two archive the same example for reasons of their own."""
    sign_in(page, HARRYDA_COORDINATOR, f"{EXAMPLES}/1")
    other = page.context.new_page()
    other.goto(page.url)
    for tab, reason in ((other, "Vi har bytt modell."), (page, "omställningsförmåga" * 8)):
        tab.locator("summary", has_text="Ändra eller arkivera").click()
        tab.get_by_label("Varför gäller det inte längre?").fill(reason)
        tab.get_by_role("button", name="Arkivera").click()
        expect(tab.get_by_text("Exemplet är redan arkiverat.")).to_have_count(int(tab is page))


def _meanwhile(person: Person, path: str, button: str, field: str, refused: str) -> Callable[[Page], None]:
    """Two have the same form open, and the other one's is sent first."""

    def arrive(page: Page) -> None:
        sign_in(page, person, path)
        other = page.context.new_page()
        for tab, text in ((other, "Ekonom i kommunen"), (page, "Jurist på kontoret")):
            if tab is other:
                tab.goto(page.url)
            tab.get_by_label(field).fill(text)
            tab.get_by_role("button", name=button, exact=True).last.click()
            expect(tab.get_by_text(refused)).to_have_count(int(tab is page))

    return arrive


EXCHANGE_PAGES = (
    PageKind("examples", as_person(ALE_COORDINATOR, EXAMPLES)),
    PageKind("examples as the region sees them", as_person(REGION_COORDINATOR, EXAMPLES)),
    PageKind("example of another kommun", as_person(ALE_COORDINATOR, f"{EXAMPLES}/1")),
    PageKind("example to review", as_person(REGION_COORDINATOR, f"{EXAMPLES}/3")),
    PageKind("example of one's own, archiving", _changing_an_example),
    PageKind("example that somebody has archived meanwhile", _archived_meanwhile),
    PageKind(
        "note of reuse that somebody has changed meanwhile",
        _meanwhile(LERUM_COORDINATOR, f"{EXAMPLES}/1", "Spara för Lerum", "Varför?", "Så står det för Lerum nu"),
    ),
    PageKind("actions to tell of", as_person(HARRYDA_COORDINATOR, f"{EXAMPLES}/nytt")),
    PageKind("no action to tell of", as_person(Person("Öckerö", COORDINATOR), f"{EXAMPLES}/nytt")),
    PageKind("example with errors", _example_with_errors),
    PageKind("questions", as_person(HARRYDA_COORDINATOR, QUESTIONS)),
    PageKind("question that is answered", as_person(ALE_COORDINATOR, f"{QUESTIONS}/1")),
    PageKind("answer with errors", _with_errors(HARRYDA_COORDINATOR, f"{QUESTIONS}/2", "Spara svaret")),
    PageKind("asking with errors", _with_errors(ALE_COORDINATOR, f"{QUESTIONS}/ny", "Skicka frågan")),
    PageKind("networks", as_person(ALE_COORDINATOR, "/gr/natverk")),
    PageKind("network", as_person(ALE_COORDINATOR, NETWORK)),
    PageKind("network as the region sees it", as_person(REGION_COORDINATOR, NETWORK)),
    PageKind("network with errors", _with_errors(REGION_COORDINATOR, "/gr/natverk/nytt", "Spara nätverket")),
    PageKind("seat with errors", _with_errors(ALE_COORDINATOR, f"{NETWORK}/plats", "Spara")),
    PageKind(
        "seat that somebody has changed meanwhile",
        _meanwhile(ALE_COORDINATOR, f"{NETWORK}/plats", "Spara", "Vilken roll har platsen?", "Så här står platsen nu"),
    ),
    PageKind("item of an agenda", as_person(REGION_COORDINATOR, f"{NETWORK}/moten/1/punkter/1")),
    PageKind("challenges", as_person(LERUM_COORDINATOR, CHALLENGES)),
    PageKind("challenge with errors", _with_errors(ALE_COORDINATOR, f"{CHALLENGES}/ny", "Lägg till utmaningen")),
    PageKind(
        "challenge that somebody has ended meanwhile",
        _meanwhile(
            LERUM_COORDINATOR,
            f"{CHALLENGES}/1/avsluta",
            "Avsluta utmaningen",
            "Hur gick det?",
            "Någon avslutade den medan du skrev.",
        ),
    ),
    PageKind("ending a challenge", _with_errors(LERUM_COORDINATOR, f"{CHALLENGES}/1/avsluta", "Avsluta utmaningen")),
)
