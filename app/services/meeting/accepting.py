"""Accepting in one act the levels that people already agree on, without touching what anybody has noted meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import AgreedAnswerSettled
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import RawEntry
from app.assessment.meeting.agenda import AgendaItem
from app.assessment.meeting.outcomes import NOTHING_NOTED, Outcome, OutcomeState, read_outcome
from app.assessment.meeting.saved_outcome import SavedOutcome
from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.meeting import words
from app.services.meeting.agenda import agenda_of
from app.services.meeting.meeting import Meeting, opened
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.meeting import meeting as stored

REASON = "reason"
TICKED = "ticked"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What became of the ticked questions. `kept` stay as somebody else noted them meanwhile."""

    accepted: tuple[AgendaItem, ...]
    kept: tuple[AgendaItem, ...]


def accept_agreed(
    database: Database, actor: Actor, key: AssessmentKey, positions: Mapping[str, str], reason: str, now: datetime
) -> Acceptance:
    """Settle the ticked questions on the proposed levels: all in one transaction, or none.

    `positions` is question id -> the position that was proposed on the page, of what was ticked there. A question that
    is settled or parked, or whose proposal is another by now, stays as it is; one that is settled on the same level
    already is nothing to tell of. The reason is noted where none is written yet.

    Raises NotFoundError, PermissionDeniedError as `outcomes.note_outcome`, and InvalidInputError for nothing ticked and
    for a reason that cannot be kept.
    """

    def work(session: Session) -> Acceptance:
        lock_assessment(session, key, exclusive=True)
        meeting = opened(session, actor, key, Right.LEAD_ASSESSMENT)
        if meeting.closed:
            raise PermissionDeniedError(meeting.closed)
        items = [item for item in agenda_of(session, meeting).agenda.agreeing if item.question_id in positions]
        if not items:
            raise InvalidInputError({TICKED: words.NOTHING_TICKED})
        outcomes = {item.question_id: _proposed(item, reason) for item in items}
        accepted_items, kept_items = [], []
        for item in items:
            current = meeting.outcome(item.question_id)
            as_shown = positions[item.question_id] == str(item.proposal)
            if as_shown and current.standing is OutcomeState.OPEN:
                _store(session, actor, meeting, item, outcomes[item.question_id], now)
                accepted_items.append(item)
            elif not as_shown or current.answer != outcomes[item.question_id].answer:
                kept_items.append(item)
        if accepted_items:
            stored.raise_meeting_version(session, meeting.assessment.id)
        return Acceptance(tuple(accepted_items), tuple(kept_items))

    return database.write(work)


def _proposed(item: AgendaItem, reason: str) -> Outcome:
    reading = read_outcome(item.talk.question, RawEntry(str(item.proposal), reason, ""))
    if reading.errors:
        raise InvalidInputError({REASON: reading.errors[0].message})
    return reading.outcome


def _store(session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, outcome: Outcome, now: datetime) -> None:
    """What somebody has begun to write about the question is kept."""
    current = meeting.outcomes.get(item.question_id) or SavedOutcome(NOTHING_NOTED, 0, now)
    outcome = Outcome(
        answer=outcome.answer,
        reason=current.outcome.reason or outcome.reason,
        evidence_url=current.outcome.evidence_url,
    )
    assessment = meeting.assessment
    stored.store_outcome(session, assessment.id, item.question_id, SavedOutcome(outcome, current.version + 1, now))
    event = AgreedAnswerSettled(assessment_id=assessment.id, question_id=item.question_id)
    note(session, actor, event, place_of(assessment), now)
