"""A year of exchange: a question to the others, its answer, an example made of a finished action, and its reuse."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.visiting import COORDINATOR, Person, sign_in

REGION = Person("Göteborgsregionen", "regionens samordnare")
ALE, HARRYDA, LERUM = (Person(place, COORDINATOR) for place in ("Ale", "Härryda", "Lerum"))
QUESTION = "Hur får ni förvaltningarna att ta upp omställningen på sina egna möten?"
TITLE = "En fråga i veckan till varje ledningsgrupp"


def ask(page: Page) -> str:
    sign_in(page, ALE, "/gr/natverk/1")
    page.get_by_role("link", name="Fråga nätverket").click()
    page.get_by_label("Vad vill ni veta?").fill(QUESTION)
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("status")).to_contain_text("Frågan är skickad.")
    return page.url.partition("?")[0]


def tell(page: Page) -> str:
    """Of an action that Härryda has finished."""
    sign_in(page, HARRYDA, "/gr/exempel")
    page.get_by_role("link", name="Berätta om något ni gjort").click()
    page.locator('a[href*="atgard="]').first.click()
    page.get_by_label("Vad exemplet heter").fill(TITLE)
    page.get_by_label("Så var det innan").fill("Frågan kom upp en gång om året.")
    page.get_by_label("Det här gjorde ni").fill("Strategen skickar en fråga i veckan.")
    page.get_by_label("Så gick det").fill("Fem av åtta svarar.")
    page.get_by_label("Vi har mätt det").check()
    page.get_by_role("button", name="Skicka till regionen").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv vad som inte fungerade.")
    page.get_by_label("Det här fungerade inte").fill("Långa frågor fick inga svar.")
    page.get_by_label("Vem man frågar").fill("Kommunkansliet")
    page.get_by_label("Nivå när ni började").select_option(index=2)
    page.get_by_role("button", name="Skicka till regionen").click()
    expect(page.get_by_role("status")).to_contain_text("Regionen läser det innan andra ser det.")
    return page.url.partition("?")[0]


def test_a_question_leads_to_an_example_that_another_kommun_takes_up(open_page: OpenPage) -> None:
    kommun, region = open_page(), open_page()
    question = ask(kommun)
    kommun.goto("/demo/brev")
    expect(kommun.get_by_text(QUESTION).first).to_be_visible()

    example = tell(kommun)
    sign_in(region, REGION, "/gr/exempel")
    region.get_by_role("link", name=TITLE).click()
    region.get_by_role("button", name="Publicera").click()
    expect(region.get_by_role("status")).to_contain_text("Exemplet är publicerat.")

    sign_in(kommun, ALE, question)
    kommun.get_by_label("Svaret på högst tre rader").fill("Härryda skickar en fråga i veckan.")
    kommun.get_by_label(TITLE).check()
    kommun.get_by_role("button", name="Spara svaret").click()
    expect(kommun.get_by_role("status")).to_contain_text("Svaret är sparat.")

    sign_in(kommun, LERUM, "/gr/fragor")
    kommun.get_by_label("Sök innan ni frågar").fill("förvaltningar möten")
    kommun.get_by_role("button", name="Visa").click()
    kommun.get_by_role("link", name=QUESTION).click()
    kommun.get_by_role("link", name=TITLE).click()
    assert kommun.url == example
    kommun.get_by_label("Provar").check()
    kommun.get_by_role("button", name="Spara för Lerum").click()
    expect(kommun.locator(".used")).to_contain_text("Lerum")
    region.goto("/gr/exempel")
    expect(region.locator(".example-card", has_text=TITLE)).to_contain_text("1 kommun provar")
