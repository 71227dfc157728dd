"""Changes in words: the seven are counted as capitals, and a cross-cutting dimension stands by its name."""

from dataclasses import replace
from fractions import Fraction

from app.assessment.results.results import Trend, YearComparison
from app.reports.figures.change_words import change_conclusion, named_changes
from tests.unit.reports.support import samples

QUESTIONNAIRE = samples.questionnaire()


def comparison(**trends: Trend) -> YearComparison:
    """The sample's, where only these capitals have a clear change."""
    whole = samples.comparison(QUESTIONNAIRE)
    changes = tuple(
        replace(
            capital,
            not_compared=None,
            earlier=Fraction(2),
            later=Fraction(5, 2),
            trend=trends.get(capital.capital_id, Trend.UNCLEAR),
        )
        for capital in whole.capitals
    )
    return replace(whole, capitals=changes)


def test_a_cross_cutting_dimension_is_named_and_not_counted() -> None:
    changes = comparison(politiskt=Trend.UP, human=Trend.UP, mottagarformaga=Trend.UP, realt=Trend.DOWN)
    assert change_conclusion(changes, QUESTIONNAIRE) == (
        "Två kapitalslag och mottagarförmågan har gått tydligt upp och ett tydligt ned sedan 2025."
    )
    alone = comparison(mottagarformaga=Trend.UP, realt=Trend.DOWN)
    assert change_conclusion(alone, QUESTIONNAIRE) == (
        "Mottagarförmågan har gått tydligt upp och ett kapitalslag tydligt ned sedan 2025."
    )


def test_a_change_over_years_names_the_capitals() -> None:
    words = named_changes(comparison(politiskt=Trend.UP, human=Trend.UP), QUESTIONNAIRE, 2027)
    assert words == (
        "Från 2025 till 2027, på gemensamma frågor: politiskt kapital (+0,5) och humankapital (+0,5) tydligt upp."
    )


def test_without_a_clear_change_none_is_named() -> None:
    assert named_changes(comparison(), QUESTIONNAIRE, 2027) == "Inget kapitalslag har förändrats tydligt sedan 2025."
