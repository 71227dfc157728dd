"""The tabs of a round: each leads to a page that opens for whoever is shown it, in every state of the round."""

import pytest

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import REGION_COORDINATOR, REGION_READER, ROUND, Person
from tests.functional.support.visitor import NewVisitor

CLOSED = "/gr/omstallningsformaga/2025"


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
