"""What a stranger meets: the front page, the glossary, and the ways into the example region."""

import pytest

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import HARRYDA, HARRYDA_READER, KUNGSBACKA, ROUND
from tests.functional.support.visitor import NewVisitor, Visitor


def test_the_front_page_tells_a_stranger_what_it_is_with_an_invented_picture(visit: NewVisitor) -> None:
    page = visit().get("/")
    (figure,) = page.tree.iter("figure")
    assert "Ett påhittat exempel" in text_of(figure)
    (drawing,) = [element for element in figure.iter() if element.get("role") == "img"]
    assert "politiskt kapital 2,6 i år och 1,9 i fjol" in (drawing.get("aria-label") or "")
    assert [text_of(item).split()[0] for item in page.tree.iter("li") if "Humankapital" in text_of(item)] == [
        "Humankapital"
    ]
    assert page.links["Prova med exempeldata"] == "/demo"


def test_a_word_of_ours_is_explained_where_it_stands_and_in_the_glossary(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_READER)
    page = visitor.get(f"{HARRYDA}/resultat")
    assert "Medlet av frågornas resultat i ett kapitalslag" in page.text
    glossary = visitor.get(page.links["Mer i ordlistan om index"])
    assert text_of(glossary.by_id("index")).startswith("Index")


def follow(visitor: Visitor, heading: str) -> Page:
    """Press the button of the card with that heading."""
    choose = visitor.get("/demo")
    card = next(item for item in choose.by_class("card") if text_of(item).startswith(heading))
    (button,) = map(text_of, card.iter("button"))
    person = next(element.get("value") for element in card.iter("input") if element.get("name") == "person")
    return visitor.send(
        next(form for form in choose.forms if button in form.buttons and form.values["person"] == person)
    )


@pytest.mark.parametrize(
    ("heading", "begins_at"),
    [
        ("Samordnare i början av året", "/"),
        ("Svarande", "/"),
        ("Mötet", f"{KUNGSBACKA}/moten"),
        ("Godkännare", f"{ROUND}/1402-partille/lamna-in-resultat"),
        ("Politiker", f"{HARRYDA}/resultat"),
        ("Samordnare med tre år", "/"),
        ("Regionen", "/"),
        ("Den som driver", "/"),
    ],
)
def test_every_way_into_the_example_begins_where_there_is_something_to_see(
    visit: NewVisitor, heading: str, begins_at: str
) -> None:
    assert follow(visit(), heading).address == begins_at


def test_who_was_on_the_way_to_a_page_comes_to_it_as_anybody(visit: NewVisitor) -> None:
    choose = visit().get(f"/demo?sedan={HARRYDA}")
    assert {form.values["sedan"] for form in choose.forms if "sedan" in form.values} == {HARRYDA}


def test_the_approver_of_the_example_has_something_to_approve(visit: NewVisitor) -> None:
    page = follow(visit(), "Godkännare")
    assert [button for form in page.forms for button in form.buttons if button.startswith("Fastställ")]


def test_the_page_of_a_kommun_leads_to_everything_that_it_can_take_part_in(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    links = set(reader.get("/gr/kommuner/1401-harryda").links.values())
    pages = ("workshop", "stod", "erbjudanden", "exempel", "fragor", "natverk", "utmaningar", "ideer", "projekt")
    for address in (*(f"/gr/{page}" for page in pages), "/gr/utlysningar"):
        assert address in links
        assert reader.get(address).address == address
