"""A region's common goals: who reads and sets them, and how one is changed and ended without JavaScript."""

import re

import pytest

from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA_READER,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor, Visitor

GOALS = "/gr/mal"
POLITISKT = "Minst 10 kommuner på nivå 2 i politiskt kapital 2028"
TYPED = {
    "capital": "human",
    "level": "3",
    "kommuner": "9",
    "year": "2029",
    "decided": "15 mars 2026",
    "diary": "GR 2026/112",
}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


def test_the_list_says_where_each_goal_stands_with_its_figures_in_a_table(region: Visitor) -> None:
    page = region.get(GOALS)
    text = plain(page.text)
    assert POLITISKT in text
    assert "Gäller till 2028" in text
    assert re.search(r"2026 når hittills \d av \d kommuner nivån\.", text)
    assert "Stapeldiagram med ett streck vid målet, 10." in str(
        [div.get("aria-label") for div in page.tree.iter("div")]
    )
    assert "Avslutat 10 februari 2026: Ersätts av ett mål för politiskt kapital" in text
    assert "Sätt ett mål" in page.links


def test_readers_of_the_region_and_people_of_its_kommuner_read_and_do_not_set(visit: NewVisitor) -> None:
    for person in (REGION_READER, ALE_COORDINATOR, HARRYDA_READER):
        visitor = visit(person)
        page = visitor.get(GOALS)
        assert POLITISKT in plain(page.text)
        assert "Sätt ett mål" not in page.links
        assert "Ändra" not in page.text
        visitor.get(f"{GOALS}/nytt", 404 if person is not REGION_READER else 403)


def test_people_of_a_kommun_are_told_of_their_own_and_of_those_they_see(visit: NewVisitor) -> None:
    text = plain(visit(HARRYDA_READER).get(GOALS).text)
    assert "Härryda når nivån 2026." in text
    assert "av dem ni ser" in text
    assert "till behövs" not in text


def test_others_do_not_learn_that_there_are_goals(visit: NewVisitor) -> None:
    for person in (OTHER_REGION_COORDINATOR, ALINGSAS_RESPONDENT):
        visit(person).get(GOALS, 404)
    assert visit().fetch("GET", GOALS).status_code == 303


def test_a_goal_is_set_changed_and_ended(region: Visitor) -> None:
    form = region.get(f"{GOALS}/nytt").form("Sätt målet")
    page = region.fill(form, TYPED)
    assert "Målet är sparat." in page.text
    title = "Minst 9 kommuner på nivå 2 i humankapital 2029"
    assert title in plain(page.text)
    change = next(url for text, url in page.links.items() if plain(text) == f"Ändra: {title}")
    form = region.get(change).form("Spara ändringen")
    page = region.fill(form, {"year": "2030"})
    assert "Minst 9 kommuner på nivå 2 i humankapital 2030" in plain(page.text)
    form = region.get(f"{change}/avsluta").form("Avsluta målet")
    refused = region.fill(form, {"reason": ""}, 422)
    assert "Skriv varför målet avslutas." in refused.text
    page = region.fill(form, {"reason": "Vi väljer ett annat."})
    assert "Målet är avslutat." in page.text
    assert "Vi väljer ett annat." in page.text
    region.get(change, 409)


def test_what_is_wrong_is_told_by_each_field_and_what_was_typed_stays(region: Visitor) -> None:
    form = region.get(f"{GOALS}/nytt").form("Sätt målet")
    page = region.fill(form, TYPED | {"kommuner": "tjugo", "decided": "i våras"}, 422)
    assert "Skriv hur många kommuner, ett tal från 1 till 13." in page.text
    assert "Skriv vilken dag beslutet togs" in page.text
    again = page.form("Sätt målet").values
    assert (again["kommuner"], again["decided"], again["diary"]) == ("tjugo", "i våras", "GR 2026/112")
    assert "humankapital" not in region.get(GOALS).text


def test_the_overview_shows_the_goals_of_its_year(region: Visitor) -> None:
    page = region.get(f"{ROUND}/oversikt")
    assert "Gemensamma mål" in page.text
    assert POLITISKT in plain(page.text)
    assert page.links["Alla gemensamma mål"] == GOALS
    earlier = region.get(f"{ROUND.replace('2026', '2024')}/oversikt")
    assert POLITISKT in plain(earlier.text)
    assert "2025 når" not in plain(earlier.text)
    assert "2026 når" not in plain(earlier.text)
