"""The tabs of a round: each leads to a page that opens for whoever is shown it, in every state of the round."""

from datetime import UTC, datetime

import pytest

from app.assessment.questionnaires.cached_reader import load_cached
from app.services.questionnaires.editions import publish
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import REGION_COORDINATOR, REGION_READER, ROUND, Person
from tests.functional.support.rounds import day
from tests.functional.support.visitor import NewVisitor
from tests.paths import QUESTIONNAIRES

CLOSED = "/gr/omstallningsformaga/2025"
OF_ASSOCIATION = "/gr/samverkanskapital/2026"


def tabs(page: Page) -> dict[str, str]:
    (bar,) = page.by_class("local-tabs")
    return {text_of(link): link.get("href", "") for link in bar.iter("a")}


@pytest.mark.parametrize("person", [REGION_COORDINATOR, REGION_READER])
@pytest.mark.parametrize("address", [ROUND, CLOSED])
def test_every_tab_of_a_round_opens_for_who_is_shown_it(visit: NewVisitor, person: Person, address: str) -> None:
    visitor = visit(person)
    every = tabs(visitor.get(address))
    assert len(every) > 3
    for page in every.values():
        visitor.get(page)


def test_kommuner_are_chosen_while_a_round_can_be_changed(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    assert "Kommuner" in tabs(coordinator.get(ROUND))
    assert "Kommuner" not in tabs(coordinator.get(CLOSED))


def test_where_the_association_answers_alone_it_is_reminded_and_no_kommuner(visit: NewVisitor) -> None:
    coordinator = visit(REGION_COORDINATOR)
    file = QUESTIONNAIRES / "samverkanskapital" / "2026.yaml"
    publish(coordinator.site.database, load_cached(file), datetime.now(UTC))
    plan = coordinator.get("/gr/omgangar/ny/samverkanskapital/2026").form("Planera")
    coordinator.send(plan, slag="riktig", oppnar=day(0), stanger=day(30))
    coordinator.press(coordinator.get(f"{OF_ASSOCIATION}/oppna"), "Ja, öppna omgången")
    board = coordinator.get(OF_ASSOCIATION)
    assert "Påminn kommuner" not in board.links
    page = coordinator.get(board.links["Påminn förbundet"])
    assert page.heading == "Påminn förbundet"
    assert "kommun" not in text_of(next(page.tree.iter("main"))).lower()
