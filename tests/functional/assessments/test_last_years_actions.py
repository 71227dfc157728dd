"""Going through last year's actions, with the browser's own means only."""

import pytest

from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

REVIEW = f"{ALE}/forra-arets-atgarder"
OF_LAST_YEAR = (
    "FROM action JOIN assessment ON assessment.id = assessment_id JOIN municipality ON municipality.id = "
    "municipality_id JOIN round ON round.id = round_id JOIN edition ON edition.id = edition_id "
    "WHERE code = '1440' AND year = 2025"
)


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Ale's, whose actions of last year are two, both open."""
    visitor = visit(ALE_COORDINATOR)
    ids = [str(number) for (number,) in visitor.site.rows(f"SELECT action.id {OF_LAST_YEAR} ORDER BY action.id")]
    visitor.site.change(f"UPDATE action SET status = 'UNDER_WAY', due_on = '2026-06-30' WHERE id IN ({','.join(ids)})")
    visitor.site.change(f"UPDATE action SET deleted_at = '2026-01-01' WHERE id IN ({','.join(ids[2:]) or 0})")
    return visitor


def fates(visitor: Visitor, field: str) -> list[str]:
    """The names of a field of every action on the page."""
    rows = visitor.site.rows(f"SELECT action.id {OF_LAST_YEAR} AND deleted_at IS NULL ORDER BY action.id")
    return [f"atgard-{number}.{field}" for (number,) in rows]


def test_the_new_year_begins_with_last_years_actions(coordinator: Visitor) -> None:
    page = coordinator.get(coordinator.get(ALE).links["Gå igenom förra årets åtgärder"])
    assert page.heading == "Vad blev det av åtgärderna 2025 i Ale?"
    (first, second), (why, _), (_, due) = (fates(coordinator, field) for field in ("fate", "reason", "due"))
    faulty = coordinator.fill(page.form("Spara"), {first: "done", second: "goes_on", due: "i vår"}, 422)
    assert faulty.title.startswith("Fel:")
    assert "Skriv kort vad det ledde till" in faulty.text
    assert faulty.by_id(due).get("value") == "i vår"
    saved = coordinator.fill(
        faulty.form("Spara"), {first: "done", why: "Målet är antaget", second: "goes_on", due: "15 mars 2027"}
    )
    assert "Alla åtgärder från 2025 har fått besked." in saved.text
    assert [row[1:] for row in saved.table[1:]] == [["Klar", "Målet är antaget"], ["Går vidare i år", "–"]]
    assert "Gå igenom förra årets åtgärder" not in coordinator.get(ALE).links
    assert coordinator.site.rows("SELECT due_on FROM action WHERE follows_id IS NOT NULL") == [("2027-03-15",)]


def test_going_back_and_sending_the_same_page_again_changes_nothing(coordinator: Visitor) -> None:
    page = coordinator.get(REVIEW)
    entries = dict.fromkeys(fates(coordinator, "fate"), "goes_on")
    coordinator.fill(page.form("Spara"), entries)
    coordinator.fill(page.form("Spara"), entries)
    assert coordinator.site.rows("SELECT count(*) FROM action WHERE follows_id IS NOT NULL") == [(2,)]
    conflict = coordinator.fill(page.form("Spara"), dict.fromkeys(fates(coordinator, "fate"), "dropped"), 422)
    assert "Skriv kort varför" in conflict.text


def test_two_people_who_tell_of_the_same_action_are_told_of_each_other(coordinator: Visitor) -> None:
    page = coordinator.get(REVIEW)
    (first, _), (why, _) = fates(coordinator, "fate"), fates(coordinator, "reason")
    coordinator.fill(page.form("Spara"), {first: "done", why: "Målet är antaget"})
    late = coordinator.fill(page.form("Spara"), {first: "dropped", why: "Fullmäktige sa nej"}, 422)
    assert "Någon annan har ändrat åtgärden" in late.text
    assert ["Klar", "Målet är antaget"] in [row[1:] for row in late.table]


def test_only_the_kommuns_coordinator_finds_the_page(visit: NewVisitor) -> None:
    visit(ALE_READER).get(REVIEW, 403)
    visit(ALINGSAS_COORDINATOR).get(REVIEW, 404)


def test_the_plan_tells_what_was_done_in_a_capital_beside_what_became_of_its_level(visit: NewVisitor) -> None:
    for person in (KUNGSBACKA_COORDINATOR, KUNGSBACKA_READER):
        page = visit(person).get(f"{KUNGSBACKA}/mal")
        assert "Det här bestämde ni 2025:" in page.text
        assert "Nivån sedan 2025: tydligt upp, +1,0." in page.text
        assert page.text.count("Det är inget bevis: en förändring kan ha andra orsaker än åtgärden.") == 1


def test_the_plan_tells_what_the_kommun_has_come_to_in_a_capital(visit: NewVisitor) -> None:
    """An offer that took place after last year's result and before this year's answers were in."""
    visitor = visit(KUNGSBACKA_READER)
    told = "Ni deltog i ”Mål som styr budgeten”."
    assert told not in visitor.get(f"{KUNGSBACKA}/mal").text
    visitor.site.change(
        "UPDATE sign_up SET municipality_id = (SELECT id FROM municipality WHERE code = '1384') "
        "WHERE municipality_id = (SELECT id FROM municipality WHERE code = '1401') AND state = 'ATTENDED'"
    )
    page = visitor.get(f"{KUNGSBACKA}/mal")
    assert page.text.count(told) == 2
    assert "Det är inget bevis" in page.text
    visitor.site.change("UPDATE sign_up SET state = 'ABSENT' WHERE state = 'ATTENDED'")
    assert told not in visitor.get(f"{KUNGSBACKA}/mal").text
