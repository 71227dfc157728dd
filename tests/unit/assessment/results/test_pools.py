"""Pools that two years have in common (method 11)."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.results.pools import common_pools, joined_pools, mix_shift, role_pools
from tests.unit.builders import a_questionnaire

QUESTIONNAIRE = a_questionnaire(roles="abcd")
Sizes = Mapping[str, int]
SIZES = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 12))


@pytest.mark.parametrize(
    ("later", "earlier", "pools"),
    [
        pytest.param({"a": 5, "b": 15}, {"a": 5, "b": 15}, (("a",), ("b",)), id="alike"),
        pytest.param({"a": 4, "b": 15}, {"a": 5, "b": 15}, (("a", "b"),), id="a role fell below the least number"),
        pytest.param({"a": 9, "b": 15}, {"a": 5, "b": 6}, (("a",), ("b",)), id="only the numbers differ"),
        pytest.param({"b": 15}, {"a": 5, "b": 15}, (("b",),), id="a whole pool is in one year only: left out"),
        pytest.param({"b": 15}, {"a": 3, "b": 15}, (("a", "b"),), id="a small role is not left out"),
        pytest.param({"a": 6, "c": 9}, {"b": 12, "c": 9, "d": 4}, (("c", "d"),), id="whole pools of either year"),
        pytest.param({"a": 3, "b": 4}, {"c": 4, "d": 3}, None, id="a pool of quite other people"),
        pytest.param({"a": 4, "b": 6}, {"b": 6}, (("a", "b"),), id="most of the pool is of both years"),
        pytest.param({"a": 5}, {"b": 5}, None, id="nobody of the same role"),
        pytest.param({}, {"a": 5}, None, id="nobody in one year"),
    ],
)
def test_the_smaller_numbers_of_both_years_decide_the_common_pools(
    later: Sizes, earlier: Sizes, pools: tuple[tuple[str, ...], ...] | None
) -> None:
    assert common_pools(later, earlier, QUESTIONNAIRE, 5) == pools
    assert common_pools(earlier, later, QUESTIONNAIRE, 5) == pools


@given(SIZES, SIZES, st.integers(3, 6))
def test_a_common_pool_is_made_of_whole_pools_of_both_years_and_is_large_enough(
    later: Sizes, earlier: Sizes, least: int
) -> None:
    """What is known of the years' own pools tells all that a common one does."""
    pools = common_pools(later, earlier, QUESTIONNAIRE, least)

    for sizes in (later, earlier):
        own = role_pools(sizes, QUESTIONNAIRE, least)
        for pool in pools or ():
            present = {role for role in pool if sizes.get(role, 0)}
            assert sum(sizes[role] for role in present) >= least
            assert sum(min(later.get(role, 0), earlier.get(role, 0)) for role in pool) >= least
            assert present == {role for other in own if set(other) & present for role in other}


def test_roles_of_an_earlier_questionnaire_are_pooled_too() -> None:
    assert common_pools({"a": 6}, {"a": 6, "z": 2}, QUESTIONNAIRE, 5) == (("a", "z"),)


@pytest.mark.parametrize(
    ("later", "earlier", "shift"),
    [
        ({"a": 4, "b": 6}, {"a": 5, "b": 5}, Fraction(1, 10)),
        ({"a": 4, "b": 6}, {"b": 6}, Fraction(4, 10)),
        ({"a": 8, "b": 12}, {"a": 2, "b": 3}, Fraction(0)),
        ({"a": 8}, {"b": 3}, Fraction(1)),
    ],
)
def test_how_the_roles_of_a_pool_have_shifted_is_told_by_their_shares(
    later: Sizes, earlier: Sizes, shift: Fraction
) -> None:
    assert mix_shift((("a", "b"),), [Fraction(1)], later, earlier) == shift


def test_the_people_of_several_questions_are_pooled_in_whole_pools_of_each() -> None:
    first, second = (("a",), ("b",), ("c", "d")), (("a", "b"), ("c",))

    assert joined_pools([first, second], QUESTIONNAIRE) == (("a", "b"), ("c", "d"))
