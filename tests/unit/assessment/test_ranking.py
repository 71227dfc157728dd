"""Rank intervals (method 9): the same draws give the same ranks, and only what is uncertain moves."""

import random
from fractions import Fraction

import pytest

from app.assessment.ranking import RankInterval, rank_intervals
from app.assessment.results import CapitalResult, CapitalStatus, Interval, NoInterval

SCALE = tuple(map(Fraction, range(5)))


def result(capital: str, tenths: int | None, error: float | None = None) -> CapitalResult:
    index = None if tenths is None else Fraction(tenths, 10)
    interval = NoInterval.AGREED if error is None else Interval(0, 4, 12, error, 9, few=False)
    status = CapitalStatus.INSUFFICIENT if index is None else CapitalStatus.SCORED
    return CapitalResult(capital, status, index, None, None, None, interval, None, ())


def ranks(**kommuner: list[CapitalResult]) -> dict[str, RankInterval]:
    by_id = dict(enumerate(kommuner.values()))
    found = rank_intervals(by_id, SCALE, random.Random(7), 400)
    return {name: found[place] for place, name in enumerate(kommuner)}


def test_a_kommun_that_is_higher_everywhere_is_always_before() -> None:
    found = ranks(ale=[result("a", 30), result("b", 30)], lerum=[result("a", 20), result("b", 10)])
    assert found == {"ale": RankInterval(1, 1), "lerum": RankInterval(2, 2)}


def test_two_that_are_strong_in_different_capitals_change_places_with_the_weights() -> None:
    found = ranks(ale=[result("a", 30), result("b", 10)], lerum=[result("a", 10), result("b", 30)])
    assert found == {"ale": RankInterval(1, 2), "lerum": RankInterval(1, 2)}


def test_equal_kommuner_share_the_best_rank() -> None:
    same = [result("a", 20), result("b", 20)]
    assert set(ranks(ale=same, lerum=same, partille=same).values()) == {RankInterval(1, 1)}


def test_uncertainty_widens_the_interval() -> None:
    sure = ranks(ale=[result("a", 22)], lerum=[result("a", 20)])
    unsure = ranks(ale=[result("a", 22, 0.4)], lerum=[result("a", 20, 0.4)])
    assert sure["ale"] == RankInterval(1, 1)
    assert unsure["ale"] == RankInterval(1, 2)


def test_what_is_drawn_stays_on_the_scale() -> None:
    """Both at the top, one of them wildly uncertain: clipped, it can tie but never pass."""
    found = ranks(ale=[result("a", 40)], lerum=[result("a", 40, 50.0)])
    assert found["ale"] == RankInterval(1, 1)


def test_the_same_seed_gives_the_same_ranks() -> None:
    kommuner = {name: [result("a", 20 + step, 0.3)] for step, name in enumerate(("ale", "lerum", "partille"))}
    assert ranks(**kommuner) == ranks(**kommuner)


def test_a_single_kommun_and_none_at_all() -> None:
    assert ranks(ale=[result("a", 20)]) == {"ale": RankInterval(1, 1)}
    assert ranks() == {}


def test_a_capital_without_a_score_cannot_be_ranked() -> None:
    with pytest.raises(ValueError, match="score"):
        ranks(ale=[result("a", None)], lerum=[result("a", 10)])
    with pytest.raises(ValueError, match="same capitals"):
        ranks(ale=[result("a", 10)], lerum=[result("b", 10)])
