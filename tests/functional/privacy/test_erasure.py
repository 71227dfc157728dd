"""Who must be known no longer is taken away through pages: one person, or everybody of rounds closed long ago."""

import pytest

from tests.functional.organisations.test_notices import make_operator
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_RESPONDENT,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

ADDRESS = "amina.svarande@alingsas.example"
LINES = "SELECT action, facts FROM audit_line WHERE action IN ('person.erased', 'retention.run')"
PAGES = ("/gr/gallring", "/gr/ta-bort-person", "/drift/ta-bort-person")


@pytest.fixture
def person_id(site: Site) -> int:
    """The number of a respondent in Alingsås who has an address."""
    [(person,)] = site.rows(
        "SELECT r.person_id FROM respondent r JOIN assessment a ON a.id = r.assessment_id JOIN municipality m ON m.id = a.municipality_id WHERE m.code = '1489' AND r.person_id IS NOT NULL ORDER BY r.id LIMIT 1"
    )
    site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, person)
    return int(person)


def found(visitor: Visitor, address: str, whom: str) -> Page:
    return visitor.send(visitor.get(address).form("Visa vad som händer"), person=whom)


def test_the_region_erases_a_person_on_a_decision(visit: NewVisitor, site: Site, person_id: int) -> None:
    respondent = visit(ALINGSAS_RESPONDENT)
    visitor = visit(REGION_COORDINATOR)
    plan = found(visitor, "/gr/ta-bort-person", ADDRESS.upper())
    assert "Kopplingen till 1 självskattning tas bort" in plan.text
    refusal = visitor.press(plan, "Ja, ta bort personen", 422)
    assert refusal.title.startswith("Fel: ")
    assert refusal.links["Skriv beslutet, till exempel KS 2026/123 eller 2026-11-02 § 41."] == "#beslut"
    assert site.rows(LINES) == []
    reply = visitor.send(refusal.form("Ja, ta bort personen"), beslut="KS 2026/7")
    assert "Uppgifterna är borttagna" in reply.text
    [(action, facts)] = site.rows(LINES)
    assert (action, f'"person_id":{person_id}' in facts, '"decision":"KS 2026/7"' in facts) == (
        "person.erased",
        True,
        True,
    )
    assert site.rows("SELECT count(*) FROM person WHERE email = ?", ADDRESS) == [(0,)]
    assert respondent.fetch("GET", f"{ALINGSAS}/svara").status_code == 303, "who was erased is signed out at once"
    assert (
        "Det finns ingen"
        in visitor.send(visitor.get("/gr/ta-bort-person").form("Visa vad som händer"), 422, person=ADDRESS).text
    )


def test_sending_the_same_page_twice_erases_once(visit: NewVisitor, site: Site, person_id: int) -> None:
    visitor = visit(REGION_COORDINATOR)
    plan = found(visitor, "/gr/ta-bort-person", str(person_id))
    for _ in range(2):
        visitor.send(plan.form("Ja, ta bort personen"), beslut="KS 2026/7")
    assert len(site.rows(LINES)) == 1


def test_the_last_coordinator_of_a_kommun_stays_and_the_page_says_why(visit: NewVisitor, site: Site) -> None:
    make_operator(site)
    [(person,)] = site.rows("SELECT person_id FROM membership WHERE role = 'kommun_coordinator' ORDER BY id LIMIT 1")
    visitor = visit(REGION_COORDINATOR)
    plan = found(visitor, "/drift/ta-bort-person", str(person))
    assert "Personen är ensam i rollen kommunens samordnare, Ale" in plan.text
    assert not any("Ja, ta bort personen" in form.buttons for form in plan.forms)
    fields = {"person": str(person), "beslut": "KS 2026/7"}
    answer = visitor.post("/drift/ta-bort-person/bekrafta", fields, 409)
    assert "Ge rollen till någon annan först" in answer.text
    assert site.rows(LINES) == []


