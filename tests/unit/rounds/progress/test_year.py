"""A kommun's year: its state in the words of everybody, and what comes next."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rounds.kernel.assessment import Mode, Sharing
from app.rounds.kernel.round import RoundState
from app.rounds.progress.year import (
    StepName,
    StepState,
    YearFacts,
    YearState,
    next_step,
    state_of_year,
    steps_of_year,
)

BEGINNING = YearFacts(
    round_state=RoundState.OPEN,
    is_overdue=False,
    mode=Mode.UNDECIDED,
    asked=0,
    started=0,
    finished=0,
    min_group=3,
    is_closed=False,
    questions=59,
    settled=0,
    targets=0,
    actions=0,
    is_pending=False,
    is_returned=False,
    is_approved=False,
    sharing=Sharing.NOTHING,
)
ANSWERING = replace(BEGINNING, mode=Mode.SEVERAL, asked=6, started=4, finished=2)
CLOSED = replace(ANSWERING, is_closed=True)
AGREED = replace(CLOSED, settled=59, targets=2, actions=3)
PENDING = replace(AGREED, is_pending=True)
APPROVED = replace(AGREED, is_approved=True)
ALONE = replace(BEGINNING, mode=Mode.SIMPLE, asked=1)


@pytest.mark.parametrize(
    ("facts", "state", "step"),
    [
        (replace(BEGINNING, round_state=RoundState.PLANNED), YearState.PLANNED, StepName.PREPARE),
        (BEGINNING, YearState.NOT_STARTED, StepName.PREPARE),
        (replace(BEGINNING, last_actions=3, waiting_actions=1), YearState.NOT_STARTED, StepName.PREPARE),
        (replace(BEGINNING, last_actions=3), YearState.NOT_STARTED, StepName.PREPARE),
        (replace(ANSWERING, last_actions=3, waiting_actions=3), YearState.ANSWERING, StepName.ANSWER),
        (replace(AGREED, last_actions=3, waiting_actions=3), YearState.READY, StepName.HAND_IN),
        (replace(BEGINNING, mode=Mode.SEVERAL), YearState.ANSWERING, StepName.INVITE),
        (replace(ANSWERING, asked=2, finished=2), YearState.ANSWERING, StepName.INVITE),
        (ANSWERING, YearState.ANSWERING, StepName.ANSWER),
        (replace(ANSWERING, started=6, finished=6), YearState.ANSWERING, StepName.CLOSE),
        (CLOSED, YearState.ANSWERING_CLOSED, StepName.MEETING),
        (replace(CLOSED, settled=20), YearState.MEETING, StepName.MEETING),
        (replace(AGREED, targets=0), YearState.READY, StepName.PLAN),
        (AGREED, YearState.READY, StepName.HAND_IN),
        (PENDING, YearState.SUBMITTED, StepName.APPROVE),
        (replace(AGREED, is_returned=True), YearState.RETURNED, StepName.HAND_IN),
        (APPROVED, YearState.APPROVED, StepName.SHARE),
        (replace(APPROVED, sharing=Sharing.REGION), YearState.APPROVED, StepName.REPORT),
        (replace(ANSWERING, round_state=RoundState.CLOSED), YearState.NO_RESULT, None),
        (ALONE, YearState.ANSWERING, StepName.ANSWER),
        (replace(ALONE, round_state=RoundState.CLOSED, started=1), YearState.ANSWERING, StepName.ANSWER),
        (replace(ALONE, round_state=RoundState.CLOSED), YearState.NO_RESULT, None),
        (replace(ALONE, is_closed=True, settled=50), YearState.READY, StepName.PLAN),
    ],
)
def test_where_a_kommun_stands_and_what_comes_next(facts: YearFacts, state: YearState, step: StepName | None) -> None:
    assert state_of_year(facts) is state
    assert next_step(steps_of_year(facts)) is step


def test_who_answers_alone_invites_nobody_and_has_no_meeting() -> None:
    names = {step.name for step in steps_of_year(ALONE)}
    assert names == set(StepName) - {StepName.REVIEW, StepName.INVITE, StepName.CLOSE, StepName.MEETING}


def test_answering_can_be_ended_once_the_last_day_has_passed_and_enough_have_answered() -> None:
    overdue = replace(ANSWERING, is_overdue=True)
    states = {step.name: step.state for step in steps_of_year(overdue)}
    assert states[StepName.CLOSE] is StepState.ONGOING
    few = {step.name: step.state for step in steps_of_year(replace(overdue, started=2))}
    assert few[StepName.CLOSE] is StepState.COMING


def test_a_version_that_waits_is_done_for_the_coordinator_and_waits_for_the_approver() -> None:
    states = {step.name: step.state for step in steps_of_year(PENDING)}
    assert states[StepName.HAND_IN] is StepState.DONE
    assert states[StepName.APPROVE] is StepState.WAITING


@given(
    st.builds(
        YearFacts,
        round_state=st.sampled_from(RoundState),
        mode=st.sampled_from(Mode),
        sharing=st.sampled_from(Sharing),
        asked=st.integers(0, 9),
        started=st.integers(0, 9),
        finished=st.integers(0, 9),
        min_group=st.just(3),
        questions=st.just(5),
        settled=st.integers(0, 5),
        targets=st.integers(0, 2),
        actions=st.integers(0, 2),
    )
)
def test_an_open_year_always_has_something_next(facts: YearFacts) -> None:
    """So that nobody has to ask what to do now."""
    is_dead = facts.round_state is RoundState.CLOSED and not (facts.is_closed or facts.is_approved or facts.is_pending)
    assert (next_step(steps_of_year(facts)) is None) <= is_dead


def test_every_step_has_its_place_in_the_order() -> None:
    for mode, state in product(Mode, RoundState):
        names = [step.name for step in steps_of_year(replace(BEGINNING, mode=mode, round_state=state))]
        assert names == [name for name in StepName if name in names]
