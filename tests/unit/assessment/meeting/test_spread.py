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
    found = spread(strateg=[1, 2, 2, 3, 5])
    assert found.everyone == GroupSpread(("strateg",), (1, 2, 1, 0, 1), Fraction(8, 5))  # (0 + 1 + 1 + 2 + 4) / 5
    assert found.groups == ()
    assert found.gap is None
    # The mean position is 2.6; |1.6| + |0.6| + |0.6| + |0.4| + |2.4| = 5.6, over 5.
    assert found.ad_m == pytest.approx(1.12)


def test_four_people_are_not_shown() -> None:
    found = spread(strateg=[1, 2, 2, 3])
    assert found == Spread("q1", 4, None, None, None, (), None, None)


def test_four_levels_among_five_answers_are_not_shown_but_that_one_does_not_know_is() -> None:
    found = spread(strateg=[1, 2, 2, 3, "?"])
    assert (found.answered, found.everyone, found.dont_know, found.not_applicable) == (5, None, 1, 0)
    assert found.ad_m is None
    assert found.dont_know_share == Fraction(1, 5)


def test_two_large_roles_are_shown_apart_with_the_gap_between_them() -> None:
    found = spread(fortroendevald=[4, 4, 4, 5, 5], strateg=[2, 2, 3, 3, 3])
    assert [(group.role_groups, group.counts) for group in found.groups] == [
        (("fortroendevald",), (0, 0, 0, 3, 2)),
        (("strateg",), (0, 2, 3, 0, 0)),
    ]
    assert found.gap is not None
    assert (found.gap.higher, found.gap.lower) == (("fortroendevald",), ("strateg",))
    assert found.gap.difference == Fraction(9, 5)  # 3.4 − 1.6
    assert found.gap.is_wide


def test_a_small_role_is_pooled_so_that_it_cannot_be_found_by_subtracting_the_others() -> None:
    """Five, five and two: shown apart, the two would be what is left of the whole."""
    found = spread(fortroendevald=[4] * 5, ledning=[1, 2], strateg=[2] * 6)
    assert [group.role_groups for group in found.groups] == [("fortroendevald", "ledning"), ("strateg",)]
    assert [group.size for group in found.groups] == [7, 6]


def test_one_large_role_beside_a_small_one_is_not_shown_apart() -> None:
    assert spread(fortroendevald=[4] * 8, strateg=[1, 2, 3, 4]).groups == ()


def test_a_gap_below_one_level_is_no_wide_gap() -> None:
    found = spread(fortroendevald=[3, 3, 3, 3, 3], strateg=[2, 2, 2, 2, 3])
    assert found.gap is not None
    assert found.gap.levels == Fraction(4, 5)
    assert not found.gap.is_wide


def test_a_gap_is_told_in_levels_on_an_uneven_scale_too() -> None:
    """0, 1, 2, 5, 10: one level is 10 / 4 = 2.5. Means 10 and 5, so two levels."""
    questionnaire = of([Q1], scale=("0", "1", "2", "5", "10"))
    found = question_spread(Q1, questionnaire, to_one(fortroendevald=[5] * 5, strateg=[4] * 5), 5)
    assert found.gap is not None
    assert (found.gap.difference, found.gap.levels) == (Fraction(5), Fraction(2))


@pytest.mark.parametrize("min_group", [None, -1, 0, 1, 2])
def test_a_missing_or_too_low_setting_hides_everything(min_group: int | None) -> None:
    found = spread(min_group, fortroendevald=[1, 2, 3, 4, 5] * 3, strateg=["?"] * 9)
    assert found == Spread("q1", 24, None, None, None, (), None, None)


def test_who_the_question_is_not_meant_for_does_not_count() -> None:
    question = a_question("q1", meant_for=["strateg"])
    found = question_spread(question, of([question]), to_one(fortroendevald=[5] * 6, strateg=[1, 2, 3, 4]), 5)
    assert (found.answered, found.everyone) == (4, None)


choices = st.lists(st.one_of(st.integers(1, 5), st.sampled_from(["?", "-"])), max_size=9)


@given(choices, choices, choices, st.integers(3, 7))
def test_whatever_is_added_and_subtracted_a_hidden_sum_is_over_a_whole_group_or_nobody(
    politicians: list[int | str], managers: list[int | str], strategists: list[int | str], min_group: int
) -> None:
    """Every shown figure is a sum over a set of people. Sums and differences of such sets, as often as one likes, give
    sets again; none of them may hold between one and `min_group` − 1 people."""
    found = spread(min_group, fortroendevald=politicians, ledning=managers, strateg=strategists)
    shown = [frozenset(group.role_groups) for group in found.groups]
    if found.everyone is not None:
        shown.append(frozenset(found.everyone.role_groups))
    given_by = dict(zip(ROLES, (politicians, managers, strategists), strict=True))
    sizes = {role: sum(isinstance(one, int) for one in given) for role, given in given_by.items()}
    for known in _derivable(shown):
        people = sum(sizes[role] for role in known)
        assert people == 0 or people >= min_group


def _derivable(shown: Sequence[frozenset[str]]) -> set[frozenset[str]]:
    known = set(shown)
    while True:
        more = set(chain.from_iterable((a | b, a - b, b - a, a & b) for a, b in combinations(known, 2))) - known
        if not more:
            return known
        known |= more


@given(choices, choices, choices)
def test_the_groups_together_are_everyone(
    politicians: list[int | str], managers: list[int | str], strategists: list[int | str]
) -> None:
    found = spread(5, fortroendevald=politicians, ledning=managers, strateg=strategists)
    if found.groups and found.everyone is not None:
        assert [sum(column) for column in zip(*(group.counts for group in found.groups), strict=True)] == list(
            found.everyone.counts
        )


@given(st.permutations([("fortroendevald", 4), ("ledning", 2), ("strateg", 3)] * 4), st.integers(3, 6))
def test_the_order_of_answers_does_not_matter(people: list[tuple[str, int]], min_group: int) -> None:
    def of_people(order: Sequence[tuple[str, int]]) -> Spread:
        by_role: dict[str, list[int | str]] = {}
        for role, choice in order:
            by_role.setdefault(role, []).append(choice)
        return question_spread(Q1, a_questionnaire(), to_one("q1", **by_role), min_group)

    assert of_people(people) == of_people(sorted(people))
