"""How far a kommun has come in a round, and how much of that its region is shown.

A region follows kommuner, not people. Where few are asked, a share of answers would tell how far one person has come;
there it is not shown (decision 0027).
"""

from dataclasses import dataclass
from enum import StrEnum

STEP_PERCENT = 5


class Stage(StrEnum):
    """Where an assessment stands, in the order it moves. The values are the words that pages and letters use."""

    NOT_OPEN = "inte öppnad"
    NOT_STARTED = "ej påbörjat"
    NO_ANSWERS = "inga svar än"
    UNDER_WAY = "pågår"
    DRAFT = "utkast"
    SUBMITTED = "inlämnat"
    APPROVED = "fastställt"
    NO_RESULT = "inget resultat"
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
