"""A kommun's name leads to its page in the round, where its region sees what it may, and nobody else anything."""

import pytest

from tests.functional.overview.test_overview import OVERVIEW, share
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor

PAGE = f"{ROUND}/kommuner/1401-harryda"
RESULT_LINKS = {
    "Resultatet": f"{HARRYDA}/resultat",
    "Rapporten": f"{HARRYDA}/rapport",
    "Rapporten som PDF": f"{HARRYDA}/rapport.pdf",
    "Siffrorna som Excel, CSV eller JSON": f"{HARRYDA}/export",
}


@pytest.mark.parametrize("person", [REGION_COORDINATOR, REGION_READER], ids=["coordinator", "reader"])
def test_the_name_leads_there_from_board_and_overview_and_on_to_the_result(visit: NewVisitor, person: Person) -> None:
    region = visit(person)
    assert region.get(ROUND).links["Härryda"] == PAGE
    assert region.get(OVERVIEW).links["Härryda"] == PAGE
    page = region.get(PAGE)
    assert page.heading == "Härryda"
    for words in ("Läge fastställt", "Delning med namn till regionens kommuner", "Fastställt", "Svarstiden avslutades"):
        assert words in page.text
    assert RESULT_LINKS.items() <= page.links.items()
    for address in ("resultat", "rapport", "export"):
        region.get(f"{HARRYDA}/{address}")


def test_every_kommun_of_the_round_has_its_page(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    board = region.get(ROUND)
    names = [row[0] for row in board.table[1:]]
    assert len(names) == 13
    for name in names:
        assert region.get(board.links[name]).heading == name


def test_a_result_that_the_region_may_not_read_is_told_in_words_and_not_linked_to(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    draft = region.get(f"{ROUND}/kommuner/{KUNGSBACKA.rpartition('/')[2]}")
    assert "Resultatet pågår. Det går att läsa här när kommunen har fastställt det och delar det." in draft.text
    share(visit(HARRYDA_COORDINATOR), HARRYDA, "nothing")
    hidden = region.get(PAGE)
    assert "Kommunen har valt att inte dela det med regionen." in hidden.text
    unanswered = region.get(f"{ROUND}/kommuner/1440-ale")
    assert "Ingen har svarat än, så det finns inget resultat." in unanswered.text
    for page in (draft, hidden, unanswered):
        assert not RESULT_LINKS.keys() & page.links.keys()


def test_who_coordinates_the_kommun_is_for_those_who_lead_the_round(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(PAGE)
    ((name, address),) = visit().site.rows(
        "SELECT person.name, email FROM person JOIN membership ON person.id = person_id JOIN municipality "
        "ON municipality.id = municipality_id WHERE slug = '1401-harryda' AND role = 'kommun_coordinator' "
        "AND ended_at IS NULL"
    )
    assert name in page.text
    assert page.links[address] == f"mailto:{address}"
    assert page.links["Personer och roller i Härryda"] == "/gr/kommuner/1401-harryda/personer"
    reader = visit(REGION_READER).get(PAGE)
    assert name not in reader.text
    assert address not in reader.text


def test_nobody_outside_the_region_finds_it_and_no_kommun_that_is_not_in_the_round(visit: NewVisitor) -> None:
    for person in (HARRYDA_COORDINATOR, ALE_COORDINATOR, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        refusal = visitor.fetch("GET", PAGE)
        nowhere = visitor.fetch("GET", PAGE.replace("1401-harryda", "1499-ingen"))
        assert (refusal.status_code, refusal.text) == (404, nowhere.text)
    assert visit(REGION_COORDINATOR).fetch("GET", f"{ROUND}/kommuner/1499-ingen").status_code == 404


def test_a_kommun_s_own_page_says_to_the_region_that_it_lacks_the_right_and_where_to_look(visit: NewVisitor) -> None:
    refusal = visit(REGION_READER).get(HARRYDA, 403)
    assert refusal.heading == "Du har inte behörighet"
    assert refusal.links["Se hur långt kommunen har kommit och vad den delar"] == PAGE
    outside = visit(ALE_COORDINATOR).get(HARRYDA, 404)
    assert outside.heading == "Sidan finns inte"
    assert "behörighet" not in outside.text
