"""Method 10: from all that is shown nobody can work out what fewer than `min_group` people answered."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.assessment.comparison import shared_questions
from app.assessment.questionnaires.questionnaire import Limits, Questionnaire
from app.assessment.results import consensus
from app.assessment.results.exact import exact_mean, exact_weighted_mean
from app.assessment.results.pools import Pools
from tests.unit.builders import a_question, answered, of
from tests.unit.privacy.solver import Sizes, a_year, pinned_by_enumeration, pinned_by_equations, small_groups

ROLES = ("a", "b", "c", "d")


def of_three_levels(questions: int = 1, *, levels: int = 3) -> Questionnaire:
    questions_asked = [a_question(f"q{number}") for number in range(1, questions + 1)]
    questions_asked = [
        question.model_copy(update={"anchors": question.anchors[:levels], "next_step": ()})
        for question in questions_asked
    ]
    scale = [str(level) for level in range(levels)]
    return of(questions_asked, scale=scale, roles=ROLES, limits=Limits(min_group=3))


def unequal_weights(levels: Mapping[str, Sequence[Fraction]], pools: Pools, weights: Sequence[Fraction]) -> Fraction:
    """What the method must never do: every role counts once within its pool too."""
    of_roles = (exact_mean([exact_mean(levels[role]) for role in pool if levels.get(role)]) for pool in pools)
    return exact_weighted_mean(zip(weights, of_roles, strict=True))


SMALL: list[Sizes] = [
    {"a": 1, "b": 2},
    {"a": 1, "b": 3},
    {"a": 2, "b": 2},
    {"a": 1, "b": 2, "c": 3},
    {"a": 2, "b": 1, "c": 2},
]


@pytest.mark.parametrize("sizes", SMALL, ids=str)
def test_no_small_group_can_be_told_from_one_year(sizes: Sizes) -> None:
    assert list(small_groups(sizes, 3))
    assert pinned_by_enumeration(of_three_levels(), sizes) == []


@pytest.mark.parametrize("sizes", [{"a": 1, "b": 2}, {"a": 1, "b": 1, "c": 1}], ids=str)
def test_no_small_group_can_be_told_from_two_questions_and_the_capital_of_them(sizes: Sizes) -> None:
    assert pinned_by_enumeration(of_three_levels(2, levels=2), sizes) == []


def test_no_small_group_can_be_told_when_some_do_not_know() -> None:
    """A role that is large enough in the capital may be too small on a question that some of it did not know."""
    questionnaire = of_three_levels(2, levels=2)

    assert pinned_by_enumeration(questionnaire, {"a": 3, "b": 3}, choices=[(0, 1, 2), (1,)]) == []


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ({"a": 1, "b": 3}, {"a": [1, 2, 3], "b": [1, 1, 2]}),  # a role has fallen below the least number
        ({"a": 2, "b": 3}, {"b": [1, 2, 2, 3]}),  # a small role is new
        ({"a": 1, "b": 2, "c": 3}, {"a": [1, 3, 3], "b": [2], "c": [1, 2, 3]}),  # other roles are small
        ({"b": 2, "c": 2}, {"a": [1, 2, 3], "b": [1, 2], "c": [3, 3]}),  # a whole pool is gone
    ],
    ids=str,
)
def test_no_small_group_can_be_told_from_two_years(later: Sizes, earlier: Mapping[str, list[int | str]]) -> None:
    questionnaire = of_three_levels()
    people = [(role, {"q1": choice}) for role, choices in earlier.items() for choice in choices]
    before = a_year(questionnaire, answered(*people), 2026)

    assert pinned_by_enumeration(questionnaire, later, before) == []


@pytest.mark.parametrize("sizes", SMALL[:2], ids=str)
def test_the_solver_finds_a_small_group_when_people_in_a_pool_do_not_weigh_alike(
    sizes: Sizes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consensus, "pooled_mean", unequal_weights)
    monkeypatch.setattr(shared_questions, "pooled_mean", unequal_weights)

    assert pinned_by_enumeration(of_three_levels(), sizes)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(ROLES), st.integers(1, 12), min_size=1), st.integers(3, 6), st.integers(0, 5))
def test_no_small_group_is_a_combination_of_what_is_shown(sizes: Sizes, least: int, half: int) -> None:
    limits = Limits(min_group=least, role_weight_half=Decimal(half))
    question = a_question()
    assume(sum(sizes.values()) >= least)

    assert pinned_by_equations(of([question], roles=ROLES, limits=limits), question, sizes) == []


def test_equations_find_a_small_group_when_people_in_a_pool_do_not_weigh_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    question = a_question()
    questionnaire = of([question], roles=ROLES)
    sizes = {"a": 2, "b": 3, "c": 9}
    assert pinned_by_equations(questionnaire, question, sizes) == []

    monkeypatch.setattr(consensus, "pooled_mean", unequal_weights)

    assert pinned_by_equations(questionnaire, question, sizes) == [("a",), ("b",)]
