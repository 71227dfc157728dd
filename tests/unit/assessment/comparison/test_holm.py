"""Several comparisons at once (method 5): by hand, and what must hold for any p-values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.comparison.holm import holm

P_VALUES = st.lists(st.floats(0, 1), max_size=9)


@pytest.mark.parametrize(
    ("p_values", "expected"),
    [
        ([], []),
        ([0.10], [True]),
        ([0.101], [False]),
        # 0.10/3 = 0.0333, 0.10/2 = 0.05, 0.10/1 = 0.10.
        ([0.03, 0.04, 0.09], [True, True, True]),
        ([0.09, 0.03, 0.04], [True, True, True]),
        ([0.04, 0.04, 0.04], [False, False, False]),
        ([0.03, 0.06, 0.07], [True, False, False]),
        # 0.07 alone would reach the last limit; 0.06 has failed before it.
        ([0.07, 0.03, 0.06], [False, True, False]),
        ([0.0, 0.0], [True, True]),
        ([1.0, 0.05], [False, True]),
    ],
)
def test_each_is_held_against_what_is_left_of_the_family(p_values: list[float], expected: list[bool]) -> None:
    assert list(holm(p_values)) == expected


def test_another_family_level_moves_every_limit() -> None:
    assert holm([0.03, 0.2], 0.05) == (False, False)
    assert holm([0.02, 0.05], 0.05) == (True, True)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.5, wrong])


@given(P_VALUES)
def test_it_never_stands_where_a_lone_comparison_would_not_and_always_where_bonferroni_does(
    p_values: list[float],
) -> None:
    for p, stands in zip(p_values, holm(p_values), strict=True):
        assert not stands or p <= 0.10
        assert stands or p > 0.10 / len(p_values)


@given(P_VALUES)
def test_a_smaller_p_value_never_falls_where_a_larger_one_stands(p_values: list[float]) -> None:
    standing = [p for p, stands in zip(p_values, holm(p_values), strict=True) if stands]
    fell = [p for p, stands in zip(p_values, holm(p_values), strict=True) if not stands]
    assert not standing or not fell or max(standing) <= min(fell)


@given(P_VALUES, st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(p_values: list[float], chance: object) -> None:
    answers = dict(zip(p_values, holm(p_values), strict=True))
    order = list(p_values)
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert dict(zip(order, holm(order), strict=True)) == answers
