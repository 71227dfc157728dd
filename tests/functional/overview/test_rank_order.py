"""Rank intervals: only on request, with their caution, the same for everybody, and no league table."""

import re

import pytest

from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

RANK = f"{ROUND}/rang"
LAST_YEAR = RANK.replace("2026", "2025")
ASK = "Räkna fram rangintervall"
SIMPLE_MODE = ("Tjörn", "Öckerö")
"""Their coordinators answered alone, so nothing is known of how sure their results are."""


@pytest.fixture(autouse=True)
def before_the_meetings(site: Site) -> None:
    """Kommuner where several answered stand by their single answers, which have intervals whatever was agreed."""
    several = "SELECT id FROM assessment WHERE mode = 'SEVERAL'"
    site.change(f"DELETE FROM agreed_answer WHERE assessment_id IN ({several})")


def test_nothing_is_ordered_before_the_coordinator_asks_and_then_all_see_the_same(visit: NewVisitor) -> None:
    coordinator, reader = visit(REGION_COORDINATOR), visit(REGION_READER)
    for person in (coordinator, reader):
        page = person.get(LAST_YEAR)
        assert not list(page.tree.iter("table"))
        assert "Använd med försiktighet" in page.text
    assert ASK not in reader.get(LAST_YEAR).text
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    page = coordinator.get(LAST_YEAR)
    assert "Använd med försiktighet" in page.text
    assert ASK not in page.text
    assert reader.get(LAST_YEAR).table == page.table
    names = [row[0] for row in page.table[1:]]
    assert names == sorted(names, key=lambda name: name.lower().translate(str.maketrans("åäö", "{|}")))
    count = len(names)
    for _, places, _ in page.table[1:]:
        ends = [int(end) for end in places.split("–")]
        assert 1 <= ends[0] <= ends[-1] <= count
    assert any("–" in places for _, places, _ in page.table[1:])


def test_asking_twice_keeps_the_first_order(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    form = coordinator.get(LAST_YEAR).form(ASK)
    coordinator.send(form)
    before = coordinator.get(LAST_YEAR).table
    coordinator.send(form)
    assert coordinator.get(LAST_YEAR).table == before
    count = coordinator.site.rows("SELECT count(*) FROM audit_line WHERE action = 'round.order_asked'")
    assert count == [(1,)]


def test_who_withdraws_is_gone_from_the_order_at_once(visit: NewVisitor) -> None:
    coordinator, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    before = coordinator.get(LAST_YEAR).table
    assert "Härryda" in [row[0] for row in before]
    address = HARRYDA.replace("2026", "2025")
    harryda.send(harryda.get(f"{address}/delning").form("Spara valet"), sharing="nothing")
    after = coordinator.get(LAST_YEAR)
    assert "Härryda" not in after.text
    assert len(after.table) == len(before) - 1


def test_too_few_are_never_put_in_order(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    coordinator.site.change("UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id > 2")
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    page = coordinator.get(LAST_YEAR)
    assert "Det behövs minst 3 kommuner" in page.text
    assert not list(page.tree.iter("table"))


def test_a_trial_has_no_order_and_others_find_none(visit: NewVisitor) -> None:
    assert "En provomgång har ingen översikt" in visit(REGION_COORDINATOR).get(f"{ROUND}-prov/rang", 409).text
    for person in (ALE_COORDINATOR, HARRYDA_READER, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        nowhere = visitor.fetch("GET", RANK.replace("2026", "2023"))
        assert visitor.fetch("GET", RANK).text == nowhere.text
        assert visitor.fetch("GET", RANK).status_code == 404


def test_two_chosen_kommuner_are_held_against_each_other_by_a_plain_address(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    there = coordinator.get(f"{LAST_YEAR}?kommun=1440-ale&mot=1401-harryda").text
    back = coordinator.get(f"{LAST_YEAR}?kommun=1401-harryda&mot=1440-ale").text
    [above] = re.findall(r"Ale ligger över Härryda i ([\d\s]+) av 2\s000 dragningar", there)
    [under] = re.findall(
        r"Härryda ligger över Ale i [\d\s]+ av 2\s000 dragningar \(\d+\s%\) och under i ([\d\s]+)\.", back
    )
    assert above == under
    assert "inte går att skilja åt" in there


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kommun=1440-ale", "Välj en kommun i vardera rutan."),
        ("kommun=1440-ale&mot=1440-ale", "Välj två olika kommuner."),
        ("kommun=x&mot=1440-ale", "Välj en kommun i vardera rutan."),
    ],
)
def test_a_choice_that_is_not_whole_says_what_to_do_and_is_kept(visit: NewVisitor, query: str, words: str) -> None:
    coordinator = visit(REGION_COORDINATOR)
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    page = coordinator.get(f"{LAST_YEAR}?{query}")
    assert words in page.text
    assert "ligger över" not in page.text
    assert any(
        option.get("value") == "1440-ale" and option.get("selected") is not None for option in page.tree.iter("option")
    )


def test_the_page_says_whose_uncertainty_is_borrowed(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    text = coordinator.get(LAST_YEAR).text
    assert "får regionens gemensamma medelfel i kapitalslaget" in text
    for name in SIMPLE_MODE:
        assert f"{name} (alla kapitalslag)" in text


def test_where_no_kommun_has_an_interval_no_order_is_made(visit: NewVisitor) -> None:
    """In the simple mode nothing is known of how far anybody's answers can be trusted."""
    coordinator = visit(REGION_COORDINATOR)
    coordinator.send(coordinator.get(LAST_YEAR).form(ASK))
    change = coordinator.site.change
    change("DELETE FROM answer")
    columns = "question_id, kind, position, not_united, parked, reason, evidence_url, version, agreed_at"
    of = "SELECT a.id FROM assessment a JOIN municipality m ON m.id = a.municipality_id JOIN round r ON r.id = a.round_id JOIN edition e ON e.id = r.edition_id"
    for name in ("Ale", "Lerum"):
        change(
            f"INSERT INTO agreed_answer (assessment_id, {columns}) "
            f"SELECT ({of} WHERE e.year = 2025 AND m.name = ?), {columns} FROM agreed_answer "
            f"WHERE assessment_id = ({of} WHERE e.year = 2025 AND m.name = 'Tjörn')",
            name,
        )
    page = coordinator.get(LAST_YEAR)
    assert "inga rangintervall räknas fram" in page.text
    assert not list(page.tree.iter("table"))
