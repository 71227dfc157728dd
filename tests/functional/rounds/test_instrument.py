"""The region sees how good the questions of a finished round were, and nothing of a single kommun."""

import re

from tests.functional.overview.test_overview import tables
from tests.functional.support.people import (
    ALE_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor

LAST_YEAR = ROUND.replace("2026", "2025")


def test_a_finished_round_shows_the_quality_of_every_question(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(f"{LAST_YEAR}/fragornas-kvalitet")
        match = re.search(r"Underlaget är (\d+) svarande i (\d+)\s*kommuner", page.text)
        assert match is not None
        assert int(match[2]) >= 5
        questions = [table for table in tables(page) if table[0][-1] == "Samband"]
        assert len(questions) == 8
        assert questions[0][0] == ["Fråga", "Svar", "Vet ej", "Ej tillämpligt", "Lägst", "Högst", "Samband"]
        assert len(questions[0]) == 7
        assert re.search(r"Alfa 0,\d\d, räknat på \d+ svarande", page.text)
        assert "frågor har något att se över" in page.text


def test_it_shows_what_meetings_did_how_reliable_results_are_who_answered_and_which_questions_moved(
    visit: NewVisitor,
) -> None:
    """Each part begins with its conclusion and ends with how its figures are made, with the literature."""
    page = visit(REGION_READER).get(f"{LAST_YEAR}/fragornas-kvalitet")
    by_head = {table[0][0]: table for table in reversed(tables(page)) if table[0][-1] != "Samband"}
    assert len(by_head["Kapitalslag"]) == len(by_head["Kommun"][0]) == 9
    assert [row[0] for row in by_head["Roll"][1:]][:2] == ["Förtroendevald", "Ledning"]
    assert "Härryda" in [row[0] for row in by_head["Kommun"]]
    assert re.search(r"Mötena (höjde|sänkte) \w+ ?\w* mest, med 0,\d\d nivåer i medel", page.text)
    assert "Alla kommuner når tillförlitligheten 0,7 i" in page.text
    assert re.search(r"I \w+ frågor har svaren ändrats mer eller mindre än i de andra sedan 2024", page.text)
    assert "Alla tillfrågade har svarat på minst en fråga." in page.text
    assert by_head["Roll"][0][2] == "Har svarat på minst en fråga"
    for source in ("Bliese 2000", "Huynh och Meyer 2010", "Nunnally och Bernstein 1994", "Cronbachs alfa (1951)"):
        assert source in page.text


def test_who_has_not_answered_or_came_by_an_open_link_is_counted_so(visit: NewVisitor) -> None:
    region = visit(REGION_READER)

    def politicians() -> tuple[int, int]:
        page = region.get(f"{LAST_YEAR}/fragornas-kvalitet")
        (roles,) = [table for table in tables(page) if table[0][0] == "Roll"]
        return int(roles[1][1]), int(roles[1][2])

    invitations, answers = politicians()
    of_ale = (
        "(SELECT r.id FROM respondent r JOIN assessment a ON a.id = r.assessment_id JOIN municipality m ON m.id = "
        "a.municipality_id JOIN round o ON o.id = a.round_id JOIN edition e ON e.id = o.edition_id WHERE m.name = 'Ale' "
        "AND e.year = 2025 AND r.role_group = 'fortroendevald' ORDER BY r.id LIMIT 1)"
    )
    region.site.change(f"DELETE FROM answer WHERE respondent_id = {of_ale}")
    assert politicians() == (invitations, answers - 1)
    region.site.change(f"UPDATE respondent SET withdrawn_at = invited_at WHERE id = {of_ale}")
    assert politicians() == (invitations - 1, answers - 1)
    region.site.change(
        "INSERT INTO open_link (id, assessment_id, role_group, token_hash, created_at) "
        f"SELECT 1, assessment_id, role_group, 'x', invited_at FROM respondent WHERE id = {of_ale}"
    )
    answering = of_ale.replace("ORDER BY r.id", "ORDER BY r.id DESC")
    region.site.change(f"UPDATE respondent SET open_link_id = 1 WHERE id = {answering}")
    assert politicians() == (invitations - 2, answers - 2)
    assert re.search(r"1\s*person svarade genom en öppen länk", region.get(f"{LAST_YEAR}/fragornas-kvalitet").text)


def test_while_a_round_goes_on_the_page_says_when_it_comes(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(f"{ROUND}/fragornas-kvalitet", 403)
    assert "när omgången är avslutad" in page.text


def test_too_few_kommuner_that_share_show_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change("UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id > 2")
    page = region.get(f"{LAST_YEAR}/fragornas-kvalitet")
    assert "Underlaget är för litet" in page.text
    assert "Alfa" not in page.text
    assert "Minst 5 kommuner" in page.text


def test_a_kommun_that_does_not_share_is_not_in_the_figures(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before = region.get(f"{LAST_YEAR}/fragornas-kvalitet").text
    region.site.change(
        "UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id = "
        "(SELECT id FROM municipality WHERE slug = '1401-harryda')"
    )
    assert region.get(f"{LAST_YEAR}/fragornas-kvalitet").text != before


def test_others_find_no_such_page(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, OTHER_REGION_COORDINATOR):
        visit(person).get(f"{LAST_YEAR}/fragornas-kvalitet", 404)
