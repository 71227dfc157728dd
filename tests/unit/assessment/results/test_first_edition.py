"""The first edition of the method, by which older rounds stay scored. Position p of the default scale is worth p − 1."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Form, Question
from app.assessment.results.first_edition import first_trend
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import CapitalResult, CapReason, Interval, LevelCap, NoInterval, Trend
from app.assessment.results.scoring import score
from tests.unit.builders import a_question, answered, of, to_one


def interval(
    answers: AssessmentAnswers, questions: Sequence[Question] = (), **options: object
) -> Interval | NoInterval:
    questionnaire = of(questions or [a_question()], **options)
    return score(questionnaire, Form.LONG, answers, method=MethodEdition.FIRST).capitals[0].interval


def drawn(answers: AssessmentAnswers, questions: Sequence[Question] = (), **options: object) -> Interval:
    result = interval(answers, questions, **options)
    assert isinstance(result, Interval)
    return result


def test_the_interval_is_students_t_on_the_pooled_variance_within_groups() -> None:
    # One group 0, 1, 2, 3, 4 (sum of squares 10), one of five at 2 (0): s² = 10/8, df = 10 − 2 = 8.
    # SE = √(1.25·(1/5 + 1/5))/2 = √0.5/2 = 0.353553; t(0.95; 8) = 1.859548; reach = 0.657450 around the index 2.
    result = drawn(to_one(fortroendevald=[1, 2, 3, 4, 5], strateg=[3] * 5))

    assert result.degrees_of_freedom == 8
    assert result.standard_error == pytest.approx(0.353553, abs=1e-6)
    assert (result.low, result.high) == pytest.approx((2 - 0.657450, 2 + 0.657450), abs=1e-6)


def test_a_single_group_has_the_plain_standard_error() -> None:
    # 0, 1, 2, 3, 4: s² = 10/4, SE = √(2.5/5) = 0.707107, t(0.95; 4) = 2.131847; reach 1.507443.
    result = drawn(to_one(strateg=[1, 2, 3, 4, 5]))

    assert (result.low, result.high) == pytest.approx((2 - 1.507443, 2 + 1.507443), abs=1e-6)


def test_groups_of_different_sizes_weigh_by_the_sum_of_one_over_size() -> None:
    # 1, 3, 1, 3, 2 (sum of squares 4) and ten at 2 (0): s² = 4/13, SE = √(4/13·(1/5 + 1/10))/2 = √(1.2/13)/2 = 0.151911
    result = drawn(to_one(fortroendevald=[2, 4, 2, 4, 3], strateg=[3] * 10))

    assert (result.degrees_of_freedom, result.respondents) == (13, 15)
    assert result.standard_error == pytest.approx(0.151911, abs=1e-6)


def test_small_groups_are_pooled_as_in_the_question_results() -> None:
    # ledning (one) and strateg (four) are one group of five: R = 2, df = 10 − 2.
    result = drawn(to_one(fortroendevald=[3] * 5, ledning=[3], strateg=[3] * 4))

    assert result.degrees_of_freedom == 8


def test_the_interval_is_clipped_to_the_scale() -> None:
    # 4, 4, 4, 4, 3 (sum of squares 0.8) and five at 4: index 3.9, s² = 0.1, SE = √(0.1·0.4)/2 = 0.1; reach 0.185955.
    result = drawn(to_one(fortroendevald=[5, 5, 5, 5, 4], strateg=[5] * 5))

    assert result.high == 4.0
    assert result.low == pytest.approx(3.9 - 0.185955, abs=1e-6)


def test_the_interval_is_clipped_at_the_bottom_too() -> None:
    assert drawn(to_one(fortroendevald=[1, 1, 1, 1, 2], strateg=[1] * 5)).low == 0.0


@pytest.mark.parametrize(("people", "few"), [(9, True), (10, False)])
def test_below_ten_respondents_are_few(people: int, few: bool) -> None:
    assert drawn(to_one(strateg=[3] * people)).few is few


def test_one_agreed_answer_in_the_capital_leaves_no_interval() -> None:
    people = [("strateg", {"q1": 3, "q2": 3})] * 6
    questions = [a_question("q1"), a_question("q2")]

    assert isinstance(interval(answered(*people), questions), Interval)
    assert interval(answered(*people, outcomes={"q2": 3}), questions) is NoInterval.AGREED
    assert interval(answered(*people, outcomes={"q2": "-"}), questions) is NoInterval.AGREED


def test_no_score_leaves_no_interval() -> None:
    assert interval(to_one(strateg=[3] * 4)) is NoInterval.NO_SCORE


@pytest.mark.parametrize(("complete", "kind"), [(4, NoInterval.TOO_FEW), (5, Interval)])
def test_fewer_complete_respondents_than_the_least_number_leave_no_interval(complete: int, kind: object) -> None:
    people = [("strateg", {"q1": 3, "q2": 3})] * complete
    people += [("strateg", {"q1": 3})] * 2 + [("strateg", {"q2": 3})] * 2

    result = interval(answered(*people), [a_question("q1"), a_question("q2")])

    assert (type(result) if kind is Interval else result) is kind


def tenth_at(choice: int) -> AssessmentAnswers:
    """Nine who answered both questions with 2, and one who answered the first question only."""
    return answered(*[("strateg", {"q1": 3, "q2": 3})] * 9, ("strateg", {"q1": choice}))


def test_complete_respondents_may_differ_from_the_index_by_a_tenth_of_a_level() -> None:
    # q1 = (18 + 4)/10, q2 = 2: index 2.1 against the nine's 2.
    assert drawn(tenth_at(5), [a_question("q1"), a_question("q2")]).respondents == 9


def test_complete_respondents_that_differ_by_more_from_the_index_leave_no_interval() -> None:
    # With weight 2 on q1: (2·2.2 + 2)/3 = 2.1333 against 2.
    questions = [a_question("q1", weight="2"), a_question("q2")]

    assert interval(tenth_at(5), questions) is NoInterval.DIFFERS_FROM_INDEX


def test_the_tenth_is_of_one_level_on_any_scale() -> None:
    # Values 0, 10, 20, 30, 40, one level is 10: index 21 against 20 differs by 1, a tenth of a level.
    scale = ["0", "10", "20", "30", "40"]

    assert drawn(tenth_at(5), [a_question("q1"), a_question("q2")], scale=scale).respondents == 9


def test_the_respondents_indices_are_weighted() -> None:
    # Weights 3 and 1. Values (4, 0) give 3, (0, 4) give 1: three and three of them. Index = mean 2;
    # s² = 6·1/5, SE = √(1.2/6) = 0.447214. Unweighted all six would be at 2 with no spread.
    people = [("strateg", {"q1": 5, "q2": 1})] * 3 + [("strateg", {"q1": 1, "q2": 5})] * 3

    result = drawn(answered(*people), [a_question("q1", weight="3"), a_question("q2")])

    assert result.standard_error == pytest.approx(0.447214, abs=1e-6)


def test_questions_for_some_roles_only_are_not_asked_of_the_complete() -> None:
    questions = [a_question("q1"), a_question("q2", meant_for=["fortroendevald"])]
    people = [("fortroendevald", {"q1": 3, "q2": 3})] * 5 + [("strateg", {"q1": 3})] * 5

    assert drawn(answered(*people), questions).respondents == 10


def test_a_capital_without_a_question_for_every_role_has_no_interval() -> None:
    people = [("fortroendevald", {"q1": 3})] * 6

    assert interval(answered(*people), [a_question("q1", meant_for=["fortroendevald"])]) is NoInterval.TOO_FEW


def test_a_question_settled_as_not_applicable_is_not_asked_of_the_complete() -> None:
    choices: dict[str, int | str] = {"q1": 3, "q2": "-"}
    people = [("strateg", choices)] * 6

    assert drawn(answered(*people), [a_question("q1"), a_question("q2")]).respondents == 6


def test_vet_ej_on_one_question_is_not_complete() -> None:
    unsure: dict[str, int | str] = {"q1": 3, "q2": "?"}

    assert (
        drawn(
            answered(*[("strateg", {"q1": 3, "q2": 3})] * 6, ("strateg", unsure)), [a_question("q1"), a_question("q2")]
        ).respondents
        == 6
    )


def an_interval(standard_error: float, degrees_of_freedom: int) -> Interval:
    return Interval(1.0, 3.0, 12, standard_error, degrees_of_freedom, few=False)


@pytest.mark.parametrize(
    ("difference", "trend"),
    [("0.86", Trend.UNCLEAR), ("0.87", Trend.UP), ("-0.86", Trend.UNCLEAR), ("-0.87", Trend.DOWN)],
)
def test_a_change_was_clear_when_its_welch_interval_excluded_zero(difference: str, trend: Trend) -> None:
    # SE² = 0.09 + 0.16 = 0.25; df = 0.25²/(0.09²/8 + 0.16²/12) = 0.0625/0.00314583 = 19.87.
    # t(0.95) is 1.7291 on 19 and 1.7247 on 20 df, so the reach lies between 0.8624 and 0.8646.
    assert first_trend(Fraction(difference), Fraction(1), an_interval(0.3, 8), an_interval(0.4, 12)) is trend


def test_without_an_interval_in_one_year_the_distance_alone_decided() -> None:
    assert first_trend(Fraction(1, 2), Fraction(1), NoInterval.AGREED, an_interval(0.4, 12)) is Trend.UP
    assert first_trend(Fraction(49, 100), Fraction(1), NoInterval.AGREED, an_interval(0.4, 12)) is Trend.UNCLEAR


def test_every_pool_weighed_alike() -> None:
    # Five at 4 and ten at 1: (4 + 1)/2.
    assert first(to_one(fortroendevald=[5] * 5, strateg=[2] * 10)).index == Fraction(5, 2)


def test_a_core_question_without_a_result_held_the_level_at_the_second_lowest() -> None:
    questions = [a_question("q1", core=True), a_question("q2"), a_question("q3"), a_question("q4")]

    result = first(answered(outcomes={"q2": 5, "q3": 5, "q4": 5}), questions)

    assert (result.index, result.level) == (Fraction(4), 2)
    assert result.cap == LevelCap(CapReason.MISSING_CORE, ("q1",), 5, 2)


def test_it_says_nothing_of_limits_that_are_near() -> None:
    assert first(to_one(strateg=[3] * 5)).near is None


def first(answers: AssessmentAnswers, questions: Sequence[Question] = ()) -> CapitalResult:
    questionnaire = of(questions or [a_question()])
    return score(questionnaire, Form.LONG, answers, method=MethodEdition.FIRST).capitals[0]
