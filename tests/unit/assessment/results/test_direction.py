"""Method 8: agreement on direction × predictability."""

from fractions import Fraction

import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.direction import direction_result, zone
from app.assessment.results.results import DirectionResult, Zone
from tests.unit.builders import a_capital, a_questionnaire, all_agreed, answered

THIRD, TWO_THIRDS, BIT = Fraction(1, 3), Fraction(2, 3), Fraction(1, 1000)


@pytest.mark.parametrize(
    ("unity", "predictability", "expected"),
    [
        (Fraction(1), Fraction(1), Zone.PLAN),
        (TWO_THIRDS, TWO_THIRDS, Zone.PLAN),
        (TWO_THIRDS - BIT, TWO_THIRDS, Zone.COMPLEX),
        (TWO_THIRDS, TWO_THIRDS - BIT, Zone.COMPLEX),
        (Fraction(0), Fraction(0), Zone.CHAOS),
        (THIRD - BIT, THIRD - BIT, Zone.CHAOS),
        (THIRD, THIRD - BIT, Zone.COMPLEX),
        (THIRD - BIT, THIRD, Zone.COMPLEX),
        (TWO_THIRDS, THIRD - BIT, Zone.UNITED_UNSURE),
        (TWO_THIRDS, THIRD, Zone.COMPLEX),
        (TWO_THIRDS - BIT, Fraction(0), Zone.COMPLEX),
        (THIRD - BIT, TWO_THIRDS, Zone.KNOWN_DIVIDED),
        (THIRD, TWO_THIRDS, Zone.COMPLEX),
        (Fraction(0), TWO_THIRDS - BIT, Zone.COMPLEX),
        (Fraction(1, 2), Fraction(1, 2), Zone.COMPLEX),
    ],
)
def test_a_third_is_middle_and_two_thirds_is_high(unity: Fraction, predictability: Fraction, expected: Zone) -> None:
    assert zone(unity, predictability) is expected


def directed(answers: AssessmentAnswers, form: Form = Form.LONG, scale: tuple[str, ...] = ()) -> DirectionResult:
    capital = a_capital("politiskt", has_direction=True)
    questionnaire = a_questionnaire(capital, scale=scale or ("0", "1", "2", "3", "4"))
    return direction_result(capital, questionnaire, form, answers, questionnaire.limits)


def test_both_results_are_rescaled_to_between_0_and_1() -> None:
    result = directed(all_agreed(politiskt_unity=4, politiskt_way=2))

    assert (result.unity, result.predictability, result.zone) == (Fraction(3, 4), Fraction(1, 4), Zone.UNITED_UNSURE)


def test_a_scale_that_does_not_start_at_0_is_rescaled_too() -> None:
    # Values −2…10: 4 lies (4 + 2)/12 = 1/2 up.
    result = directed(all_agreed(politiskt_unity=3, politiskt_way=5), scale=("-2", "1", "4", "7", "10"))

    assert (result.unity, result.predictability) == (Fraction(1, 2), Fraction(1))


def test_the_results_are_role_balanced_like_any_other_question() -> None:
    people = [("fortroendevald", {"politiskt-unity": 5})] * 5 + [("strateg", {"politiskt-unity": 1})] * 10

    # 4 weighs 5/8 and 0 weighs 10/13: 52/29 of 4 levels.
    assert directed(answered(*people)).unity == Fraction(13, 29)


def test_a_missing_result_leaves_no_zone() -> None:
    assert directed(all_agreed(politiskt_unity=4)) == DirectionResult("politiskt", Fraction(3, 4), None, None)


def test_a_form_that_does_not_ask_gives_no_result() -> None:
    result = directed(all_agreed(politiskt_unity=4, politiskt_way=2), Form.SHORT)

    assert result == DirectionResult("politiskt", None, None, None)
