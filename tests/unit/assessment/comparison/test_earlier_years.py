"""Method 11: two years stand on one scale only where every level is worth the same in both."""

from decimal import Decimal

import pytest

from app.assessment.comparison.earlier_years import EarlierYear, is_same_scale
from app.assessment.questionnaires.questionnaire import Form, Level, Questionnaire
from app.assessment.results.scoring import score
from tests.unit.builders import a_capital, a_questionnaire, all_agreed


def edition(year: int, *levels: str, equals: dict[str, str] | None = None) -> Questionnaire:
    """`equals` is what the edition states of the scale before it: old value -> its own."""
    mapping = None if equals is None else {Decimal(old): Decimal(new) for old, new in equals.items()}
    return a_questionnaire(year=year, scale=levels).model_copy(update={"previous_scale": mapping})


OLD = edition(2024, "0", "1", "2")


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (edition(2025, "0", "1", "2"), True),
        (edition(2025, "0", "1", "2", "3"), False),  # another scale of which nothing is stated
        (edition(2025, "1", "2", "3", equals={"0": "1", "1": "2", "2": "3"}), False),  # comparable, other values
        (edition(2025, "0", "1", "2", "3", equals={"0": "0", "1": "1", "2": "2"}), True),  # a level added at the top
        (edition(2025, "0", "1", "2", "3", equals={"0": "0", "1": "1", "2": "3"}), False),
    ],
)
def test_two_scales_are_the_same_when_no_level_has_another_value(later: Questionnaire, same: bool) -> None:
    assert is_same_scale([OLD, later]) is same


def test_labels_may_change_and_a_year_between_counts() -> None:
    relabelling = OLD.model_copy(
        update={"year": 2025, "scale": tuple(Level(value=level.value, label="Annat") for level in OLD.scale)}
    )
    assert is_same_scale([OLD, relabelling])
    # Away to another scale and back again: what was answered in between is no bridge.
    assert not is_same_scale([OLD, edition(2025, "1", "2", "3"), edition(2026, "0", "1", "2")])


def test_an_earlier_year_has_its_own_result_and_nothing_for_what_it_did_not_ask() -> None:
    questionnaire = a_questionnaire(a_capital("politiskt"), year=2025)
    earlier = EarlierYear(
        2025, questionnaire, score(questionnaire, Form.LONG, all_agreed(**{"politiskt-q1": 4})), same_scale=True
    )
    politiskt = earlier.capital("politiskt")
    assert politiskt is not None
    assert politiskt.index == 3  # the fourth of the levels 0 1 2 3 4
    assert earlier.capital("realt") is None
