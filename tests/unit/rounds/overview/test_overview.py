"""Whose result a region is shown, how levels spread, and how the same kommuner have changed."""

from fractions import Fraction

from app.assessment.comparison.regional_change import Judged
from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.results import CapitalChange, CapitalResult, NotCompared, Trend
from app.assessment.results.scoring import score
from app.rounds.overview.overview import Distribution, MeanChange, Showing, distribution, mean_changes, showing
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

QUESTIONNAIRE = a_questionnaire(a_capital("politiskt", [a_question("q")]))


def result(choice: int | str | None) -> CapitalResult:
    return score(QUESTIONNAIRE, Form.LONG, answered(outcomes={} if choice is None else {"q": choice})).capitals[0]


def change(earlier: int, later: int, capital_id: str = "politiskt", trend: Trend = Trend.UNCLEAR) -> CapitalChange:
    return CapitalChange(capital_id, None, 1, 1, Fraction(earlier), Fraction(later), trend)


def test_an_approved_result_is_the_kommuns_own_to_share() -> None:
    assert showing(has_begun=True, is_final=True, shares=True) is Showing.RESULT
    assert showing(has_begun=True, is_final=True, shares=False) is Showing.NOT_SHARED


def test_before_it_is_approved_it_is_under_way_whatever_is_shared() -> None:
    for shares in (True, False):
        assert showing(has_begun=True, is_final=False, shares=shares) is Showing.NOT_READY
        assert showing(has_begun=False, is_final=False, shares=shares) is Showing.NOT_ANSWERED
    assert Showing.NOT_READY.value == "pågår"


def test_each_kommun_is_counted_once_and_none_without_a_level_is_on_the_lowest() -> None:
    results = [result(choice) for choice in (1, 3, 3, 5, None, "-")]
    assert distribution("politiskt", results, 5) == Distribution("politiskt", (1, 0, 2, 0, 1), 1, 1)


def test_the_mean_is_over_the_kommuner_that_can_be_compared_in_that_capital() -> None:
    gap = CapitalChange("politiskt", NotCompared.NO_SCORE, 0, 1, None, None, None)
    kommuner = [[change(1, 2), change(4, 0, "realt")], [change(2, 4)], [gap]]
    politiskt, realt, human = mean_changes(["politiskt", "realt", "human"], kommuner, 13)
    assert (politiskt.kommuner, politiskt.earlier, politiskt.later) == (2, Fraction(3, 2), Fraction(3))
    assert politiskt.difference == Fraction(3, 2)
    assert (politiskt.rose, politiskt.fell) == (2, 0)
    assert realt.difference == -4
    assert (realt.kommuner, realt.fell) == (1, 1)
    assert human == MeanChange("human", 0, None, None, None, 0, 0, 0)
    assert human.difference is None


def test_two_kommuner_have_a_mean_and_no_verdict() -> None:
    result = mean_changes(["politiskt"], [[change(1, 4)], [change(1, 4)]], 13)[0]
    assert result.difference == 3
    assert (result.trend, result.judged) == (None, Judged.TOO_FEW)


def test_the_mean_is_judged_in_pairs_and_kommuner_are_counted_each_by_itself_as_well() -> None:
    """Up by 1, 1, 1, 2 and 0 levels; two of them clearly."""
    up = [
        [change(1, 2, trend=Trend.UP)],
        [change(2, 4, trend=Trend.UP)],
        [change(1, 2)],
        [change(3, 4)],
        [change(2, 2)],
    ]
    result = mean_changes(["politiskt"], up, 13)[0]
    assert (result.trend, result.rose, result.fell) == (Trend.UP, 4, 0)
    assert (result.up, result.down, result.unclear) == (2, 0, 3)
