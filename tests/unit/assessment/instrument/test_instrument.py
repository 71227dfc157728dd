"""How good the questions are (method 12): by hand."""

from fractions import Fraction

import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.instrument.instrument import cronbach_alpha, instrument_quality, item_total
from app.assessment.questionnaires.questionnaire import Form
from tests.unit.builders import a_question, answered, of

QUESTIONS = [a_question("q1"), a_question("q2"), a_question("q3", meant_for=["strateg"])]


def people(*choices: tuple[int | str, int | str]) -> AssessmentAnswers:
    return answered(*(("strateg", {"q1": first, "q2": second}) for first, second in choices))


FIVE = people((1, 2), (2, 2), (3, 4), (4, 3), (5, 5))
"""Means 3 and 3.2; variances 2.5 and 1.7; the sums 3, 4, 7, 7, 10 have the variance 7.7; covariance 1.75."""


def quality(*assessments: AssessmentAnswers, min_group: int | None = 5) -> object:
    return instrument_quality(of(QUESTIONS), Form.LONG, assessments, min_group)[0]


def test_alpha_by_hand() -> None:
    """2/1 · (1 − (2.5 + 1.7) / 7.7)."""
    columns = [(1, 2, 3, 4, 5), (2, 2, 4, 3, 5)]
    assert cronbach_alpha(columns) == pytest.approx(2 * (1 - 4.2 / 7.7))


def test_alpha_of_the_same_question_twice_is_one() -> None:
    assert cronbach_alpha([(1, 2, 5), (1, 2, 5)]) == 1


@pytest.mark.parametrize("columns", [[], [(1, 2, 3)], [(1,), (2,)], [(3, 3, 3), (2, 2, 2)], [(1, 2), (2, 1)]])
def test_alpha_is_undefined_without_two_questions_two_people_or_any_difference(columns: list[tuple[int, ...]]) -> None:
    assert cronbach_alpha(columns) is None


def test_a_question_is_correlated_with_the_sum_of_the_others_without_itself() -> None:
    """1.75 / √(2.5 · 1.7)."""
    columns = [(1, 2, 3, 4, 5), (2, 2, 4, 3, 5)]
    assert item_total(columns, 0) == pytest.approx(1.75 / (2.5 * 1.7) ** 0.5)
    assert item_total(columns, 1) == item_total(columns, 0)
    assert item_total([(1, 2, 3), (2, 2, 2)], 0) is None


def test_figures_of_a_capital() -> None:
    [quality] = instrument_quality(of(QUESTIONS), Form.LONG, [FIVE], 5)
    first, second, third = quality.questions
    assert quality.complete == 5
    assert quality.alpha == pytest.approx(2 * (1 - 4.2 / 7.7))
    assert (first.answered, first.floor_share, first.ceiling_share) == (5, Fraction(1, 5), Fraction(1, 5))
    assert (second.floor_share, second.ceiling_share) == (Fraction(0), Fraction(1, 5))
    assert (third.answered, third.floor_share, third.item_total) == (0, None, None)


def test_vet_ej_and_ej_tillampligt_are_shares_of_all_who_answered() -> None:
    [quality] = instrument_quality(of(QUESTIONS), Form.LONG, [people(*[(3, 3)] * 5, ("?", 1), ("-", 1), ("?", 2))], 5)
    first = quality.questions[0]
    assert (first.answered, first.dont_know_share, first.not_applicable_share) == (8, Fraction(1, 4), Fraction(1, 8))
    assert quality.complete == 5


def test_a_kommun_with_fewer_people_than_the_limit_is_left_out() -> None:
    few = people((5, 1), (5, 1), (5, 1), (5, 1))
    assert quality(FIVE, few) == quality(FIVE)
    assert quality(few) == quality()


@pytest.mark.parametrize("min_group", [None, 0, 2])
def test_a_missing_or_too_low_setting_hides_everything(min_group: int | None) -> None:
    [quality] = instrument_quality(of(QUESTIONS), Form.LONG, [FIVE, FIVE], min_group)
    assert (quality.complete, quality.alpha) == (0, None)
    assert all(question.answered == 0 and question.floor_share is None for question in quality.questions)


def test_too_few_levels_among_many_answers_show_no_ends() -> None:
    [quality] = instrument_quality(of(QUESTIONS), Form.LONG, [people(("?", 1), ("?", 1), (5, 1), (5, 1), (1, 1))], 5)
    assert quality.questions[0].dont_know_share == Fraction(2, 5)
    assert quality.questions[0].floor_share is None
