"""Forms of a network that two have open at once, of a seat and of an agenda: nobody's words are written over unread."""

import pytest

from tests.functional.support.pages import Form
from tests.functional.support.people import ALE_COORDINATOR, REGION_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor

NETWORK = "/gr/natverk/1"


@pytest.fixture
def ale(visit: NewVisitor) -> Visitor:
    return visit(ALE_COORDINATOR)


def two_seats(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.fill(region.get(f"{NETWORK}/andra").form("Spara nätverket"), {"seats_each": "2"})


def opened(ale: Visitor, link: str = "Säg vem det är: Ale") -> tuple[Form, str, str]:
    """The form of a seat, and two people who can have it."""
    form = ale.get(next(url for text, url in ale.get(NETWORK).links.items() if text.startswith(link))).form("Spara")
    first, second = [value for value in form.options["holder"] if value][:2]
    return form, first, second


def roles(ale: Visitor) -> str:
    return next(row[1] for row in ale.get(NETWORK).table if row[0] == "Ale")


def test_a_seat_that_somebody_else_has_saved_is_shown_beside_what_was_typed(ale: Visitor) -> None:
    form, first, second = opened(ale)
    for _ in range(2):  # a double click
        ale.fill(form, {"role": "Miljöstrateg", "holder": first})
    refused = ale.fill(form, {"role": "Ekonom", "holder": second}, 409)
    assert "Platsen har ändrats sedan du öppnade sidan." in refused.text
    assert "Miljöstrateg" in refused.text
    typed = refused.form("Spara")
    assert (typed.values["role"], typed.values["holder"]) == ("Ekonom", second)
    assert roles(ale) == "Miljöstrateg"
    ale.fill(typed, {})
    assert roles(ale) == "Ekonom"


def test_a_form_for_a_free_seat_takes_another_where_that_one_is_taken(visit: NewVisitor, ale: Visitor) -> None:
    two_seats(visit)
    form, first, second = opened(ale)
    ale.fill(form, {"role": "Miljöstrateg", "holder": first})
    for _ in range(2):  # going back, and a double click
        ale.fill(form, {"role": "Ekonom", "holder": second})
    assert roles(ale) == "Miljöstrateg Ekonom"
    refused = ale.fill(form, {"role": "Jurist", "holder": ""}, 409)
    assert refused.form("Spara").values["role"] == "Jurist"
    assert roles(ale) == "Miljöstrateg Ekonom"


def test_nobody_gets_two_of_a_kommuns_seats_by_going_back(visit: NewVisitor, ale: Visitor) -> None:
    two_seats(visit)
    form, first, _ = opened(ale)
    ale.fill(form, {"role": "Miljöstrateg", "holder": first})
    refused = ale.fill(form, {"role": "Ekonom", "holder": first}, 422)
    assert "Välj någon som har en roll i kommunen" in refused.text
    assert roles(ale) == "Miljöstrateg"


def test_a_seat_whose_holder_has_left_is_another_than_the_one_that_was_opened(ale: Visitor) -> None:
    form, first, second = opened(ale)
    ale.fill(form, {"role": "Miljöstrateg", "holder": second})
    change, _, _ = opened(ale, "Ändra: Ale")
    ale.site.change("UPDATE membership SET ended_at = since WHERE id = ?", second)
    refused = ale.fill(change, {"role": "Strateg", "holder": first}, 409)
    assert "Ingen, platsen är vakant" in refused.text
    ale.fill(refused.form("Spara"), {})
    assert roles(ale) == "Strateg"


def test_an_item_of_an_agenda_that_somebody_else_has_changed_is_shown_beside_what_was_typed(visit: NewVisitor) -> None:
    first, second = visit(REGION_COORDINATOR), visit(REGION_COORDINATOR)
    page = first.fill(first.get(NETWORK).form("Spara mötet"), {"day": "2027-03-15", "place": "Stadshuset"})
    add = next(url for text, url in page.links.items() if text.startswith("Lägg till en punkt"))
    page = first.fill(first.get(add).form("Lägg till punkten"), {"text": "Budgeten"})
    change = next(url for text, url in page.links.items() if "Budgeten" in text)
    form = second.get(change).form("Spara punkten")
    for _ in range(2):  # a double click
        first.fill(first.get(change).form("Spara punkten"), {"outcome": "Alla provar."})
    refused = second.fill(form, {"outcome": "Ingen provar."}, 409)
    assert "Alla provar." in refused.text
    assert refused.form("Spara punkten").values["outcome"] == "Ingen provar."
    assert "Alla provar." in first.get(NETWORK).text
    assert "Ingen provar." in second.fill(refused.form("Spara punkten"), {}).text
