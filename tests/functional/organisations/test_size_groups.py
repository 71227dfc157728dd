"""The region's coordinator says which kommuner are of similar size; the choice is logged and never tells of a kommun."""

from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor

PAGE = "/gr/storleksgrupper"
ALE, SMALL, LARGE = "grupp.1440-ale", "under 40 000 invånare", "över 40 000 invånare"


def test_a_kommun_gets_another_group_and_the_overview_and_the_log_know(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(PAGE)
    assert page.form("Spara grupperna").values[ALE] == SMALL
    reply = region.fill(page.form("Spara grupperna"), {ALE: f"  {LARGE} "})
    assert "Storleksgrupperna är sparade." in reply.text
    assert reply.form("Spara grupperna").values[ALE] == LARGE
    overview = region.get(f"{ROUND}/oversikt")
    assert ["Ale", LARGE] in [row[:2] for row in overview.table]
    assert "Storleksgruppen ändrades för Ale." in region.get("/gr/logg").text


def test_saving_the_same_again_changes_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for _ in range(2):
        region.fill(region.get(PAGE).form("Spara grupperna"), {ALE: ""})
    lines = region.site.rows("SELECT facts FROM audit_line WHERE action = 'municipality.size_group_chosen'")
    assert len(lines) == 1
    assert SMALL not in lines[0][0]


def test_what_cannot_be_a_name_is_told_and_nothing_is_saved(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    long = "x" * 61
    page = region.fill(region.get(PAGE).form("Spara grupperna"), {ALE: long, "grupp.1401-harryda": "ny"}, 422)
    assert "Ale: Skriv högst 60 tecken." in page.text
    assert page.form("Spara grupperna").values[ALE] == long
    assert region.get(PAGE).form("Spara grupperna").values["grupp.1401-harryda"] == SMALL
    region.post(PAGE, {ALE: "a\x01b"}, 422)


def test_a_kommun_of_another_region_is_not_touched(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.post(PAGE, {"grupp.0180-annan-kommun": "stora", "grupp.finns-inte": "stora"})
    assert region.site.rows("SELECT * FROM municipality WHERE size_group = 'stora'") == []


def test_moving_one_kommun_hides_the_median_of_its_group_instead_of_telling_of_it(visit: NewVisitor) -> None:
    region, viewer = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    compare = f"{ROUND.replace('2026', '2025')}/1440-ale/jamfor"
    assert "Medianen av 5 kommuner" in viewer.get(compare).text
    region.fill(region.get(PAGE).form("Spara grupperna"), {"grupp.1441-lerum": SMALL})
    assert "En eller två kommuner har ändrat" in viewer.get(compare).text


def test_giving_a_group_another_name_does_not_show_a_median_that_tells_of_one(visit: NewVisitor) -> None:
    region, viewer = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    compare = f"{ROUND.replace('2026', '2025')}/1440-ale/jamfor"
    fields = region.get(PAGE).form("Spara grupperna")
    names = {name: "små" for name, value in fields.values.items() if value == SMALL}
    region.fill(fields, names | {"grupp.1441-lerum": "små"})
    assert "Regionen har ändrat storleksgrupperna." in viewer.get(compare).text
    region.fill(region.get(PAGE).form("Spara grupperna"), {"grupp.1441-lerum": LARGE})
    assert "Medianen av 5 kommuner" in viewer.get(compare).text


def test_only_the_region_s_coordinator_finds_the_page(visit: NewVisitor) -> None:
    visit(REGION_READER).get(PAGE, 403)
    visit(REGION_READER).post(PAGE, {ALE: "ny"}, 409)
    for person in (HARRYDA_COORDINATOR, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        visitor.get(PAGE, 404)
        visitor.post(PAGE, {ALE: "ny"}, 404)
