"""How far a kommun has come in a round, and how much of that its region is shown.

A region follows kommuner, not people. Where few are asked, a share of answers would tell how far one person has come;
there it is not shown (decision 0027). People read the words of the kommun's own year; `Stage` is what programs read and
what reminders go by (decision 0052).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.rounds.progress.year import YearState

STEP_PERCENT = 5
WHOLE_PERCENT = 100


class Stage(StrEnum):
    """Where an assessment stands, in the order it moves. The values are codes: people read `region_state`."""

    NOT_OPEN = "not_open"
    NOT_STARTED = "not_started"
    NO_ANSWERS = "no_answers"
    UNDER_WAY = "under_way"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    NO_RESULT = "no_result"
    """The round was closed before there was any."""


DONE = frozenset({Stage.SUBMITTED, Stage.APPROVED, Stage.NO_RESULT})
"""Where the region has nothing more to wait for."""
BEGUN = frozenset({Stage.UNDER_WAY, Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED})


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the stage goes by."""

    is_open: bool
    """Whether the round has been opened."""
    is_over: bool
    """Whether the round has been closed."""
    is_decided: bool
    """Whether the kommun has chosen how to answer."""
    has_answers: bool
    is_closed: bool
    """Whether the kommun's answering has ended, so that there is a result."""
    is_submitted: bool
    is_approved: bool


def stage_of(facts: StageFacts) -> Stage:
    if facts.is_approved:
        return Stage.APPROVED
    if facts.is_submitted:
        return Stage.SUBMITTED
    if facts.is_closed:
        return Stage.DRAFT
    if facts.is_over:
        return Stage.NO_RESULT
    if not facts.is_open:
        return Stage.NOT_OPEN
    if facts.has_answers:
        return Stage.UNDER_WAY
    return Stage.NO_ANSWERS if facts.is_decided else Stage.NOT_STARTED


_STATES = {
    Stage.NOT_OPEN: YearState.PLANNED,
    Stage.NOT_STARTED: YearState.NOT_STARTED,
    Stage.NO_ANSWERS: YearState.ANSWERING,
    Stage.UNDER_WAY: YearState.ANSWERING,
    Stage.SUBMITTED: YearState.SUBMITTED,
    Stage.APPROVED: YearState.APPROVED,
    Stage.NO_RESULT: YearState.NO_RESULT,
}


def region_state(stage: Stage, settled_percent: int, *, answers_alone: bool) -> YearState:
    """The state in the words of the kommun's own year, as its region reads it.

    It goes by the stage and by the share of questions that is settled, which the board shows beside it, and so tells
    nothing more. That a result was sent back is between the kommun's own people. `answers_alone` is whether one person
    answers for the kommun and has nobody to agree with.
    """
    if stage is not Stage.DRAFT:
        return _STATES[stage]
    if answers_alone or settled_percent == WHOLE_PERCENT:
        return YearState.READY
    return YearState.MEETING if settled_percent else YearState.ANSWERING_CLOSED


@dataclass(frozen=True, slots=True)
class Turnout:
    """How people take part in one assessment, counted. `possible` and `given` count answers of all of them together."""

    invited: int
    started: int
    handed_in: int
    possible: int
    given: int


def shown_started(turnout: Turnout, min_group: int) -> int | None:
    """How many have begun, or None where so few are asked that it would tell of a single person."""
    return turnout.started if turnout.invited >= min_group else None


def shown_share(turnout: Turnout, min_group: int) -> int | None:
    """Percent of what can be answered that is, rounded down to whole fives so that no single answer shows in it.

    None where so few are asked that it would tell of a single person.
    """
    if turnout.invited < min_group or not turnout.possible:
        return None
    return min(turnout.given, turnout.possible) * 100 // turnout.possible // STEP_PERCENT * STEP_PERCENT


def share_percent(part: int, whole: int) -> int:
    """Whole percent, rounded down: 100 only when nothing is left. 0 of nothing is 0."""
    return part * 100 // whole if whole else 0
