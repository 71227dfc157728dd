"""Parts of pages that are the same for everybody are kept in memory. What people write is never among them."""

import pytest

from app.web.shell.rendering import cached_part
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import question_ids
from tests.functional.support.people import ALE, OTHER_RESPONDENT
from tests.functional.support.visitor import NewVisitor, Visitor

PAGE = f"{ALE}/svara/politiskt"
OTHER_PAGE = "/annan/omstallningsformaga/2026/0180-annan-kommun/svara/politiskt"


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Has seen every question of the page unanswered, and the first one with the third level chosen."""
    visitor: Visitor = visit()
    begin_for_ale(visitor)
    visitor.answer(PAGE, question_ids(visitor.get(PAGE))[0], "3")
    visitor.get(PAGE)
    return visitor


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"choice": "3", "comment": "Sagt i förtroende.", "evidence": "https://ale.se/fortroligt"}, 303),
        ({"choice": "3", "comment": "Sagt i förtroende.", "evidence": "https://"}, 422),
        ({"choice": "Sagt i förtroende.", "comment": ""}, 422),
    ],
    ids=["saved", "faulty", "no choice at all"],
)
def test_whatever_somebody_writes_the_kept_parts_of_the_page_are_the_same(
    coordinator: Visitor, values: dict[str, str], status: int
) -> None:
    """A part made from something else than before would have been missed in what is kept."""
    question = question_ids(coordinator.get(PAGE))[0]
    before = cached_part.cache_info()
    fields = {f"{question}.{name}": value for name, value in values.items()} | {f"{question}.version": "1"}
    assert coordinator.fetch("POST", PAGE, fields).status_code == status
    coordinator.get(PAGE)
    after = cached_part.cache_info()
    assert after.hits > before.hits
    assert after.misses == before.misses


def test_a_choice_that_somebody_has_made_is_not_made_on_anybody_elses_page(
    coordinator: Visitor, visit: NewVisitor
) -> None:
    assert coordinator.fetch("GET", PAGE).text.count(" checked>") == 1
    elsewhere = visit(OTHER_RESPONDENT).fetch("GET", OTHER_PAGE)
    assert elsewhere.status_code == 200
    assert " checked>" not in elsewhere.text
