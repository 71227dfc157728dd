"""The two-sided mirror: the difference in levels, what is flagged, and when a median may be shown or made again."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.comparison.benchmarks import MIN_CHANGED, MIN_KOMMUNER, Benchmark, PublishedFigures
from app.assessment.comparison.mirror import Reflection, discloses_few, mirror_standing, reflections

VALUES = tuple(map(Fraction, range(5)))
UNEVEN = (Fraction(0), Fraction(10), Fraction(100))
KOMMUNER = st.frozensets(st.integers(1, 14))
FIGURES = st.fractions(0, 4, max_denominator=12)


def one(own: Fraction | None, median: Fraction | None, level: Fraction = Fraction(1)) -> Reflection:
    return Reflection(factor="question:q", own=own, median=median, level=level)


@pytest.mark.parametrize(
    ("own", "median", "differs"),
    [("3", "2", True), ("2", "3", True), ("2.9", "2", False), ("2", "2", False), ("0", "4", True)],
)
def test_one_level_or_more_is_to_see_differently_whichever_is_higher(own: str, median: str, *, differs: bool) -> None:
    assert one(Fraction(own), Fraction(median)).sees_differently is differs


def test_on_an_uneven_scale_a_level_is_its_share_of_the_whole() -> None:
    # (100 - 0) / 2 = 50 for one level
    ((reflection),) = reflections(["q"], {"q": Fraction(100)}, {"q": Benchmark(count=5, median=Fraction(75))}, UNEVEN)
    assert reflection.gap == Fraction(1, 2)
    assert not reflection.sees_differently


@pytest.mark.parametrize(("own", "median"), [(None, Fraction(1)), (Fraction(1), None), (None, None)])
def test_without_both_sides_there_is_no_difference(own: Fraction | None, median: Fraction | None) -> None:
    assert one(own, median).gap is None
    assert not one(own, median).sees_differently


@given(FIGURES, FIGURES)
def test_turned_around_the_difference_is_as_large(own: Fraction, median: Fraction) -> None:
    there, back = one(own, median).gap, one(median, own).gap
    assert there is not None
    assert there == -(back or 0)
    assert one(own, median).sees_differently == one(median, own).sees_differently == (abs(own - median) >= 1)


@given(st.integers(MIN_KOMMUNER, 20), st.integers(0, 20))
def test_a_median_is_shown_only_with_enough_kommuner_that_the_reader_knows_nothing_of(count: int, known: int) -> None:
    (reflection,) = reflections(["q"], {}, {"q": Benchmark(count=count, median=Fraction(2))}, VALUES, known)
    assert (reflection.median is not None) == (count - known >= MIN_KOMMUNER)


def test_factors_keep_their_order_and_those_without_figures_are_there_too() -> None:
    found = reflections(["b", "a"], {"a": Fraction(2)}, {}, VALUES)
    assert [(item.factor, item.own, item.median) for item in found] == [("b", None, None), ("a", Fraction(2), None)]


@given(KOMMUNER, KOMMUNER)
def test_what_is_shown_never_tells_of_one_or_two_that_came_or_left(
    made_of: frozenset[int], now: frozenset[int]
) -> None:
    """Figures are kept as they were, so that they say nothing new; or made again when at least three differ; and what
    somebody has left is shown to nobody."""
    standing = mirror_standing(made_of, now)
    if standing is PublishedFigures.RECALCULATE:
        assert len(made_of ^ now) >= MIN_CHANGED
    if standing is PublishedFigures.KEEP:
        assert made_of <= now
    if made_of - now and len(made_of ^ now) < MIN_CHANGED:
        assert standing is PublishedFigures.HIDE


@given(KOMMUNER)
def test_one_or_two_newcomers_change_nothing(made_of: frozenset[int]) -> None:
    for newcomers in ({21}, {21, 22}):
        assert mirror_standing(made_of, made_of | newcomers) is PublishedFigures.KEEP
    assert mirror_standing(made_of, made_of | {21, 22, 23}) is PublishedFigures.RECALCULATE


@pytest.mark.parametrize(
    ("beside", "tells"),
    [
        ([], False),
        ([{1, 2, 3, 4, 5}], False),
        ([{1, 2, 3, 4, 5, 6}], True),
        ([{1, 2, 3, 4}], True),
        ([{1, 2, 3, 4, 6}], True),
        ([{1, 2, 3, 4, 5, 6, 7, 8}], False),
        ([{1, 2, 3, 4, 5}, {2, 3, 4, 5}], True),
    ],
    ids=[
        "nothing beside",
        "the same",
        "one more",
        "one less",
        "another for one",
        "three more",
        "one less in one of two",
    ],
)
def test_beside_other_figures_a_difference_of_one_or_two_discloses(beside: list[set[int]], tells: bool) -> None:
    assert discloses_few(frozenset({1, 2, 3, 4, 5}), list(map(frozenset, beside))) is tells
