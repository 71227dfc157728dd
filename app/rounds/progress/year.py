"""A kommun's year as a thread: the state that everybody in the kommun is told, and the steps to take in order.

Pages turn the steps into words and buttons. A step is shown also to those who cannot take it: one sees whom the kommun
waits for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.rounds.kernel.assessment import Mode, Sharing
from app.rounds.kernel.round import RoundState


class YearState(StrEnum):
    """Where a kommun's year stands, in the order it moves. The values are the words that pages use."""

    PLANNED = "planerad"
    NOT_STARTED = "inte påbörjad"
    ANSWERING = "svar pågår"
    ANSWERING_CLOSED = "svarstiden avslutad"
    MEETING = "möte pågår"
    READY = "klart att lämna in"
    SUBMITTED = "inlämnat"
    RETURNED = "tillbakaskickat"
    APPROVED = "fastställt"
    NO_RESULT = "inget resultat"
    """The round was closed before there was any."""


class StepName(StrEnum):
    REVIEW = "review"
    """Last year's actions are gone through."""
    PREPARE = "prepare"
    INVITE = "invite"
    ANSWER = "answer"
    CLOSE = "close"
    MEETING = "meeting"
    PLAN = "plan"
    HAND_IN = "hand_in"
    APPROVE = "approve"
    SHARE = "share"
    REPORT = "report"


