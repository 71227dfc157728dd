"""Whether a region has changed (method 5): by hand, against a few lines of numpy, and what must always hold."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.assessment.comparison import regional_change
from app.assessment.comparison.regional_change import Judged, RegionalChange, regional_changes
from app.assessment.results.results import Trend

START = Fraction(2)


def moved(*tenths: int) -> list[tuple[Fraction, Fraction]]:
    """Kommuner that all begin at 2,0 and have moved by so many tenths."""
    return [(START, START + Fraction(tenth, 10)) for tenth in tenths]


def change(*tenths: int, invitations: int = 13) -> RegionalChange:
    return regional_changes({"politiskt": moved(*tenths)}, invitations)["politiskt"]


def test_a_paired_interval_by_hand() -> None:
    """Differences 1, 2, 3, 4, 5 tenths: mean 0,3, s = √0,025; of 10 kommuner √(1 − 5/10); t(4; 0,95) = 2,132."""
    result = change(1, 2, 3, 4, 5, invitations=10)
    reach = 2.131847 * sqrt(0.025) / sqrt(5) * sqrt(0.5)
    assert (result.earlier, result.later, result.difference) == (START, Fraction(23, 10), Fraction(3, 10))
    assert (result.rose, result.fell, result.kommuner, result.invited) == (5, 0, 5, 10)
    assert result.low == pytest.approx(0.3 - reach)
    assert result.high == pytest.approx(0.3 + reach)
    assert (result.judged, result.trend) == (Judged.SAMPLE, Trend.UP)


def test_a_mean_far_below_half_a_level_is_clear_where_kommuner_go_the_same_way() -> None:
    assert change(2, 2, 3, 1, 2, 2, 3, 1).trend is Trend.UP
    assert change(-2, -2, -3, -1, -2, -2, -3, -1).trend is Trend.DOWN


def test_a_mean_of_more_than_half_a_level_is_not_clear_where_kommuner_go_different_ways() -> None:
    result = change(20, -8, 15, -10, 12)
    assert result.difference > Fraction(1, 2)
    assert (result.trend, result.rose, result.fell) == (Trend.UNCLEAR, 3, 2)


def test_four_kommuner_are_never_said_to_have_changed_together() -> None:
    result = change(10, 10, 10, 10)
    assert (result.judged, result.trend, result.low, result.high) == (Judged.TOO_FEW, None, None, None)
    assert (result.difference, result.rose) == (Fraction(1), 4)


def test_a_mean_over_every_kommun_of_the_round_has_no_sampling_error() -> None:
    result = change(9, -3, 1, -5, 4, invitations=5)
    assert (result.judged, result.trend, result.low, result.high) == (Judged.EVERYBODY, Trend.UP, None, None)
    assert change(9, -3, -1, -5, 0, invitations=5).trend is Trend.UNCLEAR


def test_kommuner_that_have_moved_exactly_alike_leave_no_doubt() -> None:
    result = change(1, 1, 1, 1, 1)
    assert result.trend is Trend.UP
    assert result.low == result.high == pytest.approx(0.1)
    assert change(0, 0, 0, 0, 0).trend is Trend.UNCLEAR


def test_one_capital_alone_can_be_clear_and_not_be_it_among_seven() -> None:
    """p = 0,08 stands by itself against 0,10, and falls against 0,10/7 among quiet ones."""
    shaky, quiet = moved(4, -1, 3, 0, 4, 1, -2, 3), moved(1, -1, 2, -2, 1, -1, 0, 0)
    alone = regional_changes({"politiskt": shaky}, 40)["politiskt"]
    among = regional_changes({"politiskt": shaky, **{f"c{place}": quiet for place in range(6)}}, 40)["politiskt"]
    assert (alone.trend, among.trend) == (Trend.UP, Trend.UNCLEAR)
    assert (alone.low, alone.high) == (among.low, among.high)


def test_capitals_with_too_few_do_not_make_it_harder_for_the_others() -> None:
    shaky, few = moved(4, -1, 3, 0, 4, 1, -2, 3), moved(1, 2)
    changes = regional_changes({"politiskt": shaky, **{f"c{place}": few for place in range(6)}, "tom": []}, 40)
    assert changes["politiskt"].trend is Trend.UP
    assert "tom" not in changes


def test_more_compared_than_invited_is_refused() -> None:
    with pytest.raises(ValueError, match="more kommuner"):
        change(1, 2, 3, invitations=2)


def test_the_least_number_is_read_from_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regional_change, "MIN_KOMMUNER", 4)
    assert change(10, 10, 10, 9).trend is Trend.UP


TENTHS = st.lists(st.integers(-40, 40), min_size=5, max_size=13)


@given(st.lists(TENTHS, min_size=1, max_size=7), st.integers(0, 20))
def test_it_agrees_with_a_recount_in_numpy(capitals: list[list[int]], more: int) -> None:
    invitations = max(map(len, capitals)) + more
    changes = regional_changes({str(place): moved(*of) for place, of in enumerate(capitals)}, invitations)
    p_values = []
    for place, of in enumerate(capitals):
        d = np.array(of) / 10
        error = stats.sem(d) * np.sqrt(1 - len(d) / invitations)
        certain = np.ptp(d) == 0 or len(d) == invitations
        t = 0.0 if sum(of) == 0 else np.inf if certain else d.mean() / error
        p_values.append(2 * stats.t.sf(abs(t), len(d) - 1))
        if len(d) < invitations:
            ends = d.mean() + np.array([-1, 1]) * stats.t.ppf(0.95, len(d) - 1) * error
            assert changes[str(place)].low == pytest.approx(ends[0])
            assert changes[str(place)].high == pytest.approx(ends[1])
    clear = _holm_by_adjusted_p(np.array(p_values))
    assert [result.trend is not Trend.UNCLEAR for result in changes.values()] == clear


def _holm_by_adjusted_p(p: np.ndarray) -> list[bool]:
    order = np.argsort(p, kind="stable")
    values = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    return list((values <= 0.10)[np.argsort(order, kind="stable")])


@given(TENTHS, st.integers(0, 20))
def test_the_mirrored_change_has_the_mirrored_verdict(tenths: list[int], more: int) -> None:
    there, back = (change(*of, invitations=len(tenths) + more) for of in (tenths, [-tenth for tenth in tenths]))
    mirror = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.UNCLEAR: Trend.UNCLEAR, None: None}
    assert back.trend is mirror[there.trend]
    assert (back.rose, back.fell) == (there.fell, there.rose)
