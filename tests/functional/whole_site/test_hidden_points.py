"""Two worlds of the project bank that differ in what one kommun keeps to itself look the same to everybody else.

Points are hidden until their round is over, a result until three are hidden (methods 9 and 10), drafts until they are
finished.
"""

from datetime import UTC, datetime, timedelta

from app.rounds.kernel.days import day_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    HARRYDA_COORDINATOR,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

ADDRESSES = (
    "/gr/ideer",
    *(f"/gr/ideer/{number}" for number in range(1, 10)),
    "/gr/poang",
    "/gr/projekt",
    "/gr/projekt/1",
    "/gr/utlysningar",
    "/gr/utlysningar/1",
    "/gr/projekt/export/ideer.csv",
    "/gr/projekt/export/utlysningar-maskin.csv",
)
LAST_DAY = str(day_of(datetime.now(UTC)) + timedelta(days=10))
OF_2025 = (
    "round_id IN (SELECT r.id FROM round r JOIN edition e ON e.id = r.edition_id WHERE e.year = 2025 AND NOT r.is_trial) "
    "AND municipality_id IN (SELECT id FROM municipality WHERE code = ?)"
)


def looks(people: list[Visitor]) -> list[tuple[int, bytes]]:
    """What these people meet at every address of the project bank, byte for byte."""
    answers = [visitor.fetch("GET", address) for visitor in people for address in ADDRESSES]
    return [(answer.status_code, answer.content) for answer in answers]


def others(visit: NewVisitor) -> list[Visitor]:
    return [visit(person) for person in (ALE_READER, HARRYDA_COORDINATOR, KUNGSBACKA_COORDINATOR)]


def points_open(site: Site, region: Visitor) -> None:
    region.fill(region.get("/gr/poang").form("Öppna poängomgången"), {"last_day": LAST_DAY})


def test_how_a_kommun_deals_out_its_points_shows_to_nobody_until_the_round_is_over(visit: NewVisitor) -> None:
    region, ale = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    points_open(region.site, region)
    ale.fill(ale.get("/gr/poang").form("Spara poängen"), {"points.8": "5"})
    people = [*others(visit), region, visit(REGION_READER)]
    before = looks(people)
    ale.fill(ale.get("/gr/poang").form("Ändra poängen"), {"points.8": "1", "points.7": "2"})
    assert looks(people) == before
    region.site.change("UPDATE points_round SET last_day = '2026-01-01' WHERE id = 2")
    assert looks(people) != before


def test_one_kommun_s_hidden_result_shows_to_no_other_kommun(visit: NewVisitor) -> None:
    """Lerum's result of the year that gaps are counted in, shared with the region alone: there, or not approved."""
    site = visit().site
    site.change(f"UPDATE assessment SET sharing = 'REGION' WHERE {OF_2025}", "1441")
    site.app.state.database.kept.forget()
    people, region = others(visit), visit(REGION_COORDINATOR)
    before, of_region = looks(people), looks([region])
    site.change(f"UPDATE assessment SET sharing = 'NOTHING' WHERE {OF_2025}", "1441")
    site.app.state.database.kept.forget()
    assert looks(people) == before
    assert looks([region]) != of_region


def test_drafts_of_decisions_and_calls_show_to_nobody_but_the_editor(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    people = [*others(visit), visit(REGION_READER)]
    before = looks(people)
    form = region.get("/gr/ideer/8/beslut").form("Spara utkastet")
    region.post(form.action, form.values | {"act": "utkast", "text": "Kanske"})
    form = region.get("/gr/utlysningar/3/andra").form("Spara som utkast")
    region.post(form.action, form.values | {"act": "utkast", "title": "Något annat"})
    assert looks(people) == before
