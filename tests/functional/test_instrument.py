"""The region sees how good the questions of a finished round were, and nothing of a single kommun."""

import re

from tests.functional.people import ALE_COORDINATOR, OTHER_REGION_COORDINATOR, REGION_COORDINATOR, REGION_READER, ROUND
from tests.functional.visitor import NewVisitor

LAST_YEAR = ROUND.replace("2026", "2025")


def test_a_finished_round_shows_the_quality_of_every_question(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(f"{LAST_YEAR}/fragornas-kvalitet")
        found = re.search(r"Underlaget är (\d+) svarande i (\d+) kommuner", page.text)
        assert found is not None
        assert int(found[2]) >= 3
        assert page.table[0] == ["Fråga", "Svar", "Vet ej", "Ej tillämpligt", "Lägst", "Högst", "Samband"]
        assert len(page.table) == 7
        assert re.search(r"Alfa 0,\d\d, räknat på \d+ svarande", page.text)
        assert "Härryda" not in page.text


def test_while_a_round_goes_on_the_page_says_when_it_comes(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(f"{ROUND}/fragornas-kvalitet", 403)
    assert "när omgången är avslutad" in page.text


def test_too_few_kommuner_that_share_show_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change("UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id > 2")
    page = region.get(f"{LAST_YEAR}/fragornas-kvalitet")
    assert "Underlaget är för litet" in page.text
    assert "Alfa" not in page.text


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