class StepState(StrEnum):
    """`WAITING` is on somebody else than the kommun's coordinator."""

    DONE = "done"
    ONGOING = "ongoing"
    WAITING = "waiting"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What the steps go by. The counts are of people, questions, targets and actions of the one assessment."""

    round_state: RoundState
    is_overdue: bool
    """The last day to answer has passed, and nobody has closed the round."""
    mode: Mode
    asked: int
    started: int
    finished: int
    min_group: int
    """So few have to answer before there is a result."""
    is_closed: bool
    """Answering has ended, so that there is a result."""
    questions: int
    settled: int
    """Of the questions: agreed, or settled as "enats inte"."""
    targets: int
    actions: int
    is_pending: bool
    """A version waits for approval."""
    is_returned: bool
    """The latest version was sent back by an approver."""
    is_approved: bool
    sharing: Sharing
    last_actions: int = 0
    """Of the latest locked year before this one…"""
    waiting_actions: int = 0
    """…and those of them that nothing is said of yet."""

    @property
    def is_settled(self) -> bool:
        return self.settled >= self.questions

    @property
    def may_hand_in_late(self) -> bool:
        """The round is closed, and what one person has saved for the whole kommun still waits to be handed in."""
        is_waiting = self.mode is Mode.SIMPLE and not self.is_closed
        return is_waiting and self.round_state is RoundState.CLOSED and self.started > 0


@dataclass(frozen=True, slots=True)
class YearStep:
    name: StepName
    state: StepState


def state_of_year(facts: YearFacts) -> YearState:
    if facts.is_approved:
        return YearState.APPROVED
    if facts.is_pending:
        return YearState.SUBMITTED
    if facts.is_closed:
        return _state_with_result(facts)
    if facts.round_state is RoundState.CLOSED:
        return YearState.ANSWERING if facts.may_hand_in_late else YearState.NO_RESULT
    if facts.round_state is RoundState.PLANNED:
        return YearState.PLANNED
    return YearState.NOT_STARTED if facts.mode is Mode.UNDECIDED else YearState.ANSWERING


def _state_with_result(facts: YearFacts) -> YearState:
    if facts.is_returned:
        return YearState.RETURNED
    if _is_ready(facts):
        return YearState.READY
    return YearState.MEETING if facts.settled else YearState.ANSWERING_CLOSED


def steps_of_year(facts: YearFacts) -> tuple[YearStep, ...]:
    """In the order they are taken. One person who answers for the kommun invites nobody and has no meeting."""
    return tuple(_steps(facts))


def next_step(steps: Iterable[YearStep]) -> StepName | None:
    """The first that is neither done nor to come: what the kommun does next, or waits for.

    Last year's actions come first in the list, and stand in no other step's way: people are to be asked in time.
    """
    current = [step.name for step in steps if step.state in (StepState.ONGOING, StepState.WAITING)]
    return next((name for name in current if name is not StepName.REVIEW), None)


def _steps(facts: YearFacts) -> Iterable[YearStep]:
    if facts.last_actions:
        yield YearStep(StepName.REVIEW, _review(facts))
    yield YearStep(StepName.PREPARE, _prepare(facts))
    if facts.mode is not Mode.SIMPLE:
        yield YearStep(StepName.INVITE, _invite(facts))
    yield YearStep(StepName.ANSWER, _answer(facts))
    if facts.mode is not Mode.SIMPLE:
        yield YearStep(StepName.CLOSE, _close(facts))
        yield YearStep(StepName.MEETING, _meeting(facts))
    yield YearStep(StepName.PLAN, _plan(facts))
    yield YearStep(StepName.HAND_IN, _hand_in(facts))
    yield YearStep(StepName.APPROVE, _approve(facts))
    yield YearStep(StepName.SHARE, _share(facts))
    yield YearStep(StepName.REPORT, StepState.ONGOING if facts.is_approved else StepState.COMING)


def _review(facts: YearFacts) -> StepState:
    if not facts.waiting_actions:
        return StepState.DONE
    return StepState.COMING if facts.round_state is RoundState.PLANNED else StepState.ONGOING


def _prepare(facts: YearFacts) -> StepState:
    if facts.is_closed:
        return StepState.DONE
    if facts.round_state is RoundState.PLANNED:
        return StepState.WAITING
    if facts.mode is not Mode.UNDECIDED:
        return StepState.DONE
    return StepState.ONGOING if facts.round_state is RoundState.OPEN else StepState.COMING


def _invite(facts: YearFacts) -> StepState:
    if facts.is_closed or facts.asked >= facts.min_group:
        return StepState.DONE
    return StepState.ONGOING if _is_answering(facts) else StepState.COMING


def _answer(facts: YearFacts) -> StepState:
    if facts.is_closed or _all_have_finished(facts):
        return StepState.DONE
    if facts.may_hand_in_late:
        return StepState.ONGOING
    has_begun = facts.mode is Mode.SIMPLE or facts.asked > 0
    return StepState.ONGOING if _is_answering(facts) and has_begun else StepState.COMING


def _close(facts: YearFacts) -> StepState:
    if facts.is_closed:
        return StepState.DONE
    is_time = _all_have_finished(facts) or (facts.is_overdue and facts.started >= facts.min_group)
    return StepState.ONGOING if _is_answering(facts) and is_time else StepState.COMING


def _meeting(facts: YearFacts) -> StepState:
    if not facts.is_closed:
        return StepState.COMING
    return StepState.DONE if facts.is_settled or _was_handed_in(facts) else StepState.ONGOING


def _plan(facts: YearFacts) -> StepState:
    if not facts.is_closed:
        return StepState.COMING
    if _was_handed_in(facts) or (facts.targets and facts.actions):
        return StepState.DONE
    has_begun = facts.targets or facts.actions
    return StepState.ONGOING if has_begun or _is_ready(facts) else StepState.COMING


def _hand_in(facts: YearFacts) -> StepState:
    if not facts.is_closed:
        return StepState.COMING
    if _is_handed_in(facts):
        return StepState.DONE
    return StepState.ONGOING if facts.is_returned or _is_ready(facts) else StepState.COMING


def _approve(facts: YearFacts) -> StepState:
    if facts.is_approved:
        return StepState.DONE
    return StepState.WAITING if facts.is_pending else StepState.COMING


def _share(facts: YearFacts) -> StepState:
    if facts.sharing is not Sharing.NOTHING:
        return StepState.DONE
    return StepState.ONGOING if facts.is_approved else StepState.COMING


def _is_answering(facts: YearFacts) -> bool:
    return facts.round_state is RoundState.OPEN and facts.mode is not Mode.UNDECIDED and not facts.is_closed


def _all_have_finished(facts: YearFacts) -> bool:
    return facts.mode is Mode.SEVERAL and facts.asked >= facts.min_group and facts.finished == facts.asked


def _is_ready(facts: YearFacts) -> bool:
    """Nothing is left to agree on. One person who answers for the kommun has nobody to agree with."""
    return facts.is_closed and (facts.is_settled or facts.mode is Mode.SIMPLE)


def _was_handed_in(facts: YearFacts) -> bool:
    """Also what was sent back: then the next thing is to change it and hand it in again."""
    return _is_handed_in(facts) or facts.is_returned


def _is_handed_in(facts: YearFacts) -> bool:
    return facts.is_pending or facts.is_approved
