"""The agenda of ninety minutes: what is proposed, what is talked about, in which order, and what there is no time for."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment.meeting.agenda import MEETING_MINUTES, Agenda, AgendaItem, plan_agenda, proposed_level
from app.assessment.meeting.spread import question_spread
from app.assessment.meeting.talk_order import TalkReason, talk_order
from app.assessment.questionnaires.questionnaire import Capital, Form, Question
from tests.unit.builders import a_capital, a_question, a_questionnaire, of, to_one

Answers = Mapping[str, Sequence[int | str]]
"""Question id -> what its strategists chose."""


def agenda_over(*capitals: Capital, answers: Answers, min_group: int = 5) -> Agenda:
    questionnaire = a_questionnaire(*capitals)

    def talks(capital: Capital) -> list[Question]:
        return list(capital.asked(Form.LONG))

    return plan_agenda(
        (
            (
                capital,
                talk_order(
                    (
                        (
                            question,
                            question_spread(
                                question,
                                questionnaire,
                                to_one(question.id, strateg=answers.get(question.id, ())),
                                min_group,
                            ),
                        )
                        for question in talks(capital)
                    ),
                    5,
                ),
            )
            for capital in capitals
        ),
        questionnaire,
    )


def proposal(**by_role: Sequence[int | str]) -> int | None:
    question = a_question("q1")
    questionnaire = of([question])
    return proposed_level(question_spread(question, questionnaire, to_one("q1", **by_role), 5), questionnaire)


def names(items: Sequence[AgendaItem]) -> list[str]:
    return [item.question_id for item in items]


@pytest.mark.parametrize(
    ("choices", "level"),
    [
        ([3, 3, 3, 3, 4], 3),  # mean 3.2 (as positions), and most chose 3
        ([4, 4, 4, 4, 3, 5], 4),
        ([1, 1, 1, 1, 1], 1),
        ([3, 3, 3, 4, 4, 4], 3),  # as near to both: the lower
        ([3, 3, 4, 4, 5, 5, 5], None),  # the mean is nearest to 4, and more chose 5
        ([1, 1, 1, 5, 5, 5], None),  # AD_M 2, above 5/6
        ([3, 3, 3, 3], None),  # four answers are not shown
        ([3, 3, 3, 3, 3, 3, "?", "?"], None),  # a quarter do not know
        ([3, 3, 3, 3, 3, 3, 3, "?", "?"], 3),  # two of nine
        ([3, 3, 3, 3, 3, 3, "-", "-"], None),  # a quarter say that it does not apply
        (["?", "?", "?", "?", "?"], None),
    ],
)
def test_a_level_is_proposed_where_the_answers_lie_together_around_it(
    choices: Sequence[int | str], level: int | None
) -> None:
    assert proposal(strateg=choices) == level


def test_two_groups_of_roles_a_level_apart_have_nothing_proposed() -> None:
    assert proposal(fortroendevald=[4] * 5, strateg=[3] * 5) is None
    assert proposal(fortroendevald=[4] * 4 + [3], strateg=[3] * 5) == 3  # 0.8 apart; the mean is 3.4


def test_the_most_disputed_come_first_over_all_capitals_and_those_about_the_direction_after_them() -> None:
    first = a_capital("politiskt", [a_question("mild"), a_question("agreed")], has_direction=True)
    second = a_capital("finansiellt", [a_question("split"), a_question("wide", core=True)])
    agenda = agenda_over(
        first,
        second,
        answers={
            "mild": [3, 3, 4, 4, 5, 5, 5],
            "agreed": [2] * 5,
            "politiskt-unity": [1, 1, 1, 5, 5, 5],
            "politiskt-way": [3] * 5,
            "split": [1, 1, 5, 5, 5, 5],  # AD_M 16/9
            "wide": [1, 1, 1, 5, 5, 5],  # AD_M 2
        },
    )
    assert names(agenda.agreeing) == ["agreed", "politiskt-way"]
    assert names(agenda.talking) == ["wide", "split", "politiskt-unity", "mild"]
    assert [item.minutes for item in agenda.talking] == [5, 5, 5, 3]
    # 5 to open, 10 for the list, 18 for questions, 10 for what is parked and to close.
    assert agenda.minutes == 43
    assert agenda.beyond == ()


def test_what_does_not_fit_is_the_least_disputed() -> None:
    questions = [a_question(f"q{number}") for number in range(20)]
    agenda = agenda_over(a_capital("politiskt", questions), answers={f"q{n}": [1, 1, 1, 5, 5, 5] for n in range(20)})
    # Nothing to accept: 75 minutes are left for questions of 5.
    assert names(agenda.talking) == [f"q{number}" for number in range(15)]
    assert names(agenda.beyond) == [f"q{number}" for number in range(15, 20)]
    assert agenda.minutes == MEETING_MINUTES


def test_where_nothing_may_be_shown_core_questions_come_first_and_nothing_is_proposed() -> None:
    questions = [a_question("a"), a_question("b", core=True), a_question("c")]
    hidden = agenda_over(a_capital("politiskt", questions), answers={"a": [1, 5], "b": [3, 3, 3, 3], "c": [1, 5, 5]})
    assert (hidden.agreeing, names(hidden.talking)) == ((), ["b", "a", "c"])
    assert hidden.minutes == 5 + 9 + 10


choices = st.lists(st.one_of(st.integers(1, 5), st.sampled_from(["?", "-"])), max_size=9)
many = st.lists(choices, min_size=1, max_size=24)


@settings(max_examples=60, deadline=None)
@given(many)
def test_every_question_stands_once_within_ninety_minutes_and_nothing_left_out_is_more_disputed(
    answers: list[list[int | str]],
) -> None:
    ids = [f"q{number}" for number in range(len(answers))]
    capital = a_capital("politiskt", [a_question(name) for name in ids])
    agenda = agenda_over(capital, answers=dict(zip(ids, answers, strict=True)))
    assert sorted(names((*agenda.agreeing, *agenda.talking, *agenda.beyond))) == sorted(ids)
    assert agenda.minutes <= MEETING_MINUTES
    urgencies = [item.talk.urgency for item in (*agenda.talking, *agenda.beyond) if item.is_disputed]
    assert urgencies == sorted(urgencies, reverse=True)
    for item in agenda.agreeing:
        assert item.talk.spread.everyone is not None
        assert not set(item.talk.reasons) - {TalkReason.CORE}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(1, 5), max_size=4), min_size=2, max_size=6))
def test_answers_that_may_not_be_shown_move_nothing_on_the_agenda(answers: list[list[int]]) -> None:
    ids = [f"q{number}" for number in range(len(answers))]
    capital = a_capital("politiskt", [a_question(name) for name in ids])
    others = {name: [6 - choice for choice in choices] for name, choices in zip(ids, answers, strict=True)}
    orders = [
        names(agenda_over(capital, answers=shown).talking) for shown in (dict(zip(ids, answers, strict=True)), others)
    ]
    assert orders[0] == orders[1] == ids
