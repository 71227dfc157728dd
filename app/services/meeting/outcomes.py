"""Noting what the joint meeting agrees on, one question at a time, so that nobody overwrites anybody unseen."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.audit.events import (
    AgreedAnswerCleared,
    AgreedAnswerNotUnited,
    AgreedAnswerParked,
    AgreedAnswerSettled,
)
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import FieldError, RawEntry
from app.assessment.meeting.outcomes import NOTHING_NOTED, Outcome, OutcomeReading, OutcomeState, read_outcome
from app.assessment.meeting.saved_outcome import SavedOutcome
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.errors import OmstallningskollenError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.meeting.meeting import Meeting, opened
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.meeting import meeting as stored

_EVENTS: dict[
    OutcomeState, type[AgreedAnswerSettled | AgreedAnswerNotUnited | AgreedAnswerParked | AgreedAnswerCleared]
] = {
    OutcomeState.AGREED: AgreedAnswerSettled,
    OutcomeState.NOT_UNITED: AgreedAnswerNotUnited,
    OutcomeState.PARKED: AgreedAnswerParked,
    OutcomeState.OPEN: AgreedAnswerCleared,
}


class StaleOutcomeError(OmstallningskollenError):
    """Somebody else changed the question meanwhile. `current` is what is stored now; nothing was changed."""

    def __init__(self, questionnaire: Questionnaire, question: Question, current: SavedOutcome) -> None:
        super().__init__(question.id)
        self.questionnaire = questionnaire
        self.question = question
        self.current = current


@dataclass(frozen=True, slots=True)
class Noted:
    """What a change at the meeting came to. Every field is saved but those with an error."""

    questionnaire: Questionnaire
    question: Question
    saved: SavedOutcome
    errors: tuple[FieldError, ...] = ()


def note_outcome(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    question_id: str,
    raw: RawEntry,
    version: int,
    now: datetime,
    unheard: RawEntry | None = None,
) -> Noted:
    """Note what the meeting comes to on a question. Noting the same again changes nothing and makes no new version.
    A field that cannot be kept stays as it was, and the others are noted. `unheard` as in `answering.save_answer`.

    Raises NotFoundError, PermissionDeniedError (NoMeetingError, or when the result is handed in or approved), and
    StaleOutcomeError when `version` is not the stored one.
    """

    def work(session: Session) -> Noted:
        lock_assessment(session, key, exclusive=True)
        meeting = opened(session, actor, key, Right.LEAD_ASSESSMENT)
        question = meeting.question(question_id)
        if meeting.closed:
            raise PermissionDeniedError(meeting.closed)
        reading = read_outcome(question, raw)
        before = None if unheard is None else read_outcome(question, unheard)
        outcome = _store(session, actor, meeting, question, reading, version, now, before)
        return Noted(questionnaire=meeting.questionnaire, question=question, saved=outcome, errors=reading.errors)

    return database.write(work)


def _store(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    question: Question,
    reading: OutcomeReading,
    version: int,
    now: datetime,
    unheard: OutcomeReading | None,
) -> SavedOutcome:
    """The same again is no change, whatever version it names: a retry after a lost reply must not conflict."""
    current = meeting.outcomes.get(question.id) or SavedOutcome(NOTHING_NOTED, 0, now)
    outcome = reading.over(current.outcome)
    if current.outcome == outcome:
        return current
    is_own = unheard is not None and unheard.over(current.outcome) == current.outcome
    if version != current.version and not is_own:
        raise StaleOutcomeError(meeting.questionnaire, question, current)
    assessment = meeting.assessment
    outcome_now = SavedOutcome(outcome, current.version + 1, now)
    stored.store_outcome(session, assessment.id, question.id, outcome_now)
    stored.raise_meeting_version(session, assessment.id)
    if outcome.settles != current.outcome.settles:
        note(session, actor, _event(assessment.id, question.id, outcome), place_of(assessment), now)
    return outcome_now


def _event(assessment_id: int, question_id: str, outcome: Outcome) -> Event:
    return _EVENTS[outcome.standing](assessment_id=assessment_id, question_id=question_id)
