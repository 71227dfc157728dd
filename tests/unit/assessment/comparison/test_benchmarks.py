"""The anonymous benchmark (method 9): how many it needs, how it is rounded, and when it is hidden."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.comparison.benchmarks import Benchmark, PublishedFigures, benchmark, benchmarks, quantile, standing

SCALE = tuple(map(Fraction, range(5)))
UNEVEN = tuple(map(Fraction, (0, 1, 2, 5, 10)))
"""One level is 2.5."""


def of(*tenths: int, values: Sequence[Fraction] = SCALE) -> Benchmark | None:
    return benchmark([Fraction(tenth, 10) for tenth in tenths], values)


def test_fewer_than_five_kommuner_have_no_benchmark() -> None:
    assert of(10, 20, 30, 40) is None
    assert of() is None


@pytest.mark.parametrize(
    ("middle", "median"),
    [(20, "2"), (22, "2"), (Fraction("22.5"), "2.5"), (23, "2.5"), (27, "2.5"), (Fraction("27.5"), "3"), (28, "3")],
)
def test_five_to_eight_kommuner_have_a_median_rounded_to_half_a_level(middle: int | Fraction, median: str) -> None:
    result = benchmark([Fraction(tenth) / 10 for tenth in (5, 10, middle, 35, 40)], SCALE)
    assert result == Benchmark(5, Fraction(median))


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    # (1.4 + 2.2) / 2 = 1.8, to the nearest half.
    assert of(10, 12, 14, 22, 30, 31) == Benchmark(6, Fraction(2))
    assert of(*[20] * 8) == Benchmark(8, Fraction(2))


def test_from_nine_kommuner_there_are_quartiles_rounded_to_a_tenth() -> None:
    # Type 7 on nine figures: places 2, 4 and 6 counted from 0.
    result = benchmark([Fraction(hundredth, 100) for hundredth in (50, 111, 125, 133, 204, 239, 251, 300, 400)], SCALE)
    assert result == Benchmark(9, Fraction("2.0"), Fraction("1.3"), Fraction("2.5"))


def test_on_an_uneven_scale_rounding_is_in_parts_of_a_level() -> None:
    """Half a level is 1.25: 3 lies between 2.5 and 3.75, nearer to 2.5."""
    assert of(10, 20, 30, 60, 90, values=UNEVEN) == Benchmark(5, Fraction("2.5"))
    # A tenth of a level is 0.25: 3.0 is a step by itself.
    result = of(10, 15, 20, 25, 30, 60, 70, 80, 90, values=UNEVEN)
    assert result is not None
    assert [result.lower_quartile, result.median, result.upper_quartile] == [2, 3, 7]


def test_quantiles_are_those_of_type_seven() -> None:
    """R: quantile(c(1, 2, 4, 8), c(.25, .5, .75)) is 1.75, 3.00, 5.00."""
    figures = [Fraction(value) for value in (1, 2, 4, 8)]
    shares = [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]
    assert [quantile(figures, share) for share in shares] == [Fraction(7, 4), 3, 5]
    assert quantile([Fraction(3)], Fraction(1, 4)) == 3


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({1, 2, 3, 4, 5}, PublishedFigures.KEEP),
        ({1, 2, 3, 4}, PublishedFigures.HIDE),
        ({1, 2, 3, 4, 5, 6}, PublishedFigures.HIDE),
        ({1, 2, 3, 4, 6}, PublishedFigures.HIDE),
        ({1, 2, 3, 4, 5, 6, 7, 8}, PublishedFigures.RECALCULATE),
        ({1, 2}, PublishedFigures.RECALCULATE),
        ({1, 2, 3, 6, 7}, PublishedFigures.RECALCULATE),
    ],
)
def test_figures_are_hidden_until_three_kommuner_have_changed(now: set[int], expected: PublishedFigures) -> None:
    assert standing(frozenset({1, 2, 3, 4, 5}), frozenset(now)) is expected


def test_each_capital_counts_the_kommuner_that_have_a_score_in_it() -> None:
    profiles = {kommun: {"politiskt": Fraction(2), "realt": Fraction(1)} for kommun in range(5)}
    del profiles[0]["realt"]
    assert benchmarks(profiles, ["politiskt", "realt", "human"], SCALE) == {"politiskt": Benchmark(5, Fraction(2))}


indices = st.lists(st.integers(0, 400).map(lambda hundredths: Fraction(hundredths, 100)), min_size=5, max_size=20)


@given(indices)
def test_the_figures_lie_within_the_scale_and_in_order(sample: list[Fraction]) -> None:
    result = benchmark(sample, SCALE)
    assert result is not None
    assert 0 <= result.median <= 4
    if result.lower_quartile is not None and result.upper_quartile is not None:
        assert result.lower_quartile <= result.median <= result.upper_quartile


@given(indices.filter(lambda sample: len(sample) < 9))
def test_few_kommuner_never_show_more_than_one_of_nine_figures(sample: list[Fraction]) -> None:
    result = benchmark(sample, SCALE)
    assert result is not None
    assert result.median * 2 in range(9)
    assert result.lower_quartile is None
