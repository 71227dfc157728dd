"""The pages of the installation, a region and a kommun, and of who has which role in them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ALE_COORDINATOR, Person, sign_in

KOMMUN = "/gr/kommuner/1440-ale"
OPERATOR = Person("Hela installationen", "driftansvarig")
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")
REGION_READER = Person("Göteborgsregionen", "läsare i regionen")
READER = Person("Ale", "läsare i kommunen")


def _sent(person: Person, path: str, button: str, **fields: str) -> Callable[[Page], None]:
    """A form filled in wrongly, by the names of its fields, and sent."""

    def arrive(page: Page) -> None:
        sign_in(page, person, path)
        for name, text in fields.items():
            page.locator(f"[name={name}]").fill(text)
        page.get_by_role("button", name=button).click()
        expect(page.locator(".error-summary")).to_be_visible()

    return arrive


def _one_role(role: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, ALE_COORDINATOR, f"{KOMMUN}/personer")
        page.get_by_role("link", name=role).click()
        expect(page.get_by_role("heading", name="Avsluta rollen")).to_be_visible()

    return arrive


def _given(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, f"{KOMMUN}/personer")
    address = "en.mycket.lang.adress.som.ingen.har@utbildningsforvaltningen.ale.example"
    page.get_by_label("E-postadress").fill(address)
    page.get_by_text("Läsare i kommunen", exact=True).click()
    page.get_by_role("button", name="Ge rollen").click()
    expect(page.get_by_role("status")).to_be_visible()


def _with_a_county_open(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/kommuner/lagg-till")
    page.get_by_text("Västra Götalands län", exact=True).click()
    expect(page.get_by_label("Orust")).to_be_visible()


def _added(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/kommuner/lagg-till")
    page.get_by_label("Klistra in kommuner").fill("Lund")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("status")).to_be_visible()


def _added_kommun(path: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        _added(page)
        page.goto(f"/gr/kommuner/1281-lund{path}")

    return arrive


def _made_token(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/nycklar")
    page.get_by_label("Vad ska nyckeln användas till?").fill("Statistikverktyget i regionens datalager")
    page.get_by_role("button", name="Skapa nyckeln").click()
    expect(page.get_by_text("Kopiera nyckeln nu.")).to_be_visible()


def _tokens(page: Page) -> None:
    _made_token(page)
    page.get_by_role("link", name="Till alla nycklar").click()
    expect(page.get_by_role("table")).to_be_visible()


def _one_token(page: Page) -> None:
    _tokens(page)
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Avsluta nyckeln")).to_be_visible()


ORGANISATION_PAGES = (
    PageKind("start of an operator", as_person(OPERATOR, "/")),
    PageKind("installation", as_person(OPERATOR, "/drift")),
    PageKind("mail that did not arrive", as_person(OPERATOR, "/drift/utskick")),
    PageKind("operators", as_person(OPERATOR, "/drift/personer")),
    PageKind("new region", as_person(OPERATOR, "/drift/regioner/ny")),
    PageKind("new region with faults", _sent(OPERATOR, "/drift/regioner/ny", "Lägg upp regionen", sida="drift")),
    PageKind("region", as_person(REGION_COORDINATOR, "/gr")),
    PageKind("region of a reader", as_person(REGION_READER, "/gr")),
    PageKind("tokens", _tokens),
    PageKind("tokens of a kommun, none yet", as_person(ALE_COORDINATOR, f"{KOMMUN}/nycklar")),
    PageKind("tokens with faults", _sent(ALE_COORDINATOR, f"{KOMMUN}/nycklar", "Skapa nyckeln", namn="")),
    PageKind("token just made", _made_token),
    PageKind("one token", _one_token),
    PageKind("region's people", as_person(REGION_COORDINATOR, "/gr/personer")),
    PageKind("size groups", as_person(REGION_COORDINATOR, "/gr/storleksgrupper")),
    PageKind("region's settings", as_person(REGION_COORDINATOR, "/gr/installningar")),
    PageKind(
        "region's settings with faults",
        _sent(REGION_COORDINATOR, "/gr/installningar", "Spara", epost="ingen", manader="två år", namn=""),
    ),
    PageKind("kommuner", as_person(REGION_COORDINATOR, "/gr/kommuner")),
    PageKind("kommuner, one just added", _added),
    PageKind("adding kommuner", _with_a_county_open),
    PageKind(
        "adding kommuner with faults",
        _sent(REGION_COORDINATOR, "/gr/kommuner/lagg-till", "Lägg till", lista="Lund\nMalmo\n" + "omställning" * 20),
    ),
    PageKind("kommun", as_person(ALE_COORDINATOR, KOMMUN)),
    PageKind("kommun of a reader", as_person(READER, KOMMUN)),
    PageKind("kommun as the region sees it", as_person(REGION_COORDINATOR, KOMMUN)),
    PageKind("kommun without anybody", _added_kommun("")),
    PageKind("removing a kommun", _added_kommun("/ta-bort")),
    PageKind("people", as_person(ALE_COORDINATOR, f"{KOMMUN}/personer")),
    PageKind("people as the region sees them", as_person(REGION_COORDINATOR, f"{KOMMUN}/personer")),
    PageKind("people, a role just given", _given),
    PageKind("people with faults", _sent(ALE_COORDINATOR, f"{KOMMUN}/personer", "Ge rollen", adress="ny.person")),
    PageKind("one role", _one_role("läsare i kommunen")),
    PageKind("one's own role, the last", _one_role("kommunens samordnare")),
    PageKind("handing over", as_person(ALE_COORDINATOR, f"{KOMMUN}/personer/lamna-over")),
    PageKind(
        "handing over with faults",
        _sent(ALE_COORDINATOR, f"{KOMMUN}/personer/lamna-over", "Lämna över", adress="ingen"),
    ),
)
