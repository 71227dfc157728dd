"""What the meeting has noted on a question as its pages tell it: standing, when saved, or what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from app.assessment.answering.entry import Entry
from app.assessment.meeting.outcomes import Outcome, OutcomeState
from app.assessment.meeting.saved_outcome import SavedOutcome
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.services.meeting.outcomes import Noted, StaleOutcomeError
from app.web.questionnaires.contexts.questions import NO_ERRORS, FieldErrors, describe_answer, field_errors

STANDINGS = {
    OutcomeState.NOT_UNITED: "Ni enades inte",
    OutcomeState.PARKED: "Parkerad",
    OutcomeState.OPEN: "Inte bestämt än",
}


@dataclass(frozen=True, slots=True)
class OutcomeConflict:
    """What somebody else noted meanwhile, and the version with which one's own can be saved over it."""

    theirs: str
    reason: str
    evidence_url: str
    saved_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class NotedState:
    """The fragment that answers when something is noted: what is saved. `version` is what the next must name."""

    question_id: str
    version: int
    saved_at: datetime | None = None
    errors: FieldErrors = NO_ERRORS
    conflict: OutcomeConflict | None = None


def standing_text(questionnaire: Questionnaire, outcome: Outcome) -> str:
    """Where the question stands, in words: "Ni enades om 3 Etablerat"."""
    if outcome.answer is not None:
        return f"Ni enades om {describe_answer(questionnaire, outcome.answer)}"
    return STANDINGS[outcome.standing]


def short_standing(questionnaire: Questionnaire, outcome: Outcome) -> str:
    """The same for a list: "3 Etablerat"; empty while nothing is decided."""
    if outcome.answer is not None:
        return describe_answer(questionnaire, outcome.answer)
    return "" if outcome.standing is OutcomeState.OPEN else STANDINGS[outcome.standing]


def conflict(stale: StaleOutcomeError) -> OutcomeConflict:
    current = stale.current
    return OutcomeConflict(
        theirs=standing_text(stale.questionnaire, current.outcome),
        reason=current.outcome.reason,
        evidence_url=current.outcome.evidence_url,
        saved_at=current.saved_at,
        version=current.version,
    )


def noted_state(result: Noted) -> NotedState:
    outcome = result.saved.outcome
    errors = field_errors(result.errors, Entry(outcome.answer, outcome.reason, outcome.evidence_url))
    return NotedState(
        question_id=result.question.id, version=result.saved.version, saved_at=_moment(result.saved), errors=errors
    )


def not_noted_state(question_id: str, version: int, stale: StaleOutcomeError) -> NotedState:
    """The version stays the stale one: only a deliberate choice may save over what somebody else noted."""
    return NotedState(question_id, version, conflict=conflict(stale))


def _moment(saved_outcome: SavedOutcome) -> datetime | None:
    return saved_outcome.saved_at if saved_outcome.version else None
