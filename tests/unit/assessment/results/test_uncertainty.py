"""Method 5: the interval of an index from everybody's single answers. Position p of the default scale is worth p − 1."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Form, Limits, Question
from app.assessment.results.results import Interval, NoInterval
from app.assessment.results.scoring import score
from app.assessment.results.uncertainty import SamplingError, welch_p_value
from tests.unit.builders import ROLES, a_question, answered, of, to_one

Answered = tuple[str, dict[str, int | str]]


def interval(
    answers: AssessmentAnswers, questions: Sequence[Question] = (), **options: object
) -> Interval | NoInterval:
    questionnaire = of(questions or [a_question()], **options)
    return score(questionnaire, Form.LONG, answers).capitals[0].interval


def drawn(answers: AssessmentAnswers, questions: Sequence[Question] = (), **options: object) -> Interval:
    drawn_interval = interval(answers, questions, **options)
    assert isinstance(drawn_interval, Interval)
    return drawn_interval


def test_a_single_group_has_the_plain_standard_error() -> None:
    # 0, 1, 2, 3, 4: s² = 10/4, SE = √(2.5/5) = 0.707107, t(0.95; 4) = 2.131847; reach 1.507443 around the index 2.
    error = drawn(to_one(strateg=[1, 2, 3, 4, 5]))

    assert error.degrees_of_freedom == 4
    assert error.standard_error == pytest.approx(0.707107, abs=1e-6)
    assert (error.low, error.high) == pytest.approx((2 - 1.507443, 2 + 1.507443), abs=1e-6)


def test_each_pool_has_its_own_variance_and_its_weight() -> None:
    # Five at 0…4 (s² = 2.5) and ten, five at 1 and five at 3 (s² = 10/9): weights 5/8 and 10/13, shares 13/29 and 16/29.
    # SE² = (13/29)²·2.5/5 + (16/29)²·(10/9)/10 = 0.100476 + 0.033822 = 0.134298; df = 15 − 2.
    error = drawn(to_one(fortroendevald=[1, 2, 3, 4, 5], strateg=[2] * 5 + [4] * 5))

    assert (error.degrees_of_freedom, error.respondents) == (13, 15)
    assert error.standard_error**2 == pytest.approx(0.134298, abs=1e-6)


def test_people_vary_at_least_as_much_as_rounding_to_levels_hides() -> None:
    # Six alike: their variance is taken as 1/12, SE = √(1/72); on a scale in tens, ten times that.
    assert drawn(to_one(strateg=[3] * 6)).standard_error == pytest.approx((1 / 72) ** 0.5)
    tens = ["0", "10", "20", "30", "40"]
    assert drawn(to_one(strateg=[3] * 6), scale=tens).standard_error == pytest.approx(10 * (1 / 72) ** 0.5)


def test_small_groups_are_pooled_as_in_the_question_results() -> None:
    # ledning (one) and strateg (four) are one pool of five: two pools, df = 10 − 2.
    assert drawn(to_one(fortroendevald=[3] * 5, ledning=[3], strateg=[3] * 4)).degrees_of_freedom == 8


def test_the_interval_is_clipped_to_the_scale() -> None:
    # Ten at 4, 4, 4, 4, 3…: index 3.8, s² = 1.6/9, SE = 0.133333, t(0.95; 9) = 1.833113: 3.8 ± 0.244415.
    high = drawn(to_one(strateg=[5, 5, 5, 5, 4] * 2))

    assert (high.low, high.high) == pytest.approx((3.8 - 0.244415, 4.0), abs=1e-6)
    assert drawn(to_one(strateg=[1, 1, 1, 1, 2] * 2)).low == 0.0


@pytest.mark.parametrize(("people", "few"), [(9, True), (10, False)])
def test_below_ten_respondents_are_few(people: int, few: bool) -> None:
    assert drawn(to_one(strateg=[3] * people)).few is few


def test_no_score_leaves_no_interval() -> None:
    assert interval(to_one(strateg=[3] * 4)) is NoInterval.NO_SCORE


def test_vet_ej_on_a_tenth_of_the_questions_leaves_the_interval() -> None:
    # Twelve people and ten questions, each with one vet ej somewhere: nobody of the twelve answered all of them.
    questions = [a_question(f"q{number}") for number in range(1, 11)]
    people: list[Answered] = [
        (ROLES[place % 3], {f"q{n}": "?" if n == place % 10 + 1 else 2 + (n + place) % 3 for n in range(1, 11)})
        for place in range(12)
    ]

    assert drawn(answered(*people), questions).respondents == 12


def test_questions_for_some_roles_only_count_too() -> None:
    questions = [a_question("q1"), a_question("q2", meant_for=["fortroendevald"])]
    people: list[Answered] = [("fortroendevald", {"q1": 3, "q2": n}) for n in (1, 2, 3, 4, 5)]
    people += [("strateg", {"q1": 3})] * 5

    # q2 alone varies: u = ½·(x − x̄)/5, SE² = 5/4·10/100 = 0.125 for the politicians; the least for the five strategists is
    # (½)²·(1/12)/5 = 0.004167.
    assert drawn(answered(*people), questions).standard_error ** 2 == pytest.approx(0.125 + 1 / 240)


def test_a_question_settled_as_not_applicable_has_no_part_in_it() -> None:
    people: list[Answered] = [("strateg", {"q1": n, "q2": "-"}) for n in (1, 2, 3, 4, 5)]

    assert drawn(answered(*people), [a_question("q1"), a_question("q2")]).standard_error == pytest.approx(0.707107)


def test_after_the_meeting_the_interval_is_that_of_the_single_answers() -> None:
    people: list[Answered] = [("strateg", {"q1": n, "q2": 3}) for n in (1, 2, 3, 4, 5)]
    questions = [a_question("q1"), a_question("q2")]
    before = drawn(answered(*people), questions)

    after = drawn(answered(*people, outcomes={"q1": 5, "q2": 5}), questions)

    assert after == replace(before, before_meeting=True)


def test_without_single_answers_there_is_none() -> None:
    assert interval(answered(outcomes={"q1": 3})) is NoInterval.NO_SINGLE_ANSWERS
    few: list[Answered] = [("strateg", {"q1": 3})] * 4
    assert interval(answered(*few, outcomes={"q1": 3})) is NoInterval.NO_SINGLE_ANSWERS


def test_where_some_of_those_asked_have_not_answered_the_rest_leave_less_to_chance() -> None:
    # Five of ten asked: half of the variance is left.
    answers = replace(to_one(strateg=[1, 2, 3, 4, 5]), asked={"strateg": 10})

    assert drawn(answers).standard_error == pytest.approx((0.5 * 0.5) ** 0.5)


def test_where_everybody_asked_has_answered_there_is_no_interval() -> None:
    answers = to_one(fortroendevald=[1, 2, 3, 4, 5], strateg=[3] * 5)

    assert interval(replace(answers, asked={"fortroendevald": 5, "strateg": 5})) is NoInterval.EVERYONE_ANSWERED
    assert isinstance(interval(replace(answers, asked={"fortroendevald": 5, "strateg": 6})), Interval)


def test_a_pool_with_a_role_that_nobody_counted_leaves_everything_to_chance() -> None:
    answers = replace(to_one(fortroendevald=[1, 2], strateg=[3, 4, 5]), asked={"strateg": 3})

    assert drawn(answers).standard_error == drawn(replace(answers, asked=None)).standard_error


def test_vet_ej_of_everybody_asked_is_not_an_answer_that_leaves_nothing_to_chance() -> None:
    people: list[Answered] = [("strateg", {"q1": choice}) for choice in (1, 2, 3, 4, 5, "?")]

    assert isinstance(interval(replace(answered(*people), asked={"strateg": 6})), Interval)


def by_numpy(
    people: Sequence[Answered], weights: Sequence[int], pool_of: dict[str, int], half: float, level: float
) -> float:
    """SE of the index where everybody answered every question: one pool a role."""
    index = np.array(
        [np.average([float(of[f"q{n}"]) - 1 for n in range(1, len(weights) + 1)], weights=weights) for _, of in people]
    )
    pools = np.array([pool_of[role] for role, _ in people])
    sizes = np.bincount(pools)
    omega = sizes / (sizes + half) if len(sizes) > 1 else np.ones(1)
    variances = np.array([max(np.var(index[pools == pool], ddof=1), level**2 / 12) for pool in range(len(sizes))])
    return float(np.sqrt(np.sum((omega / omega.sum()) ** 2 * variances / sizes)))


@settings(deadline=None)
@given(
    st.lists(st.integers(5, 9), min_size=3, max_size=3),
    st.lists(st.integers(1, 3), min_size=2, max_size=4),
    st.data(),
)
def test_the_standard_error_is_that_of_a_few_lines_of_numpy(
    sizes: Sequence[int], weights: Sequence[int], data: st.DataObject
) -> None:
    questions = [a_question(f"q{n}", weight=str(weight)) for n, weight in enumerate(weights, start=1)]
    people: list[Answered] = [
        (role, {question.id: data.draw(st.integers(1, 5)) for question in questions})
        for role, size in zip(ROLES, sizes, strict=True)
        for _ in range(size)
    ]

    error = drawn(answered(*people), questions)

    pool_of = {role: place for place, role in enumerate(ROLES)}
    assert error.standard_error == pytest.approx(by_numpy(people, weights, pool_of, 3, 1))
    assert error.degrees_of_freedom == len(people) - 3


def an_error(standard_error: float, degrees_of_freedom: int) -> SamplingError:
    return SamplingError(standard_error, degrees_of_freedom, 12, everyone_answered=standard_error == 0)


def test_the_p_value_of_a_difference_is_welchs() -> None:
    later, earlier = [1.0, 2.0, 3.0, 4.0, 5.0], [1.0, 1.0, 2.0, 2.0, 2.0, 3.0]
    errors = [an_error(float(np.std(of, ddof=1)) / len(of) ** 0.5, len(of) - 1) for of in (later, earlier)]

    p_value = welch_p_value(Fraction(float(np.mean(later) - np.mean(earlier))), *errors)

    assert p_value == pytest.approx(stats.ttest_ind(later, earlier, equal_var=False).pvalue)


def test_where_everybody_answered_in_both_years_nothing_of_a_difference_is_chance() -> None:
    assert welch_p_value(Fraction(1, 100), an_error(0, 8), an_error(0, 8)) == 0
    assert welch_p_value(Fraction(0), an_error(0, 8), an_error(0, 8)) == 1


def test_the_least_number_of_the_limits_holds_for_the_pools() -> None:
    answers = to_one(fortroendevald=[1, 2, 3], strateg=[3, 4, 5])

    assert drawn(answers, limits=Limits(min_group=3)).degrees_of_freedom == 4
    assert drawn(answers, limits=Limits(min_group=5)).degrees_of_freedom == 5


def test_roles_of_which_nobody_answered_were_asked_all_the_same() -> None:
    # Five strategists of five, and none of twelve politicians: five of seventeen in the one pool there is.
    answers = replace(to_one(strateg=[1, 2, 3, 4, 5]), asked={"fortroendevald": 12, "strateg": 5})

    assert drawn(answers).standard_error ** 2 == pytest.approx(0.5 * 12 / 17)


def test_roles_that_no_question_is_meant_for_were_not_asked_it() -> None:
    questions = [a_question("q1", meant_for=["strateg"])]
    answers = replace(to_one(strateg=[1, 2, 3, 4, 5]), asked={"fortroendevald": 12, "strateg": 5})

    assert interval(answers, questions) is NoInterval.EVERYONE_ANSWERED


def test_the_error_does_not_tell_a_role_apart_that_is_pooled_on_a_question() -> None:
    """Five of each role, but one politician did not know on q1: there the roles are one pool, and so they are here."""
    questions = [a_question("q1"), a_question("q2")]

    def width(politicians: Sequence[int], strategists: Sequence[int]) -> tuple[float, float]:
        people: list[Answered] = [("fortroendevald", {"q1": choice, "q2": 3}) for choice in politicians]
        people += [("fortroendevald", {"q1": "?", "q2": 3})]
        people += [("strateg", {"q1": choice, "q2": 3}) for choice in strategists]
        result = drawn(answered(*people), questions)
        return result.standard_error, result.degrees_of_freedom

    # The same nine answers to q1, divided otherwise.
    assert width([1, 1, 1, 1], [5, 5, 5, 5, 5])[1] == 9
    assert width([1, 1, 1, 1], [5, 5, 5, 5, 5]) == pytest.approx(width([1, 1, 5, 5], [1, 1, 5, 5, 5]))


def test_single_answers_to_little_of_a_capital_are_no_spread_before_its_meeting() -> None:
    questions = [a_question(f"q{number}") for number in range(1, 4)]
    people: list[Answered] = [("strateg", {"q1": choice}) for choice in (1, 2, 3, 4, 5)]
    outcomes: dict[str, int | str] = {"q1": 5, "q2": 5, "q3": 5}

    assert interval(answered(*people, outcomes=outcomes), questions) is NoInterval.NO_SINGLE_ANSWERS


def test_agreeing_that_a_question_does_not_apply_leaves_the_interval_that_of_the_result() -> None:
    people: list[Answered] = [("strateg", {"q1": choice, "q2": 3}) for choice in (1, 2, 3, 4, 5)]

    result = drawn(answered(*people, outcomes={"q2": "-"}), [a_question("q1"), a_question("q2")])

    assert result.before_meeting is False
