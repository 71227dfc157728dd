"""Sums over a common denominator are the plain ones, to the last digit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.results.exact import exact_mean, exact_squares, exact_weighted_mean

figures = st.lists(st.fractions(-20, 20, max_denominator=60), min_size=1, max_size=12)
weights = st.fractions(Fraction(1, 10), 9, max_denominator=20)


@given(figures)
def test_the_mean_is_the_sum_over_the_count(sample: list[Fraction]) -> None:
    assert exact_mean(sample) == sum(sample, Fraction()) / len(sample)


@given(figures)
def test_squares_are_those_of_the_distances_from_the_mean(sample: list[Fraction]) -> None:
    mean = sum(sample, Fraction()) / len(sample)
    assert exact_squares(sample) == sum(((value - mean) ** 2 for value in sample), Fraction())


@given(st.lists(st.tuples(weights, st.fractions(-20, 20, max_denominator=60)), min_size=1, max_size=12))
def test_the_weighted_mean_is_weighed_sum_over_weights(pairs: list[tuple[Fraction, Fraction]]) -> None:
    plain = sum((weight * value for weight, value in pairs), Fraction()) / sum(weight for weight, _ in pairs)
    assert exact_weighted_mean(pairs) == plain


def test_by_hand() -> None:
    assert exact_mean([1, 2, 4]) == Fraction(7, 3)
    assert exact_squares([1, 2, 4]) == Fraction(14, 3)
    assert exact_weighted_mean([(Fraction(2), Fraction(1, 2)), (Fraction(1), Fraction(4))]) == Fraction(5, 3)


def test_nothing_has_no_mean() -> None:
    with pytest.raises(ZeroDivisionError):
        exact_mean([])
