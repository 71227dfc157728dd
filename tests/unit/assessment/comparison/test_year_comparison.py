"""Methods 5 and 11: change between years on shared questions. Position p of the default scale is worth p − 1."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years
from app.assessment.questionnaires.lineage import later_positions, shared_over
from app.assessment.questionnaires.questionnaire import Form, Limits, Previous, Question, Questionnaire
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import CapitalChange, NotCompared, Trend, YearComparison
from app.assessment.results.scoring import score
from tests.unit.builders import a_capital, a_question, a_questionnaire, all_agreed, answered, of, to_one

SAME = [f"q{number}" for number in range(1, 9)]
FIVE = {position: position for position in range(1, 6)}
"""The positions of two scales of five levels that are alike."""
Choices = Mapping[str, int | str]


def a_year(
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    year: int = 2027,
    form: Form = Form.LONG,
    limits: Limits | None = None,
) -> YearResult:
    return YearResult(year, questionnaire, form, answers, score(questionnaire, form, answers, limits=limits), limits)


def asked(*weights: str) -> list[Question]:
    return [a_question(f"q{number}", weight=weight) for number, weight in enumerate(weights, start=1)]


def change(
    later: YearResult,
    earlier: YearResult,
    shared: Sequence[str] = SAME,
    positions: Mapping[int, int] | None = FIVE,
) -> CapitalChange:
    return compare_years(later, earlier, shared, positions).capitals[0]


def agreed_change(
    questions: Sequence[Question], later: Choices, earlier: Choices, shared: Sequence[str] = SAME
) -> CapitalChange:
    """Of what was agreed, after sixty people had said the same: every change of half a level is beyond chance."""
    questionnaire = of(questions)
    return change(
        a_year(questionnaire, answered(*[("strateg", later)] * 60, outcomes=later)),
        a_year(questionnaire, answered(*[("strateg", earlier)] * 60, outcomes=earlier), 2026),
        shared,
    )


def test_the_change_is_later_minus_earlier() -> None:
    # (3 + 2)/2 − (1 + 1)/2
    result = agreed_change(asked("1", "1"), {"q1": 4, "q2": 3}, {"q1": 2, "q2": 2})

    assert (result.earlier, result.later, result.difference) == (Fraction(1), Fraction(5, 2), Fraction(3, 2))
    assert (result.trend, result.not_compared) == (Trend.UP, None)


@pytest.mark.parametrize(
    ("count", "trend"),
    [
        (1, Trend.UNCLEAR),  # one of four questions one level: 1/4
        (2, Trend.UP),  # two of four: exactly half a level
    ],
)
def test_half_a_level_is_a_clear_change(count: int, trend: Trend) -> None:
    before: Choices = {f"q{number}": 3 for number in range(1, 5)}
    after = {question: 4 if number < count else 3 for number, question in enumerate(before)}

    assert agreed_change(asked("1", "1", "1", "1"), after, before).trend is trend


def test_half_a_level_down_is_a_clear_change_too() -> None:
    assert agreed_change(asked("1", "1"), {"q1": 2, "q2": 3}, {"q1": 3, "q2": 3}).trend is Trend.DOWN


def test_half_a_level_on_an_uneven_scale_is_of_the_mean_step() -> None:
    # Values 0, 1, 2, 3, 12: one level is 12/4 = 3, so a step of 1 is no clear change and one of 9 is.
    questionnaire = of(asked("1"), scale=["0", "1", "2", "3", "12"])

    def trend(later: int) -> Trend | None:
        now, then = to_one(strateg=[later] * 400), to_one(strateg=[3] * 400)
        return change(a_year(questionnaire, now), a_year(questionnaire, then, 2026)).trend

    assert (trend(4), trend(5)) == (Trend.UNCLEAR, Trend.UP)


def test_change_is_computed_on_shared_questions_only() -> None:
    # q3 is new: q1 and q2 go from 1 to 2, whatever q3 says.
    result = agreed_change(asked("1", "1", "1"), {"q1": 3, "q2": 3, "q3": 1}, {"q1": 2, "q2": 2, "q3": 5}, ["q1", "q2"])

    assert (result.earlier, result.later) == (Fraction(1), Fraction(2))
    assert (result.shared_questions, result.questions) == (2, 3)


def test_both_years_are_weighed_as_in_the_later_edition() -> None:
    # Later weights 3 and 1: earlier (3·0 + 1·4)/4 = 1, not (0 + 4)/2 = 2, so nothing has changed.
    result = change(
        a_year(of(asked("3", "1")), all_agreed(q1=1, q2=5)), a_year(of(asked("1", "1")), all_agreed(q1=1, q2=5), 2026)
    )

    assert (result.earlier, result.later) == (Fraction(1), Fraction(1))


@pytest.mark.parametrize(
    ("later", "earlier", "error"),
    [
        pytest.param(("3", "2"), ("3", "2"), None, id="60 % in both years"),
        pytest.param(("2.9", "2"), ("3", "2"), NotCompared.TOO_LITTLE_SHARED, id="less in the later"),
        pytest.param(("3", "2"), ("2.9", "2"), NotCompared.TOO_LITTLE_SHARED, id="less in the earlier"),
    ],
)
def test_below_sixty_percent_of_the_weight_in_either_year_nothing_is_compared(
    later: tuple[str, str], earlier: tuple[str, str], error: NotCompared | None
) -> None:
    choices = all_agreed(q1=3, q2=3)
    result = change(a_year(of(asked(*later)), choices), a_year(of(asked(*earlier)), choices, 2026), ["q1"])

    assert result.not_compared is error
    assert (result.later is None) is (result.trend is None) is (error is not None)


def test_the_least_shared_weight_is_the_one_that_the_later_years_limits_give() -> None:
    limits = Limits(min_shared_weight=Decimal("0.5"))
    questionnaire, choices = of(asked("1", "1")), all_agreed(q1=3, q2=3)

    result = change(
        a_year(questionnaire, choices, limits=limits), a_year(questionnaire, choices, 2026, limits=limits), ["q1"]
    )

    assert result.not_compared is None


def test_a_question_with_a_result_in_one_year_only_is_not_compared() -> None:
    # q2 has no result in the later year, so q1 and q3 (4/5 of the weight) are compared, and they stand still.
    result = agreed_change(asked("3", "1", "1"), {"q1": 3, "q3": 2}, {"q1": 3, "q2": 5, "q3": 2})

    assert (result.shared_questions, result.questions) == (2, 3)
    assert result.difference == 0


def test_a_question_settled_as_not_applicable_leaves_the_shared_and_the_whole() -> None:
    # Without q2 the later year has q1 alone (1/1); the earlier shares q1 of q1 and q2 (3/4).
    result = agreed_change(asked("3", "1"), {"q1": 4, "q2": "-"}, {"q1": 3, "q2": 1})

    assert (result.shared_questions, result.questions, result.difference) == (1, 1, Fraction(1))


def test_a_short_year_is_compared_with_a_long_one_only_when_enough_weight_is_core() -> None:
    questionnaire = of([a_question("q1", core=True), a_question("q2")])
    long = a_year(questionnaire, all_agreed(q1=3, q2=3), 2026)
    short = a_year(questionnaire, all_agreed(q1=3), form=Form.SHORT)

    assert change(short, long).not_compared is NotCompared.TOO_LITTLE_SHARED


def test_a_question_that_moved_to_another_capital_is_not_shared() -> None:
    later = a_questionnaire(a_capital("a", [a_question("q1"), a_question("q2")]))
    earlier = a_questionnaire(a_capital("a", [a_question("q1")]), a_capital("b", [a_question("q2")]))
    choices = all_agreed(q1=3, q2=3)

    result = change(a_year(later, choices), a_year(earlier, choices, 2026))

    assert (result.shared_questions, result.not_compared) == (1, NotCompared.TOO_LITTLE_SHARED)


def test_a_capital_that_the_earlier_year_lacked_is_new() -> None:
    later = a_questionnaire(a_capital("b", asked("1")))
    earlier = a_questionnaire(a_capital("a", asked("1")))

    result = change(a_year(later, all_agreed(q1=3)), a_year(earlier, all_agreed(q1=3), 2026))

    assert (result.not_compared, result.shared_questions, result.questions) == (NotCompared.NEW_CAPITAL, 0, 1)


@pytest.mark.parametrize(("later", "earlier"), [({"q1": 3}, {}), ({}, {"q1": 3}), ({"q1": "-"}, {"q1": 3})])
def test_a_year_without_a_score_is_not_compared(later: Choices, earlier: Choices) -> None:
    assert agreed_change(asked("1"), later, earlier).not_compared is NotCompared.NO_SCORE


def test_years_on_scales_that_cannot_be_compared_are_not() -> None:
    year = a_year(of(asked("1")), all_agreed(q1=3))

    assert change(year, year, positions=None).not_compared is NotCompared.DIFFERENT_SCALE


THREE = {1: 1, 2: 3, 3: 5}
"""An old scale of three levels that equal 0, 2 and 4 of the new."""


def test_an_old_scale_is_compared_level_by_level_where_the_later_edition_says_how() -> None:
    # Old second and third level equal new 2 and 4: earlier (2 + 4)/2 = 3 against (3 + 1)/2 = 2.
    later = a_year(of(asked("1", "1")), all_agreed(q1=4, q2=2))
    earlier = a_year(of(asked("1", "1"), scale=["1", "2", "30"]), all_agreed(q1=2, q2=3), 2026)

    result = change(later, earlier, positions=THREE)

    assert (result.earlier, result.later) == (Fraction(3), Fraction(2))


def test_single_answers_on_an_old_scale_are_mapped_before_the_mean() -> None:
    # Three on the second old level and two on the third equal new 2, 2, 2, 4, 4: mean 14/5.
    later = a_year(of(asked("1")), all_agreed(q1=4))
    earlier = a_year(of(asked("1"), scale=["1", "2", "30"]), to_one(strateg=[2, 2, 2, 3, 3]), 2026)

    assert change(later, earlier, positions=THREE).earlier == Fraction(14, 5)


def test_an_old_level_without_a_new_one_leaves_the_years_uncompared() -> None:
    later = a_year(of(asked("1")), all_agreed(q1=4))
    earlier = a_year(of(asked("1"), scale=["1", "2", "30"]), all_agreed(q1=2), 2026)

    assert change(later, earlier, positions={2: 3, 3: 5}).not_compared is NotCompared.DIFFERENT_SCALE


def test_editions_compare_by_what_their_lineage_says() -> None:
    # q1 is the same in both, q2 is new: compared on q1, which has 2/3 of the later weight.
    def edition(year: int, *questions: Question) -> Questionnaire:
        return of(questions, year=year)

    q1, q2 = a_question("q1", weight="2"), a_question("q2")
    editions = (edition(2026, q1), edition(2027, q1.model_copy(update={"previous": Previous.SAME}), q2))
    earlier, later = a_year(editions[0], all_agreed(q1=2), 2026), a_year(editions[1], all_agreed(q1=4, q2=1))

    result = change(later, earlier, shared_over(editions), later_positions(editions))

    assert (result.difference, result.shared_questions, result.questions) == (Fraction(2), 1, 2)


def single_change(later: Sequence[int | str], earlier: Sequence[int | str]) -> CapitalChange:
    questionnaire = of(asked("1"))
    return change(a_year(questionnaire, to_one(strateg=later)), a_year(questionnaire, to_one(strateg=earlier), 2026))


def test_a_large_change_within_the_spread_between_people_is_not_clear() -> None:
    # 0, 1, 2, 3, 4: mean 2, SE² = 2.5/5 = 0.5. 1, 2, 3, 4, 4: mean 2.8, SE² = 1.7/5 = 0.34.
    # Difference 0.8, but t·√0.84 > 1.645·0.9165 = 1.5.
    result = single_change([2, 3, 4, 5, 5], [1, 2, 3, 4, 5])

    assert (result.difference, result.trend) == (Fraction(4, 5), Trend.UNCLEAR)


def test_a_large_change_beyond_the_spread_between_people_is_clear() -> None:
    # 2, 2, 2, 2, 3: SE² = 0.2/5 = 0.04, both years. Difference 1; df = 8, t = 1.8595: 1.8595·√0.08 = 0.526.
    assert single_change([4, 4, 4, 4, 5], [3, 3, 3, 3, 4]).trend is Trend.UP


def test_a_change_below_half_a_level_is_not_clear_however_sure() -> None:
    # Sixty at 2 and forty at 3 against a hundred at 2: 0.4, with t·SE about 1.66·0.05.
    result = single_change([3] * 60 + [4] * 40, [3] * 100)

    assert (result.difference, result.trend) == (Fraction(2, 5), Trend.UNCLEAR)


@pytest.mark.parametrize("earlier", [all_agreed(q1=2), to_one(strateg=[1, 2, 3, 4, 5])], ids=["neither", "one year"])
def test_without_single_answers_in_both_years_a_change_is_not_tested_and_never_clear(
    earlier: AssessmentAnswers,
) -> None:
    questionnaire = of(asked("1"))

    result = change(a_year(questionnaire, all_agreed(q1=5)), a_year(questionnaire, earlier, 2026))

    assert (result.later, result.trend) == (Fraction(4), Trend.UNTESTED)


def test_what_was_agreed_is_tested_with_the_spread_before_each_meeting() -> None:
    # 2, 2, 2, 2, 3 both years, so SE² = 0.04 each; agreed 2 and then 3: t = 1/√0.08 = 3.54 on 8 df, p = 0.008.
    # Spread over the scale the same agreement says nothing: SE² = 0.5 each, t = 1.
    questionnaire = of(asked("1"))

    def trend(choices: Sequence[int]) -> Trend | None:
        people = [("strateg", {"q1": choice}) for choice in choices]
        now, then = answered(*people, outcomes={"q1": 4}), answered(*people, outcomes={"q1": 3})
        return change(a_year(questionnaire, now), a_year(questionnaire, then, 2026)).trend

    assert (trend([3, 3, 3, 3, 4]), trend([1, 2, 3, 4, 5])) == (Trend.UP, Trend.UNCLEAR)


def test_one_politician_fewer_and_nobody_changing_an_answer_is_no_change() -> None:
    # Five politicians at 4 and fifteen strategists at 2; then four. Of pools of their own 20/7 = 2.86 became 46/19 =
    # 2.42.
    # In one common pool it is 50/20 = 2.5 and 46/19.
    questionnaire = of(asked("1"))
    earlier = a_year(questionnaire, to_one(fortroendevald=[5] * 5, strateg=[3] * 15), 2026)
    later = a_year(questionnaire, to_one(fortroendevald=[5] * 4, strateg=[3] * 15))

    result = change(later, earlier)

    assert (result.earlier, result.later) == (Fraction(5, 2), Fraction(46, 19))
    assert result.difference == Fraction(-3, 38)  # less than a tenth
    assert (result.trend, result.pools_differ) == (Trend.UNCLEAR, True)
    # 4·(5/8) + 2·(15/18) over 5/8 + 15/18 = (25/6)/(35/24).
    assert earlier.profile.capitals[0].index == Fraction(20, 7)


def test_pools_of_the_same_roles_weigh_alike_in_both_years() -> None:
    # Five politicians at 4 become ten at 4, beside ten strategists at 0: what is compared weighs both by 5 and 10.
    questionnaire = of(asked("1"))
    earlier = a_year(questionnaire, to_one(fortroendevald=[5] * 5, strateg=[1] * 10), 2026)
    later = a_year(questionnaire, to_one(fortroendevald=[5] * 10, strateg=[1] * 10))

    result = change(later, earlier)

    assert (result.earlier, result.later, result.pools_differ) == (Fraction(52, 29), Fraction(52, 29), False)
    assert later.profile.capitals[0].index == 2


@pytest.mark.parametrize(
    ("politicians", "trend"),
    [
        # The six strategists at 3 answer as before and four politicians are new: 6/10 of 3 and 4/10 of x against 3. A
        # change
        # must be half a level and 4/10 of one besides.
        ([2] * 4, Trend.UNCLEAR),  # 2.2 − 3 = −0.8 with x = 1
        ([1] * 4, Trend.DOWN),  # 1.8 − 3 = −1.2 with x = 0
    ],
)
def test_a_change_must_be_larger_where_others_answered(politicians: Sequence[int], trend: Trend) -> None:
    questionnaire = of(asked("1"))
    earlier = a_year(questionnaire, to_one(strateg=[4] * 6), 2026)

    result = change(a_year(questionnaire, to_one(fortroendevald=politicians, strateg=[4] * 6)), earlier)

    assert (result.trend, result.pools_differ) == (trend, True)


def test_what_is_agreed_needs_no_more_whoever_answered() -> None:
    questionnaire = of(asked("1"))
    then = answered(*[("strateg", {"q1": 4})] * 20, outcomes={"q1": 3})
    now = answered(*[("strateg", {"q1": 4})] * 20, *[("fortroendevald", {"q1": 4})] * 4, outcomes={"q1": 4})

    assert change(a_year(questionnaire, now), a_year(questionnaire, then, 2026)).trend is Trend.UP


def test_single_answers_to_little_of_what_is_shared_test_nothing() -> None:
    agreed_now: Choices = {"q1": 5, "q2": 5, "q3": 5}
    agreed_then: Choices = {"q1": 3, "q2": 3, "q3": 3}
    people = [("strateg", {"q1": 3})] * 20
    questionnaire = of(asked("1", "1", "1"))

    result = change(
        a_year(questionnaire, answered(*people, outcomes=agreed_now)),
        a_year(questionnaire, answered(*people, outcomes=agreed_then), 2026),
    )

    assert (result.difference, result.trend) == (Fraction(2), Trend.UNTESTED)


def test_years_that_people_of_other_roles_answered_are_not_compared() -> None:
    questionnaire = of(asked("1"))
    earlier = a_year(questionnaire, to_one(fortroendevald=[5] * 5), 2026)

    result = change(a_year(questionnaire, to_one(strateg=[1] * 5)), earlier)

    assert (result.not_compared, result.difference) == (NotCompared.OTHER_ROLES, None)


def test_a_change_of_one_capital_must_stand_beside_all_that_were_looked_at() -> None:
    # 2, 2, 3, 3, 4 against 1, 2, 2, 2, 3: difference 0.8, SE² = 0.7/5 + 0.5/5 = 0.24, t = 1.633 on 7.8 df, p = 0.142.
    # 3, 3, 4, 4, 4 against 1, 2, 2, 3, 3: difference 1.4, SE² = 0.3/5 + 0.7/5 = 0.2, t = 3.13 on 6.9 df, p = 0.017:
    # alone
    # below 0.10, and of eight capitals not below 0.10/8 = 0.0125.
    def years(capitals: int) -> YearComparison:
        questionnaire = a_questionnaire(*(a_capital(f"k{n}") for n in range(capitals)))
        levels = {"k0": ([4, 4, 5, 5, 5], [2, 3, 3, 4, 4])}
        still = ([3, 3, 4, 4, 5], [2, 3, 3, 3, 4])

        def year(place: int, number: int) -> YearResult:
            choices = [levels.get(f"k{n}", still)[place] for n in range(capitals)]
            people = [
                ("strateg", {f"k{n}-q1": of_capital[person] for n, of_capital in enumerate(choices)})
                for person in range(5)
            ]
            return a_year(questionnaire, answered(*people), number)

        shared = [f"k{n}-q1" for n in range(capitals)]
        return compare_years(year(0, 2027), year(1, 2026), shared, FIVE)

    assert [result.trend for result in years(1).capitals] == [Trend.UP]
    assert {result.trend for result in years(8).capitals} == {Trend.UNCLEAR}


def test_the_trend_of_a_round_under_the_first_edition_is_the_first_editions() -> None:
    questionnaire = of(asked("1"))
    earlier = replace(a_year(questionnaire, all_agreed(q1=2), 2026), method=MethodEdition.FIRST)
    later = replace(a_year(questionnaire, all_agreed(q1=3)), method=MethodEdition.FIRST)

    assert change(later, earlier).trend is Trend.UP


def test_cross_cutting_dimensions_are_compared_too_in_the_later_order() -> None:
    questionnaire = a_questionnaire(a_capital("a"), a_capital("m", cross_cutting=True))
    year = a_year(questionnaire, all_agreed(a_q1=3, m_q1=3))

    comparison = compare_years(year, year, ["a-q1", "m-q1"], FIVE)

    assert [(result.capital_id, result.not_compared) for result in comparison.capitals] == [("a", None), ("m", None)]


def test_skipped_years_are_told() -> None:
    questionnaire = of(asked("1"))
    earlier = a_year(questionnaire, all_agreed(q1=3), 2026)

    def compared(year: int) -> tuple[int, tuple[int, ...]]:
        comparison = compare_years(a_year(questionnaire, all_agreed(q1=3), year), earlier, SAME, FIVE)
        return comparison.earlier_year, comparison.skipped_years

    assert compared(2027) == (2026, ())
    assert compared(2029) == (2026, (2027, 2028))
