"""Points and calls as pages: dealing out five, seeing nobody else's, and saying whether one applies."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rounds.kernel.days import day_of
from tests.functional.projects.acts import act, plain
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

POINTS, CALLS = "/gr/poang", "/gr/utlysningar"
OPEN, LATER, DRAFT = (f"{CALLS}/{number}" for number in (1, 2, 3))
LAST_DAY = day_of(datetime.now(UTC)) + timedelta(days=10)


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


def open_round(region: Visitor) -> None:
    region.fill(region.get(POINTS).form("Öppna poängomgången"), {"last_day": str(LAST_DAY)})


def test_points_are_dealt_out_and_nobody_sees_the_others_until_it_is_over(visit: NewVisitor, region: Visitor) -> None:
    open_round(region)
    ale, harryda = visit(ALE_COORDINATOR), visit(HARRYDA_COORDINATOR)
    assert harryda.get("/gr/ideer").links["Dela ut poängen"] == POINTS
    others = {visitor: visitor.get(POINTS).text for visitor in (harryda, visit(ALE_READER), visit(REGION_READER))}
    page = ale.fill(ale.get(POINTS).form("Spara poängen"), {"points.8": "4", "points.7": "2"}, 422)
    assert "Ni har delat ut 6 poäng. Ni har 5. Ta bort 1." in page.text
    assert "Poäng från Ale" in page.text
    assert page.form("Spara poängen").values["points.8"] == "4"
    page = ale.fill(page.form("Spara poängen"), {"points.7": "1"})
    assert "Poängen är sparade." in page.text
    for visitor, before in others.items():
        after = plain(visitor.get(POINTS).text)
        assert after == plain(before).replace("0 av 13 kommuner har delat ut", "1 av 13 kommuner har delat ut")
    site = region.site
    site.change("UPDATE points_round SET last_day = '2026-01-01' WHERE id = 2")
    assert "1 kommun delade ut poäng." in plain(visit(ALE_READER).get(POINTS).text)
    ale.post(POINTS, {"kommun": "1440-ale", "points.8": "5"}, 409)


def test_a_round_is_opened_once_and_holds_decisions_back(region: Visitor) -> None:
    page = region.fill(region.get(POINTS).form("Öppna poängomgången"), {"last_day": "i morgon"}, 422)
    assert "Skriv sista dagen, en dag efter i dag" in page.text
    open_round(region)
    assert "Öppna poängomgången" not in region.get(POINTS).text
    assert "Skriv in beslutet" not in region.get("/gr/ideer/8").links
    region.get("/gr/ideer/8/beslut", 403)


def test_a_kommun_says_whether_it_applies_and_the_others_read_it(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    page = ale.fill(ale.get(OPEN).form("Spara svaret för Ale"), {"interest": "med"})
    assert "Svaret är sparat." in page.text
    assert "Ale och Tjörn" in visit(ALE_READER).get(OPEN).text
    page = ale.send(ale.get(LATER).form("Spara svaret för Ale"), 422)
    assert "Välj hur ni är med." in page.text
    visit(ALE_READER).post(f"{OPEN}/intresse", {"kommun": "1440-ale", "interest": "nej"}, 404)


def test_a_draft_is_the_editor_s_until_it_is_shown(visit: NewVisitor, region: Visitor) -> None:
    ale = visit(ALE_COORDINATOR)
    assert "Återbruk och cirkulära flöden" not in ale.get(CALLS).text
    ale.get(DRAFT, 404)
    page = act(region, f"{DRAFT}/andra", "Visa för kommunerna", "visa", 422)
    assert "Skriv vem som får söka." in page.text
    act(region, f"{DRAFT}/andra", "Visa för kommunerna", "visa", applicants="kommuner", comment="Passar alla.")
    assert "Återbruk och cirkulära flöden" in ale.get(CALLS).links


def test_an_unsafe_link_is_refused(region: Visitor) -> None:
    typed = {"title": "T", "funder": "F", "link": "javascript:alert(1)", "applicants": "a", "comment": "c"}
    page = act(region, f"{CALLS}/ny", "Visa för kommunerna", "visa", 422, last_day=str(LAST_DAY), **typed)
    assert "Den ska börja med https://." in page.text


def test_a_call_is_closed_by_hand(visit: NewVisitor, region: Visitor) -> None:
    region.press(region.get(LATER), "Stäng utlysningen nu")
    page = visit(ALE_COORDINATOR).get(LATER)
    assert "Stängd" in page.text
    assert "Hur är Ale med?" not in page.text
