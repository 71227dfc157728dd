"""The figures that open a region's overview, calculated by hand."""

from dataclasses import replace
from fractions import Fraction

from app.assessment.results.results import Overall, Profile
from app.rounds.overview.key_figures import LowestCapital, Middle, lowest_capital, middle_overall
from tests.unit.reports.support.regional_samples import profile


def with_overall(index: str) -> Profile:
    return replace(profile("2"), overall=Overall(Fraction(index), "politiskt"))


def test_the_middle_is_over_those_with_a_score_in_every_capital() -> None:
    profiles = [with_overall("1"), with_overall("2.5"), with_overall("4"), with_overall("2"), profile("3")]
    # 1, 2, 2.5 and 4: half-way between 2 and 2.5
    assert middle_overall(profiles) == Middle(Fraction(9, 4), 4)
    assert middle_overall([profile("3")]) is None


def test_the_lowest_capital_has_the_lowest_median_and_is_the_first_of_several() -> None:
    capital_ids = ["politiskt", "finansiellt", "human"]
    profiles = [profile("3", finansiellt="1", human="0"), profile("3", finansiellt="2", human="4"), profile("3")]
    # finansiellt 1, 2, 3; human 0, 4, 3
    assert lowest_capital(capital_ids, profiles) == LowestCapital("finansiellt", Fraction(2), 3)
    assert lowest_capital(capital_ids, [profile("3")]) == LowestCapital("politiskt", Fraction(3), 1)
    assert lowest_capital(capital_ids, []) is None
