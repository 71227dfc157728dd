"""What is shown of single answers (method 10): by hand, and by trying to work out what is hidden."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.meeting.spread import GroupSpread, Spread, question_spread
from tests.unit.builders import ROLES, a_question, a_questionnaire, of, to_one

Q1 = a_question("q1")
POLITICIANS, MANAGERS, STRATEGISTS = ROLES


def spread(min_group: int | None = 5, **by_role: Sequence[int | str]) -> Spread:
    return question_spread(Q1, of([Q1]), to_one("q1", **by_role), min_group)


def test_five_people_of_one_role_are_shown_together() -> None:
    result = spread(strateg=[1, 2, 2, 3, 5])
    assert result.everyone == GroupSpread(("strateg",), (1, 2, 1, 0, 1), Fraction(8, 5))  # (0 + 1 + 1 + 2 + 4) / 5
    assert result.groups == ()
    assert result.gap is None
    # The mean position is 2.6; |1.6| + |0.6| + |0.6| + |0.4| + |2.4| = 5.6, over 5.
    assert result.ad_m == pytest.approx(1.12)


def test_four_people_are_not_shown() -> None:
    result = spread(strateg=[1, 2, 2, 3])
    assert result == Spread("q1", 4, None, None, None, (), None, None)


def test_four_levels_among_five_answers_are_not_shown_but_that_one_does_not_know_is() -> None:
    result = spread(strateg=[1, 2, 2, 3, "?"])
    assert (result.answered, result.everyone, result.dont_know, result.not_applicable) == (5, None, 1, 0)
    assert result.ad_m is None
    assert result.dont_know_share == Fraction(1, 5)


def test_two_large_roles_are_shown_apart_with_the_gap_between_them() -> None:
    result = spread(fortroendevald=[4, 4, 4, 5, 5], strateg=[2, 2, 3, 3, 3])
    assert [(group.role_groups, group.counts) for group in result.groups] == [
        (("fortroendevald",), (0, 0, 0, 3, 2)),
        (("strateg",), (0, 2, 3, 0, 0)),
    ]
    assert result.gap is not None
    assert (result.gap.higher, result.gap.lower) == (("fortroendevald",), ("strateg",))
    assert result.gap.difference == Fraction(9, 5)  # 3.4 − 1.6
    assert result.gap.is_wide


def test_a_small_role_is_pooled_so_that_it_cannot_be_found_by_subtracting_the_others() -> None:
    """Five, five and two: shown apart, the two would be what is left of the whole."""
    result = spread(fortroendevald=[4] * 5, ledning=[1, 2], strateg=[2] * 6)
    assert [group.role_groups for group in result.groups] == [("fortroendevald", "ledning"), ("strateg",)]
    assert [group.size for group in result.groups] == [7, 6]


def test_one_large_role_beside_a_small_one_is_not_shown_apart() -> None:
    assert spread(fortroendevald=[4] * 8, strateg=[1, 2, 3, 4]).groups == ()


def test_a_gap_below_one_level_is_no_wide_gap() -> None:
    result = spread(fortroendevald=[3, 3, 3, 3, 3], strateg=[2, 2, 2, 2, 3])
    assert result.gap is not None
    assert result.gap.levels == Fraction(4, 5)
    assert not result.gap.is_wide


def test_a_gap_is_told_in_levels_on_an_uneven_scale_too() -> None:
    """0, 1, 2, 5, 10: one level is 10 / 4 = 2.5. Means 10 and 5, so two levels."""
    questionnaire = of([Q1], scale=("0", "1", "2", "5", "10"))
    result = question_spread(Q1, questionnaire, to_one(fortroendevald=[5] * 5, strateg=[4] * 5), 5)
    assert result.gap is not None
    assert (result.gap.difference, result.gap.levels) == (Fraction(5), Fraction(2))


@pytest.mark.parametrize("min_group", [None, -1, 0, 1, 2])
def test_a_missing_or_too_low_setting_hides_everything(min_group: int | None) -> None:
    result = spread(min_group, fortroendevald=[1, 2, 3, 4, 5] * 3, strateg=["?"] * 9)
    assert result == Spread("q1", 24, None, None, None, (), None, None)


def test_who_the_question_is_not_meant_for_does_not_count() -> None:
    question = a_question("q1", meant_for=["strateg"])
    result = question_spread(question, of([question]), to_one(fortroendevald=[5] * 6, strateg=[1, 2, 3, 4]), 5)
    assert (result.answered, result.everyone) == (4, None)


choices = st.lists(st.one_of(st.integers(1, 5), st.sampled_from(["?", "-"])), max_size=9)


@given(choices, choices, choices, st.integers(3, 7))
def test_whatever_is_added_and_subtracted_a_hidden_sum_is_over_a_whole_group_or_nobody(
    politicians: list[int | str], managers: list[int | str], strategists: list[int | str], min_group: int
) -> None:
    """Every shown figure is a sum over a set of people. Sums and differences of such sets, as often as one likes, give
    sets again; none of them may hold between one and `min_group` − 1 people."""
    result = spread(min_group, fortroendevald=politicians, ledning=managers, strateg=strategists)
    groups = [frozenset(group.role_groups) for group in result.groups]
    if result.everyone is not None:
        groups.append(frozenset(result.everyone.role_groups))
    given_by = dict(zip(ROLES, (politicians, managers, strategists), strict=True))
    sizes = {
        role: sum(isinstance(choice, int) for choice in choices_of_role) for role, choices_of_role in given_by.items()
    }
    for roles in _derivable(groups):
        people = sum(sizes[role] for role in roles)
        assert people == 0 or people >= min_group


def _derivable(groups: Sequence[frozenset[str]]) -> set[frozenset[str]]:
    derivable = set(groups)
    while True:
        more = set(chain.from_iterable((a | b, a - b, b - a, a & b) for a, b in combinations(derivable, 2))) - derivable
        if not more:
            return derivable
        derivable |= more


@given(choices, choices, choices)
def test_the_groups_together_are_everyone(
    politicians: list[int | str], managers: list[int | str], strategists: list[int | str]
) -> None:
    result = spread(5, fortroendevald=politicians, ledning=managers, strateg=strategists)
    if result.groups and result.everyone is not None:
        assert [sum(column) for column in zip(*(group.counts for group in result.groups), strict=True)] == list(
            result.everyone.counts
        )


@given(st.permutations([("fortroendevald", 4), ("ledning", 2), ("strateg", 3)] * 4), st.integers(3, 6))
def test_the_order_of_answers_does_not_matter(people: list[tuple[str, int]], min_group: int) -> None:
    def of_people(order: Sequence[tuple[str, int]]) -> Spread:
        by_role: dict[str, list[int | str]] = {}
        for role, choice in order:
            by_role.setdefault(role, []).append(choice)
        return question_spread(Q1, a_questionnaire(), to_one("q1", **by_role), min_group)

    assert of_people(people) == of_people(sorted(people))
