"""Whose result a region is shown, how levels spread, and how the same kommuner have changed."""

from fractions import Fraction

from app.assessment.questionnaire import Form
from app.assessment.results import CapitalChange, CapitalResult, NotCompared, Trend
from app.assessment.scoring import score
from app.followup.overview import Distribution, MeanChange, Showing, distribution, mean_change, showing
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

LEVEL = Fraction(1)
QUESTIONNAIRE = a_questionnaire(a_capital("politiskt", [a_question("q")]))


def result(choice: int | str | None) -> CapitalResult:
    return score(QUESTIONNAIRE, Form.LONG, answered(agreed={} if choice is None else {"q": choice})).capitals[0]


def change(earlier: int, later: int, capital_id: str = "politiskt", trend: Trend = Trend.UNCLEAR) -> CapitalChange:
    return CapitalChange(capital_id, None, 1, 1, Fraction(earlier), Fraction(later), trend)


def test_a_finished_result_is_the_kommuns_own_to_share() -> None:
    assert showing(has_begun=True, is_closed=True, shares=True) is Showing.RESULT
    assert showing(has_begun=True, is_closed=True, shares=False) is Showing.NOT_SHARED


def test_before_answering_has_ended_nothing_is_shown_whatever_is_shared() -> None:
    for shares in (True, False):
        assert showing(has_begun=True, is_closed=False, shares=shares) is Showing.NOT_READY
        assert showing(has_begun=False, is_closed=False, shares=shares) is Showing.NOT_ANSWERED


def test_each_kommun_is_counted_once_and_none_without_a_level_is_on_the_lowest() -> None:
    results = [result(choice) for choice in (1, 3, 3, 5, None, "-")]
    assert distribution("politiskt", results, 5) == Distribution("politiskt", (1, 0, 2, 0, 1), 1, 1)


def test_the_mean_is_over_the_kommuner_that_can_be_compared_in_that_capital() -> None:
    uncompared = CapitalChange("politiskt", NotCompared.NO_SCORE, 0, 1, None, None, None)
    kommuner = [[change(1, 2), change(4, 0, "realt")], [change(2, 4)], [uncompared]]
    found = mean_change("politiskt", kommuner, LEVEL)
    assert found == MeanChange("politiskt", 2, Fraction(3, 2), Fraction(3), Trend.UP, 0, 0, 2)
    assert found.difference == Fraction(3, 2)


def test_a_mean_that_moves_by_less_than_half_a_level_has_not_changed_clearly() -> None:
    """Up by 1 and down by 2 halves to −0.5, which is clear; up by 1 among three is a third, and is not."""
    clear = mean_change("politiskt", [[change(1, 2, trend=Trend.UP)], [change(4, 2, trend=Trend.DOWN)]], LEVEL)
    assert (clear.trend, clear.up, clear.down, clear.unclear) == (Trend.DOWN, 1, 1, 0)
    quiet = mean_change("politiskt", [[change(1, 2, trend=Trend.UP)], [change(3, 3)], [change(2, 2)]], LEVEL)
    assert (quiet.difference, quiet.trend, quiet.up, quiet.unclear) == (Fraction(1, 3), Trend.UNCLEAR, 1, 2)


def test_without_any_to_compare_there_is_no_mean() -> None:
    found = mean_change("politiskt", [[change(1, 2, "realt")]], LEVEL)
    assert (found.kommuner, found.earlier, found.later, found.difference) == (0, None, None, None)
