"""Which question continues which over the years, and which level equals which."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.questionnaires.lineage import (
    QuestionLink,
    later_position,
    later_positions,
    links,
    shared_over,
    shared_questions,
)
from app.assessment.questionnaires.questionnaire import Previous, Question, Questionnaire
from tests.unit.builders import a_capital, a_question, a_questionnaire

SAME, REWORDED, CHANGED, NEW = Previous.SAME, Previous.REWORDED, Previous.CHANGED, Previous.NEW


def question(question_id: str, previous: Previous, predecessor: str | None = None) -> Question:
    return a_question(question_id).model_copy(update={"previous": previous, "predecessor": predecessor})


def edition(
    year: int,
    questions: Sequence[Question],
    scale: Sequence[str] = ("0", "1", "2"),
    previous_scale: dict[str, str] | None = None,
) -> Questionnaire:
    mapping = {Decimal(old): Decimal(new) for old, new in (previous_scale or {}).items()} or None
    whole = a_questionnaire(a_capital("politiskt", questions), scale=scale, year=year)
    return whole.model_copy(update={"previous_scale": mapping})


IN_2024 = edition(2024, [question("a", NEW), question("b", NEW), question("c", NEW), question("d", NEW)])
IN_2025 = edition(
    2025, [question("a", SAME), question("b", REWORDED), question("c2", CHANGED, "c"), question("e", NEW)]
)
IN_2026 = edition(
    2026, [question("e", SAME), question("b2", CHANGED, "b"), question("c2", REWORDED), question("a", REWORDED)]
)


def test_every_question_of_the_later_edition_says_what_it_follows() -> None:
    assert links(IN_2024, IN_2025) == (
        QuestionLink("a", "a", SAME),
        QuestionLink("b", "b", REWORDED),
        QuestionLink("c2", "c", CHANGED),
        QuestionLink("e", None, NEW),
    )
    assert [link.comparable for link in links(IN_2024, IN_2025)] == [True, True, False, False]


def test_same_and_reworded_questions_are_shared() -> None:
    assert shared_questions(IN_2024, IN_2025) == ("a", "b")
    assert shared_questions(IN_2025, IN_2026) == ("e", "c2", "a")


def test_over_a_skipped_year_only_questions_kept_at_every_step_are_shared() -> None:
    assert shared_over([IN_2024, IN_2025, IN_2026]) == ("a",)


def test_an_id_that_was_away_for_a_year_is_not_shared() -> None:
    without = edition(2025, [question("x", NEW)])
    again = edition(2026, [question("a", NEW)])

    assert shared_over([IN_2024, without, again]) == ()


def test_an_edition_shares_every_question_with_itself() -> None:
    assert shared_over([IN_2025]) == ("a", "b", "c2", "e")
    assert later_positions([IN_2025]) == {1: 1, 2: 2, 3: 3}


def test_scales_with_the_same_values_are_the_same_scale_whatever_the_labels() -> None:
    relabelling = IN_2025.model_copy(
        update={"scale": tuple(level.model_copy(update={"label": f"Ny {level.label}"}) for level in IN_2025.scale)}
    )

    assert later_positions([IN_2024, relabelling]) == {1: 1, 2: 2, 3: 3}


def test_scales_with_other_values_are_not_compared_unless_the_later_edition_says_how() -> None:
    longer = edition(2025, [question("a", SAME)], scale=("0", "1", "2", "3"))
    later = edition(
        2025, [question("a", SAME)], scale=("0", "1", "2", "3"), previous_scale={"0": "0", "1": "2", "2": "3"}
    )

    assert later_positions([IN_2024, longer]) is None
    assert later_position([IN_2024, longer], 1) is None
    assert later_positions([IN_2024, later]) == {1: 1, 2: 3, 3: 4}
    assert later_position([IN_2024, later], 2) == 3


def test_what_is_stated_about_a_scale_holds_although_the_values_are_the_same() -> None:
    later = edition(2025, [question("a", SAME)], previous_scale={"0": "0", "1": "1", "2": "1"})

    assert later_positions([IN_2024, later]) == {1: 1, 2: 2, 3: 2}


def test_levels_are_carried_through_every_step() -> None:
    longer = edition(
        2025, [question("a", SAME)], scale=("0", "1", "2", "3"), previous_scale={"0": "0", "1": "2", "2": "3"}
    )
    last = edition(
        2026, [question("a", SAME)], scale=("0", "0.5"), previous_scale={"0": "0", "1": "0", "2": "0.5", "3": "0.5"}
    )
    unsaid = edition(2027, [question("a", SAME)], scale=("0", "1"))

    assert later_positions([IN_2024, longer, last]) == {1: 1, 2: 2, 3: 2}
    assert later_positions([IN_2024, longer, last, unsaid]) is None


def test_a_position_that_the_scale_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        later_position([IN_2024, IN_2025], 4)


@pytest.mark.parametrize(
    "editions",
    [
        [],
        [IN_2025, IN_2024],
        [IN_2025, IN_2025],
        [IN_2024, IN_2025.model_copy(update={"id": "annat"})],
    ],
    ids=["none", "out of order", "twice", "another questionnaire"],
)
def test_editions_must_be_of_one_questionnaire_and_in_order(editions: list[Questionnaire]) -> None:
    with pytest.raises(ValueError, match="edition"):
        shared_over(editions)
    with pytest.raises(ValueError, match="edition"):
        later_positions(editions)


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=2, max_size=5))
def test_a_question_is_shared_exactly_when_it_was_kept_at_every_step(names_by_year: list[set[str]]) -> None:
    editions = [edition(2020, [question(name, NEW) for name in sorted(names_by_year[0])])]
    for year, names in enumerate(names_by_year[1:], start=2021):
        before = editions[-1].questions
        editions.append(edition(year, [question(name, SAME if name in before else NEW) for name in sorted(names)]))

    assert set(shared_over(editions)) == set.intersection(*names_by_year)