@pytest.mark.parametrize("whom", ["", "ingen@alingsas.example", "999999", "0", "²", "1; DROP TABLE person", "9" * 30])
def test_somebody_who_is_not_there_is_not_found(visit: NewVisitor, whom: str) -> None:
    visitor = visit(REGION_COORDINATOR)
    page = visitor.send(visitor.get("/gr/ta-bort-person").form("Visa vad som händer"), 422, person=whom)
    assert page.by_id("person").get("value") == whom
    visitor.post("/gr/ta-bort-person/bekrafta", {"person": whom, "beslut": "KS 2026/7"})


def test_nobody_else_finds_the_pages(visit: NewVisitor, person_id: int) -> None:
    for person in (ALE_COORDINATOR, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        for address in PAGES:
            visitor.get(address, 404)
            visitor.post(address, {"person": ADDRESS}, 404)
        for scope in ("gr", "drift"):
            visitor.post(f"/{scope}/ta-bort-person/bekrafta", {"person": str(person_id), "beslut": "KS 2026/7"}, 404)
    visit(REGION_READER).get("/gr/gallring", 403)
    visit(REGION_COORDINATOR).get("/drift/ta-bort-person", 404)


def test_a_person_of_another_region_looks_as_if_there_were_nobody(visit: NewVisitor, person_id: int) -> None:
    visitor = visit(OTHER_REGION_COORDINATOR)
    pages = [
        visitor.send(visitor.get("/annan/ta-bort-person").form("Visa vad som händer"), 422, person=whom).response.text
        for whom in (str(person_id), "999999")
    ]
    assert pages[0].replace(f'value="{person_id}"', 'value="999999"') == pages[1]


def closed_long_ago(site: Site) -> None:
    site.change("UPDATE round SET closed_at = '2021-01-15 12:00:00' WHERE region_id = 1")


def test_old_rounds_are_unlinked_in_one_step_and_the_page_remembers(
    visit: NewVisitor, site: Site, person_id: int
) -> None:
    closed_long_ago(site)
    visitor = visit(REGION_COORDINATOR)
    page = visitor.get("/gr/gallring")
    assert page.table[1][0] == "Göteborgsregionen 2026"
    count = int(page.table[1][2])
    assert count == 4
    reply = visitor.press(page, "Ta bort kopplingarna")
    assert "Det finns inget att gallra." in reply.text
    assert f"{count} svarande i 2 omgångar" in reply.text
    assert "gallringsbeslut 2024-03-12, § 41" in reply.text
    assert site.rows(
        "SELECT count(*) FROM respondent WHERE person_id IS NOT NULL AND assessment_id IN (SELECT a.id FROM assessment a JOIN round r ON r.id = a.round_id WHERE r.region_id = 1)"
    ) == [(0,)]
    assert site.rows("SELECT count(*) FROM person WHERE id = ?", person_id) == [(0,)]
    assert len(site.rows(LINES)) == 1


def test_a_round_that_nobody_has_closed_is_told_of_with_the_way_to_close_it(visit: NewVisitor, site: Site) -> None:
    site.change("UPDATE round SET closed_at = NULL, closes_on = '2021-01-15' WHERE region_id = 1")
    visitor = visit(REGION_COORDINATOR)
    page = visitor.get("/gr/gallring")
    assert "Göteborgsregionen 2026 är öppen än, fast sista dagen var 15 januari 2021." in page.text
    assert "Det finns inget att gallra förrän omgångarna är stängda." in page.text
    assert visitor.get(page.links["Stäng Göteborgsregionen 2026"]).heading == "Stäng omgången?"


def test_without_a_decision_the_page_says_so_and_nothing_is_unlinked(visit: NewVisitor, site: Site) -> None:
    closed_long_ago(site)
    site.change("UPDATE region SET retention_decision = ''")
    visitor = visit(REGION_COORDINATOR)
    page = visitor.get("/gr/gallring")
    assert "Regionen har inget gallringsbeslut ifyllt" in page.text
    assert not any("Ta bort kopplingarna" in form.buttons for form in page.forms)
    assert "Fyll i beslutet" in visitor.post("/gr/gallring", {}, 409).text
    assert site.rows(LINES) == []
