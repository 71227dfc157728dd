"""How well a result tells kommuner apart (method 12): by hand, and against an analysis of variance in numpy."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.instrument.reliability import MIN_RELIABILITY, capital_reliability, reliability, respondents_needed


def indices(*kommuner: list[int]) -> dict[int, list[Fraction]]:
    return {place: [Fraction(tenth, 10) for tenth in tenths] for place, tenths in enumerate(kommuner)}


@pytest.mark.parametrize(
    ("icc1", "people", "expected"),
    [(0.2, 1, 0.2), (0.2, 5, 1.0 / 1.8), (0.5, 3, 0.75), (1.0, 4, 1.0), (0.1, 21, 0.7)],
)
def test_reliability_by_hand(icc1: float, people: int, expected: float) -> None:
    """n·ICC1/(1 + (n − 1)·ICC1): for 0,1 and 21 people 2,1/3."""
    assert reliability(icc1, people) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("icc1", "count"), [(0.1, 21), (0.2, 10), (0.25, 7), (0.5, 3), (0.7, 1), (0.95, 1), (1.0, 1), (0.01, 231)]
)
def test_how_many_are_needed_by_hand(icc1: float, count: int) -> None:
    """0,7·(1 − ICC1)/(0,3·ICC1): for 0,2 it is 0,56/0,06 = 9,33, so ten."""
    assert respondents_needed(icc1, MIN_RELIABILITY) == count


@given(st.floats(0.001, 0.999))
def test_those_needed_reach_it_and_one_fewer_does_not(icc1: float) -> None:
    count = respondents_needed(icc1, MIN_RELIABILITY)
    assert reliability(icc1, count) >= MIN_RELIABILITY - 1e-6
    assert count == 1 or reliability(icc1, count - 1) < MIN_RELIABILITY + 1e-6


def test_it_agrees_with_an_analysis_of_variance_in_numpy() -> None:
    kommuner = [
        [10, 14, 12, 20, 11],
        [22, 20, 25, 24, 30, 28],
        [15, 9, 12, 16, 18],
        [31, 30, 35, 28, 33, 30, 36],
        [12, 20, 22, 19, 14],
    ]
    result = capital_reliability("politiskt", indices(*kommuner), 5)
    groups = [np.array(group) / 10 for group in kommuner]
    everyone = np.concatenate(groups)
    between = sum(len(group) * (group.mean() - everyone.mean()) ** 2 for group in groups) / 4
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (len(everyone) - 5)
    icc1 = (between - within) / (between + (len(everyone) / 5 - 1) * within)
    assert result.icc1 == pytest.approx(icc1)
    assert (result.kommuner, result.respondents) == (5, 28)
    for place, group in enumerate(groups):
        assert result.by_kommun[place] == pytest.approx(len(group) * icc1 / (1 + (len(group) - 1) * icc1))


def test_each_kommun_has_its_own_number_of_respondents() -> None:
    alike = [
        [10, 20, 30, 20, 20, 10, 30],
        [20, 30, 40, 30, 30],
        [0, 10, 20, 10, 10],
        [10, 20, 30, 20, 20],
        [30, 40, 20, 30, 30],
    ]
    by_kommun = capital_reliability("politiskt", indices(*alike), 5).by_kommun
    assert by_kommun[0] > by_kommun[1] == by_kommun[2] == by_kommun[3] == by_kommun[4]


def test_kommuner_that_differ_no_more_than_persons_have_none() -> None:
    result = capital_reliability("politiskt", indices(*[[0, 10, 20, 30, 40]] * 5), 5)
    assert result.icc1 is not None
    assert result.icc1 < 0
    assert (result.needed, result.by_kommun) == (None, {})


def test_a_kommun_with_too_few_in_the_capital_is_left_out_and_four_kommuner_are_too_few() -> None:
    five = [[10, 20, 30, 20, 20], [20, 30, 40, 30, 30], [0, 10, 20, 10, 10], [10, 20, 30, 20, 20], [30, 40, 20, 30, 30]]
    assert capital_reliability("a", indices(*five, [40, 40, 40, 40]), 5) == capital_reliability("a", indices(*five), 5)
    few = capital_reliability("a", indices(*five[:4], [30, 40, 20, 30]), 5)
    assert (few.kommuner, few.respondents, few.icc1, few.needed, few.by_kommun) == (4, 0, None, None, {})
