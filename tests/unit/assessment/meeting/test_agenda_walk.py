"""The way through a meeting's agenda, from item to item."""

from collections.abc import Sequence

from app.assessment.meeting.agenda import Agenda, AgendaItem
from app.assessment.meeting.agenda_walk import AgendaWalk
from app.assessment.meeting.outcomes import OutcomeState
from app.assessment.meeting.spread import question_spread
from app.assessment.meeting.talk_order import talk_order
from tests.unit.builders import a_question, of, to_one

AGREED, PARKED, OPEN = OutcomeState.AGREED, OutcomeState.PARKED, OutcomeState.OPEN


def items(*names: str, proposal: int | None = None) -> tuple[AgendaItem, ...]:
    questionnaire = of([a_question(name) for name in names])
    capital = questionnaire.capitals[0]
    pairs = [
        (question, question_spread(question, questionnaire, to_one(question.id), 5)) for question in capital.questions
    ]
    return tuple(
        AgendaItem(capital=capital, talk=talk, is_direction=False, proposal=proposal) for talk in talk_order(pairs, 5)
    )


AGENDA = Agenda(agreeing=items("e1", "e2", proposal=3), talking=items("t1", "t2", "t3"), beyond=items("b1", "b2"))


def walk(**standings: OutcomeState) -> AgendaWalk:
    every = dict.fromkeys(("e1", "e2", "t1", "t2", "t3", "b1", "b2"), OPEN)
    return AgendaWalk(AGENDA, every | standings)


def name(item: AgendaItem | None) -> str | None:
    return None if item is None else item.question_id


def names(found: Sequence[AgendaItem]) -> list[str]:
    return [item.question_id for item in found]


def test_the_list_comes_first_until_something_of_it_is_noted() -> None:
    assert walk().accepts_first
    assert not walk(e1=AGREED).accepts_first
    assert not walk(e2=PARKED).accepts_first


def test_what_is_left_out_of_the_list_is_talked_about_last() -> None:
    assert names(walk().talking) == ["t1", "t2", "t3"]
    assert names(walk(e1=AGREED).talking) == ["t1", "t2", "t3", "e2"]
    assert name(walk(e1=AGREED, t1=AGREED, t2=AGREED, t3=AGREED).first) == "e2"


def test_one_goes_from_open_question_to_open_question_and_then_to_what_is_parked() -> None:
    done = {"e1": AGREED, "e2": AGREED}
    assert name(walk(**done).first) == "t1"
    assert name(walk(**done, t1=AGREED).after("t1")) == "t2"
    assert name(walk(**done, t1=PARKED, t2=AGREED).after("t1")) == "t3"
    assert name(walk(**done, t1=PARKED, t2=AGREED, t3=AGREED).after("t3")) == "t1"
    assert name(walk(**done, t1=PARKED, t2=PARKED, t3=AGREED).after("t1")) == "t2"
    assert walk(**done, t1=PARKED, t2=PARKED, t3=AGREED).after("t2") is None
    assert walk(**done, t1=AGREED, t2=AGREED, t3=AGREED).first is None


def test_what_there_is_no_time_for_is_no_part_of_the_way_but_leads_on_among_itself() -> None:
    done = {"e1": AGREED, "e2": AGREED, "t1": AGREED, "t2": AGREED, "t3": AGREED}
    assert walk(**done).first is None
    assert names(walk(**done, b1=AGREED).beyond) == ["b2"]
    assert name(walk(**done).after("b1")) == "b2"
    assert walk(**done).after("b2") is None


def test_from_a_question_of_the_accepted_list_one_comes_to_the_first_that_is_open() -> None:
    assert name(walk(e1=AGREED, e2=AGREED, t1=AGREED).after("e1")) == "t2"
