"""Which question the joint meeting takes up first."""

from collections.abc import Sequence

import pytest

from app.assessment.meeting.spread import question_spread
from app.assessment.meeting.talk_order import TalkAbout, TalkReason, talk_order
from tests.unit.builders import a_question, of, to_one


def order(**by_question: Sequence[int | str]) -> tuple[TalkAbout, ...]:
    """Questions by name (a name that ends in _core is core), each with the choices of its strategists."""
    questions = [a_question(name.replace("_", "-"), core=name.endswith("_core")) for name in by_question]
    questionnaire = of(questions)
    spreads = [
        question_spread(question, questionnaire, to_one(question.id, strateg=choices), 5)
        for question, choices in zip(questions, by_question.values(), strict=True)
    ]
    return talk_order(zip(questions, spreads, strict=True), len(questionnaire.scale))


def names(talk: Sequence[TalkAbout]) -> list[str]:
    return [item.question.id for item in talk]


def test_what_people_see_most_differently_comes_first() -> None:
    talk = order(agreed=[3] * 6, split=[1, 1, 1, 5, 5, 5], mild=[2, 3, 3, 3, 3, 4])
    assert names(talk) == ["split", "mild", "agreed"]
    # AD_M is 2 and 1/3; the limit on five levels is 5/6.
    assert [item.urgency for item in talk] == pytest.approx([2.4, 0.4, 0])
    assert talk[0].reasons == (TalkReason.DISAGREEMENT,)
    assert talk[1].reasons == ()


def test_many_who_do_not_know_are_a_reason_from_a_quarter_on() -> None:
    talk = order(sure=[3] * 8, unsure=[3, 3, 3, 3, 3, 3, "?", "?"], fewer=[3] * 8 + ["?", "?"])
    assert names(talk) == ["unsure", "fewer", "sure"]
    assert talk[0].reasons == (TalkReason.DONT_KNOW,)
    assert talk[1].reasons == ()


def test_a_gap_of_one_level_between_roles_is_a_reason() -> None:
    question = a_question("q1")
    spread = question_spread(question, of([question]), to_one(fortroendevald=[4] * 5, strateg=[3] * 5), 5)
    [item] = talk_order([(question, spread)], 5)
    # AD_M is 0.5, below 5/6; the gap is exactly one level.
    assert item.reasons == (TalkReason.ROLE_GAP,)
    assert item.urgency == 1


def test_agreement_just_at_its_limit_is_agreement() -> None:
    """AD_M of 1, 1, 2, 2, 3, 3 is 2/3 on four levels; the limit is 4/6."""
    question = a_question("q1").model_copy(update={"anchors": ("a", "b", "c", "d")})
    questionnaire = of([question], scale=("0", "1", "2", "3"))
    spread = question_spread(question, questionnaire, to_one(strateg=[1, 1, 2, 2, 3, 3]), 5)
    [item] = talk_order([(question, spread)], 4)
    assert item.urgency == pytest.approx(1)
    assert item.reasons == ()


def test_equally_urgent_questions_come_core_first_and_then_in_order() -> None:
    talk = order(a=[3] * 5, b_core=[3] * 5, c=[2] * 5, d_core=[1] * 5)
    assert names(talk) == ["b-core", "d-core", "a", "c"]
    assert talk[0].reasons == (TalkReason.CORE,)


def test_what_may_not_be_shown_does_not_say_where_people_differ() -> None:
    """Four answers: hidden, so the order must not give away that they differ."""
    assert names(order(a=[3, 3, 3, 3], b=[1, 1, 5, 5])) == ["a", "b"]
