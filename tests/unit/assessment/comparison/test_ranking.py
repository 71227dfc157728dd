"""Rank intervals (method 9): by hand where nothing is uncertain, and against a plain recount where everything is."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from app.assessment.comparison import ranking
from app.assessment.comparison.ranking import (
    PairShare,
    RankDraws,
    RankInterval,
    has_uncertainty,
    pooled_error,
    rank_draws,
)
from app.assessment.results.results import CapitalResult, CapitalStatus, Interval, NoInterval

SCALE = tuple(map(Fraction, range(5)))
DRAWS = 400
UNKNOWN = None
SURE = 0.0


def an_interval(error: float, freedom: int = 9) -> Interval:
    return Interval(0, 4, 12, error, freedom, few=False)


def result(capital: str, tenths: int | None, error: float | None = SURE) -> CapitalResult:
    """An index in tenths with a standard error on nine degrees of freedom, or without an interval."""
    index = None if tenths is None else Fraction(tenths, 10)
    interval = NoInterval.AGREED if error is None else an_interval(error)
    status = CapitalStatus.INSUFFICIENT if index is None else CapitalStatus.SCORED
    return CapitalResult(capital, status, index, None, None, None, interval, None, ())


def drawn(*kommuner: list[CapitalResult], seed: int = 7, draws: int = DRAWS) -> RankDraws:
    """Kommuner are numbered from 0."""
    return rank_draws(dict(enumerate(kommuner)), SCALE, np.random.default_rng(seed), draws)


def ranks(*kommuner: list[CapitalResult]) -> list[RankInterval]:
    return list(drawn(*kommuner).intervals.values())


def test_a_kommun_that_is_higher_everywhere_is_always_above() -> None:
    ranking = drawn([result("a", 30), result("b", 30)], [result("a", 20), result("b", 10)])
    assert list(ranking.intervals.values()) == [RankInterval(1, 1), RankInterval(2, 2)]
    assert (ranking.pair(0, 1), ranking.pair(1, 0)) == (PairShare(DRAWS, 0, 0), PairShare(0, DRAWS, 0))


def test_two_that_are_strong_in_different_capitals_change_places_with_the_weights() -> None:
    """Each is above when its capital weighs more than a half, which Dirichlet(1, 1) gives half the time."""
    ranking = drawn([result("a", 30), result("b", 10)], [result("a", 10), result("b", 30)], draws=20_000)
    assert list(ranking.intervals.values()) == [RankInterval(1, 2)] * 2
    assert ranking.pair(0, 1).above / 20_000 == pytest.approx(0.5, abs=0.015)


def test_weights_are_equally_likely_all_over() -> None:
    """With 2 against 1 in one capital and 1 against 4 in the other, w·1 > (1 − w)·3 when w > 3/4: a quarter of all."""
    ranking = drawn([result("a", 20), result("b", 10)], [result("a", 10), result("b", 40)], draws=20_000)
    assert ranking.pair(0, 1).above / 20_000 == pytest.approx(0.25, abs=0.015)


def test_equal_kommuner_share_the_best_rank_and_are_level_in_every_draw() -> None:
    same = [result("a", 20), result("b", 20)]
    ranking = drawn(same, same, same)
    assert set(ranking.intervals.values()) == {RankInterval(1, 1)}
    assert ranking.pair(0, 2) == PairShare(0, 0, DRAWS)


def test_overlapping_intervals_do_not_mean_that_two_cannot_be_told_apart() -> None:
    """A third that may be anywhere pushes both about: their intervals meet, and one is always above the other."""
    ranking = drawn([result("a", 21)], [result("a", 20)], [result("a", 20, 2.0)])
    assert ranking.intervals[0].worst >= ranking.intervals[1].best
    assert ranking.pair(0, 1) == PairShare(DRAWS, 0, 0)


def test_uncertainty_widens_the_interval() -> None:
    assert ranks([result("a", 22)], [result("a", 20)])[0] == RankInterval(1, 1)
    assert ranks([result("a", 22, 0.4)], [result("a", 20, 0.4)])[0] == RankInterval(1, 2)


def test_what_is_drawn_stays_on_the_scale() -> None:
    """Both at the top, one of them wildly uncertain: clipped, it can tie but never pass."""
    ranking = drawn([result("a", 40)], [result("a", 40, 50.0)])
    assert ranking.intervals[0] == RankInterval(1, 1)
    assert (ranking.pair(0, 1).below, ranking.pair(0, 1).level > 100) == (0, True)


def test_missing_uncertainty_is_not_certainty() -> None:
    """Without an interval of its own the first is drawn as the second is, not as if it were sure."""
    ranking = drawn([result("a", 22, UNKNOWN)], [result("a", 20, 0.4)], draws=20_000)
    assert ranking.intervals[0] == RankInterval(1, 2)
    both_known = drawn([result("a", 22, 0.4)], [result("a", 20, 0.4)], draws=20_000)
    assert ranking.pair(0, 1).above == both_known.pair(0, 1).above
    assert ranking.borrowed == {0: ("a",)}


def test_the_pooled_error_is_the_root_mean_square_of_those_who_have_one() -> None:
    """√((0,09 + 0,49)/2); (0,09 + 0,49)² / (0,0081/9 + 0,2401/4) degrees of freedom."""
    error = pooled_error([an_interval(0.3, 9), an_interval(0.7, 4)])
    assert error is not None
    assert error.error == pytest.approx(sqrt(0.29))
    assert error.degrees_of_freedom == pytest.approx(0.58**2 / (0.0081 / 9 + 0.2401 / 4))
    assert pooled_error([]) is None
    nothing = pooled_error([an_interval(0.0, 9), an_interval(0.0, 4)])
    assert nothing is not None
    assert (nothing.error, nothing.degrees_of_freedom) == (0, 13)


def test_where_nobody_has_an_interval_in_a_capital_the_error_of_all_capitals_is_used() -> None:
    kommuner = [[result("a", 22, 0.4), result("b", 20, UNKNOWN)], [result("a", 20, 0.4), result("b", 20, UNKNOWN)]]
    ranking = drawn(*kommuner)
    assert ranking.unknown == ("b",)
    assert ranking.borrowed == {0: ("b",), 1: ("b",)}
    assert ranking.pair(0, 1).level == 0


def test_where_nobody_has_an_interval_at_all_there_is_no_order() -> None:
    nobody = {0: [result("a", 22, UNKNOWN)], 1: [result("a", 20, UNKNOWN)]}
    assert not has_uncertainty(nobody)
    with pytest.raises(ValueError, match="some kommun with an interval"):
        rank_draws(nobody, SCALE, np.random.default_rng(1))


def test_the_same_seed_gives_the_same_ranks_and_another_seed_other_draws() -> None:
    kommuner = [[result("a", 20 + step, 0.3)] for step in range(3)]
    assert drawn(*kommuner) == drawn(*kommuner)
    assert drawn(*kommuner).above != drawn(*kommuner, seed=8).above


def test_a_single_kommun_is_first() -> None:
    assert ranks([result("a", 20)]) == [RankInterval(1, 1)]


def test_a_capital_without_a_score_cannot_be_ranked() -> None:
    with pytest.raises(ValueError, match="score"):
        ranks([result("a", None)], [result("a", 10)])
    with pytest.raises(ValueError, match="same capitals"):
        ranks([result("a", 10)], [result("b", 10)])


def test_the_number_of_draws_is_read_from_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "DRAWS", 31)
    assert rank_draws({0: [result("a", 10)]}, SCALE, np.random.default_rng(1)).draws == 31


def test_it_agrees_with_a_recount_draw_by_draw() -> None:
    """Five kommuner, three capitals, one interval missing: 20,000 draws of another kind of generator, one at a time."""
    tenths = [[24, 20, 31], [22, 25, 18], [20, 21, 22], [15, 27, 20], [38, 8, 21]]
    errors: list[list[float | None]] = [
        [0.3, 0.2, 0.4],
        [0.2, 0.2, 0.2],
        [0.3, None, 0.1],
        [0.25, 0.3, 0.2],
        [0.4, 0.3, 0.3],
    ]
    kommuner = [
        [result(name, index, error) for name, index, error in zip("abc", *row, strict=True)]
        for row in zip(tenths, errors, strict=True)
    ]
    ranking = drawn(*kommuner, draws=20_000)
    variances = np.square([0.2, 0.2, 0.3, 0.3])
    missing, freedom = np.sqrt(variances.mean()), variances.sum() ** 2 / np.sum(variances**2 / 9)
    chance = np.random.RandomState(20)
    places, above = [], np.zeros((5, 5))
    for _ in range(20_000):
        weights = chance.exponential(size=3)
        weights /= weights.sum()
        total = []
        for index, error in zip(tenths, errors, strict=True):
            df = np.array([freedom if kommun is None else 9 for kommun in error])
            scale = np.array([missing if kommun is None else kommun for kommun in error])
            t = chance.normal(size=3) / np.sqrt(chance.chisquare(df) / df)
            total.append(weights @ np.clip(np.array(index) / 10 + t * scale, 0, 4))
        places.append([1 + sum(other > kommun for other in total) for kommun in total])
        above += np.array([[kommun > other for other in total] for kommun in total])
    low, high = np.percentile(places, [5, 95], axis=0)
    assert list(ranking.intervals.values()) == [RankInterval(*ends) for ends in zip(low, high, strict=True)]
    for kommun in range(5):
        for other in range(5):
            assert ranking.above[kommun][other] / 20_000 == pytest.approx(above[kommun][other] / 20_000, abs=0.015)
