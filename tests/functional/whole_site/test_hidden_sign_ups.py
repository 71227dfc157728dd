"""Of what a kommun has signed up with another kommun sees that it comes, and nothing else (decision 0059).

Worlds that differ only in how many one kommun sends, in which roles, with which mandate and what it wants the provider
to know look the same to everybody in the other kommuner, also to those that have signed up to the same offers and see
what these take of their own time.
"""

import re
from urllib.parse import urlsplit

import pytest

from tests.functional.support.people import (
    ALE,
    ALE_READER,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_READER,
    ROUND,
    TJORN,
    TJORN_COORDINATOR,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

OTHERS = {
    HARRYDA_COORDINATOR: HARRYDA,  # signed up to both offers
    TJORN_COORDINATOR: TJORN,  # did not come to the one that is done
    ALE_READER: ALE,
}
OFFERS, OPEN, DONE = "/gr/erbjudanden", "/gr/erbjudanden/1", "/gr/erbjudanden/2"
FILES = (f"{OFFERS}/kalender.ics", f"{OPEN}/kalender.ics", f"{DONE}/kalender.ics")
ADDRESSES = (
    *("/", "/gr/stod", "/gr/stod/ansokningsstod", "/gr/behov", OFFERS, OPEN, DONE),
    *(f"{OPEN}/anmalan", f"{OPEN}/avanmalan", f"{DONE}/narvaro"),
    *FILES,
)
WHEN_WRITTEN = re.compile(rb"DTSTAMP:\S+")
OF_KOMMUN = ("", "/stod", "/lamna-ut")
GOTEBORG, KUNGALV = "1480", "1482"
"""The one has been to the offer that is done, the other has signed up to the one that is open."""
OF = "municipality_id = (SELECT id FROM municipality WHERE code = ?)"
CHANGES = (
    f"""UPDATE sign_up SET people = 2, granted = 2, mandate = 'LISTENS', note = 'Ring 0303-23 80 00',
        roles = '["fortroendevald", "ledning", "verksamhet"]' WHERE {OF}""",
    f"UPDATE sign_up SET people = 3, granted = 3, mandate = 'DECIDES', note = '', roles = '[]' WHERE {OF}",
)


@pytest.fixture
def roomy(site: Site) -> Site:
    """Where there is room for everybody: who waits is told by name, and that can follow from what others send."""
    site.change("UPDATE offer SET places = 40, places_per_kommun = 5")
    site.change("UPDATE sign_up SET granted = people WHERE state != 'LEFT'")
    return site


def looks(people: dict[Visitor, str]) -> dict[str, object]:
    """What these people meet wherever offers or their own kommun's support stand, byte for byte."""
    contents: dict[str, object] = {}
    for visitor, home in people.items():
        for address in (*ADDRESSES, *(home + part for part in OF_KOMMUN)):
            answer = visitor.fetch("GET", address)
            content = WHEN_WRITTEN.sub(b"", answer.content) if address in FILES else answer.content
            contents[f"{home}: {address}"] = (answer.status_code, content)
    return contents


@pytest.mark.parametrize("kommun", [GOTEBORG, KUNGALV], ids=["been", "coming"])
def test_what_a_kommun_signs_up_with_shows_nowhere_to_other_kommuner(
    roomy: Site, visit: NewVisitor, kommun: str
) -> None:
    people, region = {visit(person): home for person, home in OTHERS.items()}, visit(REGION_READER)
    offer = DONE if kommun == GOTEBORG else OPEN
    before, of_region = looks(people), region.get(offer).text
    for change in CHANGES:
        roomy.change(change, kommun)
        after = looks(people)
        assert [name for name in after if after[name] != before[name]] == [], change
        # So that the comparison has something to notice.
        assert region.get(offer).text != of_region, change
        of_region = region.get(offer).text


def test_the_kommun_itself_sees_what_it_takes_of_its_time(roomy: Site, visit: NewVisitor) -> None:
    people = {visit(Person("Kungälv", "kommunens samordnare")): f"{ROUND}/1482-kungalv"}
    before = looks(people)
    roomy.change(CHANGES[0], KUNGALV)
    after = looks(people)
    changed = {
        urlsplit(name.partition(": ")[2]).path.rpartition("/")[2] for name in after if after[name] != before[name]
    }
    assert changed == {"erbjudanden", "1", "anmalan", "stod"}


def test_that_a_kommun_comes_is_seen_by_everybody(roomy: Site, visit: NewVisitor) -> None:
    reader = visit(ALE_READER)
    assert "Kungälv" in reader.get(OPEN).text
    roomy.change(f"UPDATE sign_up SET state = 'LEFT', granted = 0 WHERE {OF}", KUNGALV)
    assert "Kungälv" not in reader.get(OPEN).text
