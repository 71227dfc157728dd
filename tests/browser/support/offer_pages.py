"""One page of every kind of offers: the list, an offer as each sees it, its form, signing up, leaving, who came."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ALE_COORDINATOR, COORDINATOR, Person, sign_in

OFFERS = "/gr/erbjudanden"
OPEN, DONE = f"{OFFERS}/1", f"{OFFERS}/2"
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")


def _with_errors(person: Person, path: str, button: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, person, path)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".error-summary")).to_be_visible()

    return arrive


def _cancelled(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, f"{OPEN}/stall-in")
    page.get_by_label("Varför ställs det in?").fill("Föreläsaren är sjuk.")
    page.get_by_role("button", name="Ställ in erbjudandet").click()
    expect(page.get_by_text("Erbjudandet är inställt.").first).to_be_visible()


def _leaving_by_link(page: Page) -> None:
    """By the link in the mail that the coordinator gets when she changes the sign-up."""
    sign_in(page, HARRYDA_COORDINATOR, f"{OPEN}/anmalan")
    page.get_by_label("Hur många kommer?").fill("1")
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text("Anmälan är sparad.")).to_be_visible()
    page.goto("/demo/brev")
    link = page.get_by_role("link", name="/avanmalan/").first
    page.goto(link.get_attribute("href") or "")
    expect(page.get_by_role("button", name="Avanmäl Härryda")).to_be_visible()


OFFER_PAGES = (
    PageKind("offers", as_person(HARRYDA_COORDINATOR, OFFERS)),
    PageKind("offer to sign up to", as_person(ALE_COORDINATOR, OPEN)),
    PageKind("offer with a place", as_person(HARRYDA_COORDINATOR, OPEN)),
    PageKind("offer as the region sees it", as_person(REGION_COORDINATOR, OPEN)),
    PageKind("offer that is done", as_person(REGION_COORDINATOR, DONE)),
    PageKind("offer that is cancelled", _cancelled),
    PageKind("new offer", as_person(REGION_COORDINATOR, f"{OFFERS}/nytt?insats=grundkurs")),
    PageKind("offer with errors", _with_errors(REGION_COORDINATOR, f"{OFFERS}/nytt", "Publicera")),
    PageKind("signing up", as_person(ALE_COORDINATOR, f"{OPEN}/anmalan")),
    PageKind("signing up with errors", _with_errors(ALE_COORDINATOR, f"{OPEN}/anmalan", "Anmäl Ale")),
    PageKind("leaving an offer", as_person(HARRYDA_COORDINATOR, f"{OPEN}/avanmalan")),
    PageKind("leaving an offer by a link", _leaving_by_link),
    PageKind("link to leave that leads nowhere", as_person(ALE_COORDINATOR, "/avanmalan/" + "A" * 43)),
    PageKind("cancelling an offer", _with_errors(REGION_COORDINATOR, f"{OPEN}/stall-in", "Ställ in erbjudandet")),
    PageKind("who came", as_person(REGION_COORDINATOR, f"{DONE}/narvaro")),
)
