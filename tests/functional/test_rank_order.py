"""Rank intervals: only on request, with their caution, the same for everybody, and no league table."""

from tests.functional.people import (
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.visitor import NewVisitor

RANK = f"{ROUND}/rang"
LAST_YEAR = RANK.replace("2026", "2025")
ASK = "Räkna fram rangintervall"


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
    asked = coordinator.site.rows("SELECT count(*) FROM audit_line WHERE action = 'round.order_asked'")
    assert asked == [(1,)]


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
