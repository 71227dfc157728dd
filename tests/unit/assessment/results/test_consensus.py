"""Method 3: one kommun, one question. The default scale has the values 0…4, so position p is worth p − 1."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.assessment.answering.answers import Answer, AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Limits, Question
from app.assessment.results.consensus import question_result
from app.assessment.results.pools import role_pools
from app.assessment.results.results import QuestionResult, QuestionSource
from tests.unit.builders import ROLES, a_question, a_questionnaire, answered, of, to_one
from tests.unit.strategies import people


def result(
    answers: AssessmentAnswers, question: Question | None = None, limits: Limits | None = None
) -> QuestionResult:
    question = question or a_question()
    return question_result(question, of([question]), answers, limits or Limits())


def by_role(choices: Mapping[str, Sequence[int | str]]) -> AssessmentAnswers:
    return answered(*((role, {"q1": choice}) for role, role_choices in choices.items() for choice in role_choices))


def test_an_agreed_level_is_the_result_whatever_the_single_answers_say() -> None:
    answers = answered(*[("strateg", {"q1": 1})] * 7, outcomes={"q1": 4})

    assert (result(answers).value, result(answers).source) == (Fraction(3), QuestionSource.AGREED)


def test_an_agreed_level_is_the_result_without_any_single_answer() -> None:
    assert result(answered(outcomes={"q1": 2})).value == Fraction(1)


def test_an_agreed_ej_tillampligt_settles_the_question_as_not_applicable() -> None:
    question_result = result(answered(*[("strateg", {"q1": 3})] * 5, outcomes={"q1": "-"}))

    assert question_result.settled_not_applicable
    assert (question_result.value, question_result.source) == (None, QuestionSource.AGREED)


def test_an_agreed_vet_ej_settles_nothing_so_the_single_answers_count() -> None:
    question_result = result(answered(*[("strateg", {"q1": 3})] * 5, outcomes={"q1": "?"}))

    assert (question_result.value, question_result.source) == (Fraction(2), QuestionSource.PLAIN_MEAN)


def test_not_united_keeps_the_mean_of_the_single_answers_and_is_told() -> None:
    answers = replace(to_one(fortroendevald=[5] * 5, strateg=[1] * 10), not_united=frozenset({"q1", "another"}))
    question_result = result(answers)
    assert (question_result.value, question_result.source, question_result.not_united) == (
        Fraction(52, 29),
        QuestionSource.ROLE_BALANCED,
        True,
    )
    settled_answers = replace(answers, agreed={"q1": Answer.level(4)})
    assert (result(settled_answers).value, result(settled_answers).not_united) == (Fraction(3), False)
    assert not result(replace(answers, not_united=frozenset({"another"}))).not_united


def test_pools_weigh_by_their_size_but_ever_less_so_ten_do_not_outvote_five_two_to_one() -> None:
    # Five politicians at 4 weigh 5/8, ten strategists at 0 10/13: 4·(5/8)/(5/8 + 10/13) = 2.5/(145/104) = 52/29 = 1.79.
    # The plain mean would be 20/15 = 1.33, each role counting once 2.
    question_result = result(to_one(fortroendevald=[5] * 5, strateg=[1] * 10))

    assert (question_result.value, question_result.source) == (Fraction(52, 29), QuestionSource.ROLE_BALANCED)


@pytest.mark.parametrize(
    ("half", "value"),
    [
        ("0", Fraction(2)),  # (4 + 0)/2: every pool alike
        ("5", Fraction(12, 7)),  # 5/10 and 10/15: 4·(1/2)/(7/6)
        ("1000000", Fraction(4 * 5 * 1000010, 5 * 1000010 + 10 * 1000005)),  # close to the plain mean 4/3
    ],
)
def test_how_many_people_count_half_of_a_role_is_a_limit(half: str, value: Fraction) -> None:
    limits = Limits(role_weight_half=Decimal(half))

    assert result(to_one(fortroendevald=[5] * 5, strateg=[1] * 10), limits=limits).value == value


def test_role_groups_below_the_least_number_are_pooled() -> None:
    # ledning (two at 0) and strateg (three at 2) make a pool of five: 6/5. With five at 4: (4 + 6/5)/2 = 13/5.
    question_result = result(to_one(fortroendevald=[5] * 5, ledning=[1] * 2, strateg=[3] * 3))

    assert question_result.value == Fraction(13, 5)


def test_a_pool_that_stays_too_small_takes_in_the_next_smallest_group() -> None:
    # One of ledning (0) joins the six of fortroendevald (4): 24/7. With seven strategists at 2: (24/7 + 2)/2 = 19/7.
    question_result = result(to_one(fortroendevald=[5] * 6, ledning=[1], strateg=[3] * 7))

    assert question_result.value == Fraction(19, 7)


def test_fewer_than_two_groups_after_pooling_give_the_plain_mean() -> None:
    # Four at 4 and two at 1 pool to six people: (16 + 2)/6 = 3.
    question_result = result(to_one(fortroendevald=[5] * 4, strateg=[2] * 2))

    assert (question_result.value, question_result.source) == (Fraction(3), QuestionSource.PLAIN_MEAN)


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        pytest.param({}, (), id="nobody"),
        pytest.param({"a": 2}, (("a",),), id="one small group stays alone"),
        pytest.param({"a": 5, "b": 6, "c": 7}, (("a",), ("b",), ("c",)), id="all large enough"),
        pytest.param({"a": 5, "b": 0, "c": 7}, (("a",), ("c",)), id="an empty group is none"),
        pytest.param({"a": 2, "b": 9, "c": 2, "d": 2}, (("a", "c", "d"), ("b",)), id="2 + 2 + 2 reach 5"),
        pytest.param({"a": 4, "b": 4, "c": 4, "d": 4, "e": 9}, (("a", "b"), ("c", "d"), ("e",)), id="two pools"),
        pytest.param({"a": 4, "b": 4, "c": 1, "d": 4}, (("a", "c"), ("b", "d")), id="of equals, the first in order"),
        pytest.param({"a": 4, "b": 4, "c": 1, "d": 9}, (("a", "b", "c"), ("d",)), id="the rest joins the least pool"),
        pytest.param({"a": 1, "b": 8, "c": 6, "d": 7}, (("a", "c"), ("b",), ("d",)), id="takes in the next smallest"),
        pytest.param({"a": 4, "b": 9}, (("a", "b"),), id="one pool is the plain mean"),
    ],
)
def test_small_groups_are_pooled_smallest_first(sizes: Mapping[str, int], groups: tuple[tuple[str, ...], ...]) -> None:
    assert role_pools(sizes, a_questionnaire(roles="abcde"), 5) == groups


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12)), st.integers(3, 8))
def test_the_groups_hold_every_role_once_and_reach_the_least_number_when_there_are_several(
    sizes: dict[str, int], least: int
) -> None:
    groups = role_pools(sizes, a_questionnaire(roles="abcde"), least)

    assert sorted(role for group in groups for role in group) == sorted(role for role in sizes if sizes[role])
    assert len(groups) < 2 or all(sum(sizes[role] for role in group) >= least for group in groups)


def test_nobody_gave_a_level_means_no_result_and_never_zero() -> None:
    question_result = result(to_one(strateg=["?"] * 6))

    assert (question_result.value, question_result.source) == (None, QuestionSource.NONE)
    assert not question_result.settled_not_applicable


@pytest.mark.parametrize(("people", "value"), [(4, None), (5, Fraction(2))])
def test_fewer_levels_than_the_least_number_give_no_result(people: int, value: Fraction | None) -> None:
    assert result(to_one(strateg=[3] * people)).value == value


def test_vet_ej_does_not_help_a_question_reach_the_least_number() -> None:
    assert result(to_one(strateg=[3, 3, 3, 3, "?", "?", "-"])).value is None


def test_the_least_number_is_the_one_that_the_limits_give() -> None:
    assert result(to_one(strateg=[3] * 3), limits=Limits(min_group=3)).value == Fraction(2)


def test_a_least_number_below_three_cannot_be_set() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 3"):
        Limits(min_group=2)


@pytest.mark.parametrize(
    ("choices", "is_settled"),
    [
        pytest.param(["-"] * 5, True, id="everyone who answered"),
        pytest.param(["-"] * 4, False, id="too few to tell"),
        pytest.param(["-"] * 9 + [1], False, id="all but one"),
        pytest.param(["-"] * 5 + ["?"] * 5, True, id="vet ej does not stand against it"),
        pytest.param(["-"] * 4 + ["?"] * 5, False, id="vet ej does not help it"),
        pytest.param([], False, id="nobody"),
    ],
)
def test_ej_tillampligt_by_everyone_who_answered_settles_the_question(
    choices: list[int | str], is_settled: bool
) -> None:
    question_result = result(to_one(strateg=choices))

    assert question_result.settled_not_applicable is is_settled
    assert question_result.value is None


def test_only_respondents_that_the_question_is_meant_for_count() -> None:
    question = a_question(meant_for=["fortroendevald"])
    question_result = result(to_one(fortroendevald=[5] * 5, strateg=[1] * 9 + ["?"] * 2), question)

    assert (question_result.value, question_result.answered, question_result.dont_know) == (Fraction(4), 5, 0)


def test_levels_and_the_two_other_answers_are_counted_apart() -> None:
    question_result = result(to_one(strateg=[1, 2, 2, 3, 3, "?", "?", "-"]))

    assert (question_result.answered, question_result.dont_know, question_result.not_applicable) == (5, 2, 1)


@pytest.mark.parametrize("position", [0, 6, -1])
def test_a_position_outside_the_scale_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="positions 1 to 5"):
        result(to_one(strateg=[position] * 5))


def test_a_role_group_that_the_questionnaire_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="praktikant"):
        result(to_one(praktikant=[3] * 5))


@given(people(least=5), st.data())
def test_the_order_of_respondents_does_not_matter(
    sample: list[tuple[str, dict[str, int | str]]], data: st.DataObject
) -> None:
    shuffle = data.draw(st.permutations(sample))

    assert result(answered(*shuffle)) == result(answered(*sample))


@given(
    st.dictionaries(st.sampled_from(ROLES), st.lists(st.integers(1, 5), min_size=1, max_size=12), min_size=1),
    st.integers(3, 6),
)
def test_everybody_within_a_pool_weighs_alike(choices: dict[str, list[int | str]], least: int) -> None:
    """Exchanging two people's answers within a pool changes nothing: only so can nobody solve for a small role."""
    limits = Limits(min_group=least)
    pools = role_pools({role: len(levels) for role, levels in choices.items()}, of([a_question()]), least)
    exchange = dict(choices)
    for pool in pools:
        levels = sorted(level for role in pool for level in choices[role])
        for role in pool:
            exchange[role], levels = levels[: len(choices[role])], levels[len(choices[role]) :]

    assert result(by_role(exchange), limits=limits) == result(by_role(choices), limits=limits)


@given(
    st.fixed_dictionaries({role: st.lists(st.integers(1, 5), min_size=5, max_size=9) for role in ROLES}),
    st.integers(0, 20),
)
def test_the_mean_is_that_of_a_few_lines_of_numpy(choices: dict[str, list[int | str]], half: int) -> None:
    limits = Limits(role_weight_half=Decimal(half))
    means = np.array([np.mean(np.array(levels, dtype=float)) - 1 for levels in choices.values()])
    sizes = np.array([len(levels) for levels in choices.values()], dtype=float)

    value = result(by_role(choices), limits=limits).value

    assert value is not None
    assert float(value) == pytest.approx(np.average(means, weights=sizes / (sizes + half)))
