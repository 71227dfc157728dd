"""Asking people to answer for Ale: the way to every kind of page that there is for it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.visiting import ALE, ALE_COORDINATOR, ROUND, Person, sign_in

PEOPLE = f"{ALE}/svarande"
LINKS = f"{ALE}/lankar"
ALINGSAS_PEOPLE = f"{ROUND}/1489-alingsas/svarande"
ALINGSAS_COORDINATOR = Person("Alingsås", "kommunens samordnare")
SARA, BO = "sara.lind@ale.example", "bo@ale.example"


def check_list(page: Page, text: str, group: str = "Ledning") -> None:
    sign_in(page, ALE_COORDINATOR, f"{PEOPLE}/bjud-in")
    page.get_by_label("Rollgrupp").select_option(label=group)
    page.get_by_label("E-postadresser").fill(text)
    page.get_by_role("button", name="Granska listan").click()


def invite(page: Page) -> None:
    """Two people. Ends on the list of those who answer."""
    check_list(page, f"Sara Lind <{SARA}>\n{BO}")
    page.get_by_role("button", name="Bjud in 2 personer").click()
    expect(page.get_by_text("Inbjudningarna är på väg.")).to_be_visible()


def link_to(page: Page, address: str) -> str:
    """The way of the personal link in the latest letter to an address, as the example region shows its letters."""
    letters = page.request.get("/demo/brev").text()
    after = letters.split(address, 1)[1]
    match = re.search(r"/lank/[A-Za-z0-9_-]{43}", after)
    assert match is not None
    return match[0]


def make_link(page: Page, most: str = "25") -> str:
    """The way of a new open link. Ends on the page that shows it, this once."""
    sign_in(page, ALE_COORDINATOR, LINKS)
    page.get_by_label("Rollgrupp").select_option(label="Verksamhet")
    page.get_by_label("Högst så många").fill(most)
    page.get_by_role("button", name="Skapa länken").click()
    address = page.locator("input[readonly]").first.input_value()
    return re.sub("^https?://[^/]+", "", address)


def _at(path: str, person: Person = ALE_COORDINATOR) -> Callable[[Page], None]:
    return lambda page: sign_in(page, person, path)


def _person_whose_mail_came_back(page: Page) -> None:
    sign_in(page, ALINGSAS_COORDINATOR, ALINGSAS_PEOPLE)
    page.locator(".notice-warning a").first.click()
    expect(page.get_by_text("Mejlet kom inte fram.")).to_be_visible()


def _faulty_address(page: Page) -> None:
    _person_whose_mail_came_back(page)
    page.get_by_label("E-postadress").fill("sara")
    page.get_by_role("button", name="Ändra och skicka").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _withdrawn(page: Page) -> None:
    _person_whose_mail_came_back(page)
    page.get_by_role("button", name="Återkalla inbjudan").click()
    expect(page.get_by_role("button", name="Ångra återkallandet")).to_be_visible()


def _faulty_list(page: Page) -> None:
    check_list(page, f"{SARA}\nett-mycket-langt-ord-utan-snabel-a-som-inte-gar-att-bryta-nagonstans-alls\n@ale.example")
    expect(page.get_by_text("2 rader behöver rättas")).to_be_visible()


def _faulty_file(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, f"{PEOPLE}/bjud-in")
    page.get_by_label("Eller en fil").set_input_files(
        {"name": "bild.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\0" * 60}
    )
    page.get_by_role("button", name="Granska listan").click()
    expect(page.locator("#fil-fel")).to_be_visible()


UNCLEAR = (
    f"E-post;E-post privat;Namn;Roll\n{SARA};sara.lind.med.ett.mycket.langt.namn@hemma.example;Sara Lind;Politiker\n"
    f"{BO};bo@hemma.example;Bo Ek;\nkim@ale.example;;Kim Ek;En roll med ett mycket långt namn som ingen rollgrupp har"
)


def _questions_about_list(page: Page) -> None:
    check_list(page, UNCLEAR, group="Står i listan eller filen")
    page.get_by_label("E-post (3 adresser").check()
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 frågor om listan")


def _unanswered_questions(page: Page) -> None:
    _questions_about_list(page)
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator(".error-summary")).to_be_visible()


def answer_questions(page: Page) -> None:
    _questions_about_list(page)
    page.get_by_label("Till vilken rollgrupp hör ”Politiker”").select_option(label="Förtroendevald")
    page.get_by_label("Till vilken rollgrupp hör ”En roll").select_option(label="Bjud inte in")
    page.get_by_label("utan roll i listan?").select_option(label="Samma som närmaste rad ovanför som har en roll")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("button", name="Bjud in 2 personer")).to_be_visible()


def _checked_list(page: Page) -> None:
    check_list(page, f"Sara Lind <{SARA}>\n{BO}")
    expect(page.get_by_role("button", name="Bjud in 2 personer")).to_be_visible()


def _personal_link(page: Page) -> None:
    """Opened in a browser where nobody is signed in."""
    invite(page)
    link = link_to(page, SARA)
    page.context.clear_cookies()
    page.goto(link)


def _personal_link_of_somebody_signed_in(page: Page) -> None:
    invite(page)
    page.goto(link_to(page, SARA))
    expect(page.locator(".notice-warning")).to_be_visible()


def _in_by_personal_link(page: Page) -> None:
    _personal_link(page)
    link = page.url
    page.get_by_role("button", name="Till frågorna").click()
    page.goto(link)


def _faulty_open_link(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, LINKS)
    page.get_by_label("Högst så många").fill("många")
    page.get_by_role("button", name="Skapa länken").click()
    expect(page.locator(".error-summary")).to_be_visible()


def open_link(page: Page) -> str:
    """A new open link, in a browser where nobody is signed in."""
    link = make_link(page)
    page.context.clear_cookies()
    page.goto(link)
    return link


def _begun_by_open_link(page: Page) -> None:
    open_link(page)
    page.get_by_role("button", name="Börja svara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spara din personliga länk")


def _no_address_for_own_link(page: Page) -> None:
    _begun_by_open_link(page)
    page.get_by_role("button", name="Skicka länken till mig").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _open_link_again(page: Page) -> None:
    link = open_link(page)
    page.get_by_role("button", name="Börja svara").click()
    page.goto(link)
    expect(page.get_by_role("link", name="Fortsätt svara")).to_be_visible()


def _made_link(page: Page) -> None:
    make_link(page)
    expect(page.locator("svg.qr")).to_be_visible()


def _links(page: Page) -> None:
    make_link(page)
    page.get_by_role("link", name="Till öppna länkar").click()
    expect(page.get_by_role("button", name="Avsluta länken")).to_be_visible()


def _opened(page: Page) -> None:
    open_link(page)


def _gone(page: Page) -> None:
    page.goto("/lank/finns-inte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken gäller inte")


ASKING: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("those who answer", _at(ALINGSAS_PEOPLE, ALINGSAS_COORDINATOR)),
    ("those who answer, just invited", invite),
    ("nobody answers yet", _at(PEOPLE)),
    ("one who answers, whose mail came back", _person_whose_mail_came_back),
    ("one who answers, faulty address", _faulty_address),
    ("one who answers no longer", _withdrawn),
    ("reminding", _at(f"{ALINGSAS_PEOPLE}/paminn", ALINGSAS_COORDINATOR)),
    ("inviting", _at(f"{PEOPLE}/bjud-in")),
    ("inviting, faulty rows", _faulty_list),
    ("inviting, faulty file", _faulty_file),
    ("inviting, questions about the list", _questions_about_list),
    ("inviting, questions without answers", _unanswered_questions),
    ("inviting, questions answered", answer_questions),
    ("inviting, list looked through", _checked_list),
    ("open links", _links),
    ("open link made", _made_link),
    ("open links, faulty limit", _faulty_open_link),
    ("personal link", _personal_link),
    ("personal link of somebody signed in", _personal_link_of_somebody_signed_in),
    ("in by a personal link", _in_by_personal_link),
    ("link that is gone", _gone),
    ("open link", _opened),
    ("begun by an open link", _begun_by_open_link),
    ("own link without an address", _no_address_for_own_link),
    ("open link again", _open_link_again),
)
"""Name of the kind and the way to it."""
