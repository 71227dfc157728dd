"""Nothing that another kommun can open depends on a need that is hidden from it (methods 9 and 10).

Two worlds that differ only in one kommun's hidden need look the same to everybody in the other kommuner, whatever these
note themselves, until three or more that do not show themselves seek the same. Then it is said, and no more.
"""

import pytest

from tests.functional.support.people import (
    ALE,
    ALE_READER,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
    ROUND,
    TJORN,
    TJORN_COORDINATOR,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

LERUM_COORDINATOR = Person("Lerum", "kommunens samordnare")
OTHERS = {
    KUNGSBACKA_COORDINATOR: KUNGSBACKA,
    HARRYDA_READER: HARRYDA,
    ALE_READER: ALE,
}
"""People in kommuner that have not asked for support with their budgets, as Lerum, Göteborg and Mölndal have."""
FILES = ("/gr/behov/export.xlsx", "/gr/behov/export/behov.csv", "/gr/behov/export/efterfragan-maskin.csv")
ADDRESSES = ("/", "/gr/behov", "/gr/behov?malgrupp=ledning", "/gr/erbjudanden", "/gr/erbjudanden/1", *FILES)
OF = "assessment_id IN (SELECT a.id FROM assessment a JOIN municipality m ON m.id = a.municipality_id WHERE m.code = ?)"
LERUM, GOTEBORG, MOLNDAL = "1441", "1480", "1481"
SAME_NEED = "stod/behov?insats=omstallning-i-budgeten&kapital=finansiellt&form=kunskapsbas"
CHANGES = (
    f"UPDATE need SET text = 'Något annat', together = 'PREFERABLY', urgency = 'LATER' WHERE {OF}",
    f"""UPDATE need SET capital_id = 'human', form = 'handlingsutrymme', target_groups = '["verksamhet"]' WHERE {OF}""",
    f"UPDATE need SET item_id = '', form = '' WHERE {OF}",
    f"UPDATE need SET state = 'MET' WHERE {OF}",
    f"DELETE FROM need WHERE {OF}",
)
"""Of a hidden need: what it says, where it stands, whether it is there at all."""


Looks = dict[Visitor, str]
"""People, and the pages of the year of their kommun."""


def others(visit: NewVisitor, *without: str) -> Looks:
    """Those in the other kommuner, signed in."""
    return {visit(person): home for person, home in OTHERS.items() if home not in without}


def looks(people: Looks) -> dict[str, object]:
    """What these people meet at every address that has anything of needs, byte for byte."""
    contents: dict[str, object] = {}
    for visitor, home in people.items():
        for address in (*ADDRESSES, home, f"{home}/stod"):
            answer = visitor.fetch("GET", address)
            contents[f"{home}: {address}"] = (answer.status_code, answer.content)
    return contents


def note_the_same(visit: NewVisitor, person: Person, home: str) -> None:
    """The need that is hidden, noted in the kommun itself too: to be in the cell that one asks about."""
    visitor = visit(person)
    visitor.send(visitor.get(f"{home}/{SAME_NEED}").form("Skicka behovet"))


def two_hidden(visit: NewVisitor) -> Site:
    """Lerum and Göteborg are left with a need that they show to the region alone."""
    site = visit().site
    site.change(CHANGES[-1], MOLNDAL)
    return site


@pytest.mark.parametrize("with_own", [False, True], ids=["looking", "seeking the same"])
def test_one_of_two_hidden_needs_shows_nowhere_to_other_kommuner(visit: NewVisitor, with_own: bool) -> None:
    site = two_hidden(visit)
    if with_own:
        note_the_same(visit, KUNGSBACKA_COORDINATOR, KUNGSBACKA)
        # So that the others do not see three hidden needs, this kommun's is none of them.
        site.change(f"UPDATE need SET audience = 'KOMMUNER' WHERE {OF}", "1384")
    people, region = others(visit), visit(REGION_COORDINATOR)
    before, of_region = looks(people), region.get("/gr/behov").text
    for change in CHANGES:
        site.change(change, LERUM)
        assert looks(people) == before, change
        assert region.get("/gr/behov").text != of_region


def test_a_hidden_need_beside_two_that_are_shown_shows_nowhere(visit: NewVisitor) -> None:
    """Whoever knows the two who show themselves could otherwise tell the third."""
    site: Site = visit().site
    site.change(f"UPDATE need SET audience = 'REGION' WHERE {OF}", "1482")  # Kungälv hides what it showed
    people = others(visit)
    before = looks(people)
    for change in CHANGES:
        site.change(change, "1482")
        assert looks(people) == before, change


def test_from_three_hidden_it_is_told_but_not_whose_they_are_or_how_many(visit: NewVisitor) -> None:
    site = two_hidden(visit)
    people = others(visit, HARRYDA)
    two = looks(people)
    note_the_same(visit, HARRYDA_COORDINATOR, HARRYDA)
    three = looks(people)
    assert {name for name in three if three[name] != two[name]} == {
        f"{home}: {address}" for home in people.values() for address in ("/gr/behov", "/gr/behov?malgrupp=ledning")
    }
    note_the_same(visit, TJORN_COORDINATOR, TJORN)
    assert looks(people) == three  # four look like three
    site.change(CHANGES[-1], GOTEBORG)
    assert looks(people) == three  # other three look like those three


def test_the_kommun_itself_and_the_region_do_see_what_the_others_do_not(visit: NewVisitor) -> None:
    """So that the comparisons above have something to notice."""
    people = {visit(LERUM_COORDINATOR): f"{ROUND}/1441-lerum"}
    before = looks(people)
    visit().site.change(CHANGES[0], LERUM)
    after = looks(people)
    assert {name.rpartition("/")[2] for name in after if after[name] != before[name]} == {"stod"}
