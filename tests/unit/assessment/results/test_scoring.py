"""Methods 2 and 4: index, coverage, level and overall figure. Position p of the default scale is worth p − 1."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.assessment.answering.answers import AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaires.questionnaire import Form, Limits, Question
from app.assessment.results.results import CapitalResult, CapitalStatus, CapReason, LevelCap, NoInterval
from app.assessment.results.scoring import respondent_index, score
from tests.unit.builders import a_capital, a_question, a_questionnaire, all_agreed, an_answer, answered, of
from tests.unit.strategies import QUESTIONS, assessments, people, scales, weights

People = list[tuple[str, dict[str, int | str]]]


def politiskt(
    questions: Sequence[Question], answers: AssessmentAnswers, form: Form = Form.LONG, **options: object
) -> CapitalResult:
    return score(of(questions, **options), form, answers).capitals[0]


def weighed(*weights: str) -> list[Question]:
    return [a_question(f"q{number}", weight=weight) for number, weight in enumerate(weights, start=1)]


def core(*question_ids: str) -> list[Question]:
    return [a_question(question_id, core=True) for question_id in question_ids]


def test_a_respondents_index_is_the_weighted_mean_of_the_questions_that_got_a_level() -> None:
    # (1·4 + 2.5·1)/(1 + 2.5) = 6.5/3.5 = 13/7; vet ej and the unanswered question stay out.
    questions = weighed("1", "2.5", "4", "1")
    answers = {"q1": an_answer(5), "q2": an_answer(2), "q3": an_answer("?")}
    questionnaire = of(questions)

    index = respondent_index(
        questionnaire.capitals[0], RespondentAnswers("a", "strateg", answers), questionnaire, Form.LONG
    )

    assert index == Fraction(13, 7)


def test_a_respondent_without_a_level_has_no_index() -> None:
    questionnaire = of(weighed("1"))
    respondent = RespondentAnswers("a", "strateg", {"q1": an_answer("-")})

    assert respondent_index(questionnaire.capitals[0], respondent, questionnaire, Form.LONG) is None


def test_the_index_is_the_weighted_mean_of_the_question_results() -> None:
    # (1·4 + 2·2 + 1·0)/4 = 2
    assert politiskt(weighed("1", "2", "1"), all_agreed(q1=5, q2=3, q3=1)).index == Fraction(2)


def test_the_index_is_exact() -> None:
    # (0.1·1 + 0.2·0)/0.3 = 1/3, which no binary fraction is
    assert politiskt(weighed("0.1", "0.2"), all_agreed(q1=2, q2=1)).index == Fraction(1, 3)


def test_agreed_and_single_answers_stand_side_by_side_in_a_capital() -> None:
    # q1 agreed at 4; q2 the mean of five at 1: (4 + 1)/2
    answers = answered(*[("strateg", {"q2": 2})] * 5, outcomes={"q1": 5})

    assert politiskt(weighed("1", "1"), answers).index == Fraction(5, 2)


def test_not_applicable_answers_leave_the_denominator() -> None:
    result = politiskt(weighed("1", "9"), all_agreed(q1=4, q2="-"))

    assert (result.index, result.coverage) == (Fraction(3), Fraction(1))


@pytest.mark.parametrize(
    ("outcomes", "coverage", "status"),
    [
        ({"q1": 3, "q2": 3}, Fraction(3, 5), CapitalStatus.SCORED),  # (1 + 2)/5, on the limit itself
        ({"q2": 3}, Fraction(2, 5), CapitalStatus.INSUFFICIENT),
        ({}, Fraction(0), CapitalStatus.INSUFFICIENT),
        ({"q2": 3, "q1": "-"}, Fraction(1, 2), CapitalStatus.INSUFFICIENT),  # 2/(2 + 2)
        ({"q2": 3, "q3": "-"}, Fraction(2, 3), CapitalStatus.SCORED),  # 2/(1 + 2)
    ],
)
def test_coverage_is_weight_with_a_result_over_applicable_weight(
    outcomes: dict[str, int | str], coverage: Fraction, status: CapitalStatus
) -> None:
    result = politiskt(weighed("1", "2", "2"), answered(outcomes=outcomes))

    assert (result.coverage, result.status) == (coverage, status)


def test_too_little_coverage_gives_a_gap_and_never_zero() -> None:
    result = politiskt(weighed("1", "2", "2"), all_agreed(q2=3))

    assert (result.index, result.level, result.cap, result.interval) == (None, None, None, NoInterval.NO_SCORE)


def test_a_capital_where_nothing_applies_is_not_applicable() -> None:
    result = politiskt(weighed("1", "1"), all_agreed(q1="-", q2="-"))

    assert (result.status, result.coverage, result.index) == (CapitalStatus.NOT_APPLICABLE, None, None)


def test_the_short_form_scores_the_core_questions_only() -> None:
    questions = [a_question("q1", core=True), a_question("q2")]
    answers = all_agreed(q1=2, q2=5)

    assert politiskt(questions, answers, Form.SHORT).index == Fraction(1)
    assert politiskt(questions, answers, Form.LONG).index == Fraction(5, 2)


def test_a_capital_that_the_short_form_asks_nothing_in_is_not_applicable() -> None:
    assert politiskt(weighed("1"), all_agreed(q1=3), Form.SHORT).status is CapitalStatus.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("q1", "q2", "level"), [(1, 2, 1), (3, 3, 3), (3, 4, 3), (4, 4, 4), (5, 4, 4), (5, 5, 5), (1, 1, 1)]
)
def test_the_level_is_the_highest_one_not_above_the_index(q1: int, q2: int, level: int) -> None:
    assert politiskt(weighed("1", "1"), all_agreed(q1=q1, q2=q2)).level == level


def test_an_uneven_scale_has_its_levels_where_it_says() -> None:
    # Values 0, 1, 10: positions 2 and 3 give (1 + 10)/2 = 5.5, which reaches position 2 only.
    result = politiskt(weighed("1", "1"), all_agreed(q1=2, q2=3), scale=["0", "1", "10"])

    assert (result.index, result.level) == (Fraction(11, 2), 2)


def test_the_weakest_core_question_holds_the_level_one_step_above_its_own() -> None:
    # Core at 0, four others at 4: index 16/5 = 3.2 would be position 4; one step above position 1 is 2.
    questions = [*core("q1"), *(a_question(f"q{number}") for number in range(2, 6))]
    result = politiskt(questions, all_agreed(q1=1, q2=5, q3=5, q4=5, q5=5))

    assert result.level == 2
    assert result.cap == LevelCap(CapReason.WEAKEST_CORE, ("q1",), uncapped=4, capped=2)


def test_every_core_question_on_the_weakest_level_is_named_in_order() -> None:
    # Means of five: q2 = 1/5, q1 = 0: both round down to position 1, so lifting one of them would not help.
    single = [("strateg", {"q1": 1, "q2": choice}) for choice in (1, 1, 1, 1, 2)]
    outcomes = {f"q{number}": 5 for number in range(3, 9)}
    result = politiskt(
        [*core("q2", "q1"), *(a_question(f"q{number}") for number in range(3, 9))], answered(*single, outcomes=outcomes)
    )

    # (0 + 0.2 + 6·4)/8 = 3.025
    assert result.cap == LevelCap(CapReason.WEAKEST_CORE, ("q2", "q1"), uncapped=4, capped=2)


def test_nothing_caps_when_the_index_reaches_no_further_than_the_cap() -> None:
    # (1 + 3)/2 = 2: position 3, and one step above the core's position 2 is 3.
    result = politiskt([*core("q1"), a_question("q2")], all_agreed(q1=2, q2=4))

    assert (result.level, result.cap) == (3, None)


def test_a_core_question_without_a_result_leaves_the_level_open_and_the_index_standing() -> None:
    result = politiskt([*core("q1"), *weighed("1", "1", "1")[1:]], all_agreed(q2=5, q3=5))

    assert (result.index, result.level, result.near) == (Fraction(4), None, None)
    assert result.cap == LevelCap(CapReason.MISSING_CORE, ("q1",), uncapped=5, capped=None)


def test_vet_ej_on_a_core_question_makes_no_level_up() -> None:
    # Everybody who gave a level gave 4, but four of eight did not know on one core question: four levels are too few.
    questions = [*core("q1", "q2"), a_question("q3"), a_question("q4")]
    sure: dict[str, int | str] = {"q1": 5, "q2": 5, "q3": 5, "q4": 5}
    people = [("strateg", sure)] * 4 + [("strateg", {**sure, "q2": "?"})] * 4

    result = politiskt(questions, answered(*people))

    assert (result.index, result.level) == (Fraction(4), None)
    assert result.cap == LevelCap(CapReason.MISSING_CORE, ("q2",), uncapped=5, capped=None)


@pytest.mark.parametrize(
    ("choices", "level", "near"),
    [
        # Ten questions: sums of values over ten.
        ([3] * 9 + [2], 2, 3),  # 19/10 is a tenth below 2
        ([3] * 8 + [2] * 2, 2, None),  # 18/10
        ([3] * 9 + [4], 3, 2),  # 21/10 is a tenth above 2
        ([3] * 8 + [4] * 2, 3, None),  # 22/10
        ([3] * 10, 3, 2),  # at the limit itself
        ([1] * 10, 1, None),  # there is no limit below the lowest
        ([5] * 10, 5, 4),  # one answer less and it is no longer the highest
    ],
)
def test_a_level_within_a_tenth_of_a_limit_says_so(choices: list[int], level: int, near: int | None) -> None:
    questions = weighed(*["1"] * 10)

    result = politiskt(questions, answered(outcomes={f"q{n}": choice for n, choice in enumerate(choices, start=1)}))

    assert (result.level, result.near) == (level, near)


def test_a_level_that_a_core_question_holds_is_near_the_limit_that_the_core_question_is_near() -> None:
    # q1 is 19/10 (nine at 2, one at 1), so level 1 and one step up is 2; the index (1.9 + 4 + 4)/3 would give 3.
    questions = [*core("q1"), a_question("q2"), a_question("q3")]
    people = [("strateg", {"q1": 3, "q2": 5, "q3": 5})] * 9 + [("strateg", {"q1": 2, "q2": 5, "q3": 5})]

    result = politiskt(questions, answered(*people))

    assert result.cap == LevelCap(CapReason.WEAKEST_CORE, ("q1",), uncapped=4, capped=3)
    assert (result.level, result.near) == (3, 4)


def test_a_core_question_settled_as_not_applicable_caps_nothing() -> None:
    result = politiskt([*core("q1"), a_question("q2")], all_agreed(q1="-", q2=5))

    assert (result.level, result.cap) == (5, None)


def test_vet_ej_is_counted_as_a_share_of_the_answers_given() -> None:
    # Three of q1's six and one of q2's two: 4/8; ej tillämpligt is an answer too, the unanswered is none.
    single = [("strateg", {"q1": "?"})] * 3 + [("strateg", {"q1": 3})] * 2
    single += [("strateg", {"q1": "-", "q2": "?"}), ("strateg", {"q2": 1})]

    assert politiskt(weighed("1", "1"), answered(*single)).dont_know_share == Fraction(1, 2)


def test_nobody_answering_leaves_the_share_of_vet_ej_undefined() -> None:
    assert politiskt(weighed("1"), all_agreed(q1=3)).dont_know_share is None


def test_the_direction_questions_never_enter_the_index() -> None:
    questionnaire = a_questionnaire(a_capital("politiskt", weighed("1"), has_direction=True))
    profile = score(questionnaire, Form.LONG, all_agreed(q1=3, politiskt_unity=5, politiskt_way=1))

    assert profile.capitals[0].index == Fraction(2)
    assert (profile.directions[0].unity, profile.directions[0].predictability) == (Fraction(1), Fraction(0))


def test_the_overall_figure_is_the_mean_of_the_capitals_without_cross_cutting_ones() -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("b"), a_capital("c", cross_cutting=True))
    overall = score(questionnaire, Form.LONG, all_agreed(a_q1=4, b_q1=2, c_q1=1)).overall

    assert overall is not None
    assert (overall.index, overall.weakest_capital_id) == (Fraction(2), "b")  # (3 + 1)/2


@pytest.mark.parametrize("choice", [None, "-"])
def test_there_is_no_overall_figure_while_a_capital_lacks_a_score(choice: str | None) -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("b"))
    outcomes: dict[str, int | str] = {"a-q1": 4} if choice is None else {"a-q1": 4, "b-q1": choice}

    assert score(questionnaire, Form.LONG, answered(outcomes=outcomes)).overall is None


def test_a_cross_cutting_dimension_without_a_score_does_not_stand_in_the_way() -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("c", cross_cutting=True))

    assert score(questionnaire, Form.LONG, all_agreed(a_q1=4)).overall is not None


def test_the_first_of_equally_weak_capitals_is_named() -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("b"), a_capital("c"))
    overall = score(questionnaire, Form.LONG, all_agreed(a_q1=4, b_q1=2, c_q1=2)).overall

    assert overall is not None
    assert overall.weakest_capital_id == "b"


def test_only_the_rounds_capitals_are_scored_in_the_questionnaires_order() -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("b"), a_capital("c"))
    profile = score(questionnaire, Form.LONG, all_agreed(a_q1=4, c_q1=2), ["c", "a"])

    assert [result.capital_id for result in profile.capitals] == ["a", "c"]
    assert profile.overall is not None


def test_a_capital_that_the_questionnaire_lacks_is_refused() -> None:
    with pytest.raises(KeyError, match="okant"):
        score(a_questionnaire(a_capital("a")), Form.LONG, answered(), ["okant"])


def test_limits_given_replace_the_questionnaires_own() -> None:
    questionnaire = of(weighed("1"))
    answers = answered(*[("strateg", {"q1": 3})] * 4)

    assert score(questionnaire, Form.LONG, answers).capitals[0].index is None
    assert score(questionnaire, Form.LONG, answers, limits=Limits(min_group=3)).capitals[0].index == Fraction(2)


# Properties

EASY = Limits(min_group=3)
THREE = [a_question("q1", core=True), a_question("q2", weight="2"), a_question("q3", weight="0.7")]


@given(people(least=3), st.data())
def test_the_order_of_respondents_and_of_their_answers_does_not_matter(sample: People, data: st.DataObject) -> None:
    shuffle = [(role, dict(reversed(answers.items()))) for role, answers in data.draw(st.permutations(sample))]

    assert politiskt(THREE, answered(*shuffle), limits=EASY) == politiskt(THREE, answered(*sample), limits=EASY)


@given(people(least=3), st.data())
def test_a_higher_answer_never_lowers_an_index_or_a_level(sample: People, data: st.DataObject) -> None:
    liftable = [
        (person, question)
        for person, (_, answers) in enumerate(sample)
        for question, choice in answers.items()
        if isinstance(choice, int) and choice < 5
    ]
    assume(liftable)
    person, question = data.draw(st.sampled_from(liftable))
    role, before = sample[person]
    raised_sample = [*sample]
    raised_sample[person] = (role, {**before, question: data.draw(st.integers(int(before[question]) + 1, 5))})

    low, high = (politiskt(THREE, answered(*sample_of_two), limits=EASY) for sample_of_two in (sample, raised_sample))

    assert low.status is high.status
    if low.index is not None and high.index is not None and low.level is not None and high.level is not None:
        assert high.index >= low.index
        assert high.level >= low.level


@given(people(), people(most=6, choice=st.just("?")))
def test_further_vet_ej_never_change_the_score(sample: People, unsure: People) -> None:
    before = politiskt(THREE, answered(*sample), limits=EASY)
    after = politiskt(THREE, answered(*sample, *unsure), limits=EASY)

    assert (after.status, after.index, after.coverage, after.level, after.cap, after.interval) == (
        before.status,
        before.index,
        before.coverage,
        before.level,
        before.cap,
        before.interval,
    )


@given(assessments(), st.sampled_from(QUESTIONS))
def test_a_question_agreed_as_not_applicable_might_as_well_not_be_asked(
    answers: AssessmentAnswers, left_out: str
) -> None:
    without = AssessmentAnswers(answers.respondents, {left_out: an_answer("-")})
    with_question = politiskt(THREE, without, limits=EASY)
    without_question = politiskt([question for question in THREE if question.id != left_out], answers, limits=EASY)

    assert (with_question.index, with_question.coverage, with_question.level) == (
        without_question.index,
        without_question.coverage,
        without_question.level,
    )


@given(assessments(least=3), scales)
def test_an_index_never_leaves_the_scale_and_its_level_is_not_above_it(
    answers: AssessmentAnswers, scale: list[int]
) -> None:
    result = politiskt(THREE, answers, limits=EASY, scale=[str(value) for value in scale])

    if result.index is not None and result.level is not None:
        assert scale[0] <= result.index <= scale[-1]
        assert scale[result.level - 1] <= result.index


@given(assessments(least=3), scales, st.integers(-20, 20), st.integers(1, 9))
def test_a_shifted_and_stretched_scale_shifts_and_stretches_the_index(
    answers: AssessmentAnswers, scale: list[int], shift: int, factor: int
) -> None:
    before = politiskt(THREE, answers, limits=EASY, scale=[str(value) for value in scale])
    after = politiskt(THREE, answers, limits=EASY, scale=[str(value * factor + shift) for value in scale])

    assert (after.status, after.level) == (before.status, before.level)
    assert after.index == (None if before.index is None else before.index * factor + shift)


@given(assessments(least=3), st.lists(weights, min_size=3, max_size=3), st.sampled_from(["0.5", "2", "7.5"]))
def test_weights_times_a_constant_give_the_same_result(
    answers: AssessmentAnswers, sample: list[Fraction], times: str
) -> None:
    def questions(factor: Fraction) -> list[Question]:
        return weighed(*(str(float(weight * factor)) for weight in sample))

    before = politiskt(questions(Fraction(1)), answers, limits=EASY)
    after = politiskt(questions(Fraction(times)), answers, limits=EASY)

    assert (after.index, after.coverage, after.level) == (before.index, before.coverage, before.level)
