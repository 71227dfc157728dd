"""From an agreed picture to a locked result: handing in, approving, returning, opening again; every version is kept."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.audit.events import (
    ReportReasonsChosen,
    ResultApproved,
    ResultReopened,
    ResultReturned,
    ResultSubmitted,
    ResultTakenBack,
)
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import FieldError, is_text, tidied
from app.errors import PermissionDeniedError
from app.rounds.assessments.versions import Submission
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments import words
from app.services.assessments.plans import InvalidPlanError
from app.services.assessments.versions import completeness_of, content_of
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.results.benchmarks import lock_with_round, refresh_benchmarks
from app.storage.assessments import plans as stored
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import questionnaire_of

REASON_MAX = 1_000
TITLE_MAX = 120


def submit(database: Database, actor: Actor, key: AssessmentKey, missing_reason: str, now: datetime) -> None:
    """Hand the result in for approval; handing in twice is the same as once.

    Raises InvalidPlanError when something is missing and no reason is given.
    """

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is not None:
            raise PermissionDeniedError(words.LOCKED)
        versions = stored.submissions_of(session, assessment.id)
        if versions and versions[0].is_pending:
            return None
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        missing = completeness_of(session, assessment, questionnaire).missing
        reason = _reason(missing_reason, is_required=missing > 0) if missing else ""
        number = versions[0].number + 1 if versions else 1
        content = content_of(session, assessment, questionnaire)
        stored.add_submission(session, assessment.id, number, content, missing, reason, actor.person_id, now)
        return ResultSubmitted(assessment_id=assessment.id, number=number, missing=missing)

    _act(database, actor, key, Right.LEAD_ASSESSMENT, work, now)


def take_back(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """The coordinator takes back what is waiting for approval. Does nothing when nothing waits."""

    def work(session: Session, assessment: Assessment) -> Event | None:
        versions = stored.submissions_of(session, assessment.id)
        if not versions or not versions[0].is_pending:
            return None
        stored.decide(session, assessment.id, versions[0].number, returned_at=now, returned_reason=words.TAKEN_BACK)
        return ResultTakenBack(assessment_id=assessment.id, number=versions[0].number)

    _act(database, actor, key, Right.LEAD_ASSESSMENT, work, now)


def choose_reasons(database: Database, actor: Actor, key: AssessmentKey, is_shown: bool, now: datetime) -> None:
    """Whether the report has the reasons for the agreed answers as an appendix. Raises PermissionDeniedError once it is
    locked.
    """

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is not None:
            raise PermissionDeniedError(words.LOCKED)
        if assessment.reasons_in_report == is_shown:
            return None
        stored.set_reasons_in_report(session, assessment.id, is_shown)
        return ReportReasonsChosen(assessment_id=assessment.id, shown=is_shown)

    _act(database, actor, key, Right.LEAD_ASSESSMENT, work, now)


def approve(database: Database, actor: Actor, key: AssessmentKey, number: int, title: str, now: datetime) -> None:
    """Approve the waiting version and lock the result. `title` is printed in the report, such as kommundirektören.

    Approving the same version twice is the same as once. Raises PermissionDeniedError when another version waits by
    now.
    """

    def work(session: Session, assessment: Assessment) -> Event | None:
        versions = stored.submissions_of(session, assessment.id)
        latest = versions[0] if versions else None
        if latest is not None and latest.number == number and assessment.approved_at is not None:
            return None
        _require_waiting(latest, number)
        printed_title = tidied(title)
        if not printed_title or len(printed_title) > TITLE_MAX or not is_text(printed_title) or "\n" in printed_title:
            message = words.APPROVER_TITLE.with_facts(limit=TITLE_MAX)
            raise InvalidPlanError({"": (FieldError("title", message),)})
        stored.decide(session, assessment.id, number, approved_at=now, approved_by=actor.person_id)
        stored.set_approved(session, assessment.id, now, printed_title)
        refresh_benchmarks(session, assessment.round.key, now)
        return ResultApproved(assessment_id=assessment.id, number=number)

    _act(database, actor, key, Right.APPROVE_RESULT, work, now)


def send_back(database: Database, actor: Actor, key: AssessmentKey, number: int, reason: str, now: datetime) -> None:
    """Return the waiting version to the coordinator with what is to be changed."""

    def work(session: Session, assessment: Assessment) -> Event | None:
        versions = stored.submissions_of(session, assessment.id)
        _require_waiting(versions[0] if versions else None, number)
        stored.decide(
            session, assessment.id, number, returned_at=now, returned_reason=_reason(reason, is_required=True)
        )
        return ResultReturned(assessment_id=assessment.id, number=number)

    _act(database, actor, key, Right.APPROVE_RESULT, work, now)


def reopen(database: Database, actor: Actor, key: AssessmentKey, reason: str, now: datetime) -> None:
    """Open a locked result again. The approved version is kept; a new one has to be handed in and approved."""

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is None:
            return None
        if assessment.round.closed_at is not None:
            raise PermissionDeniedError(words.CLOSED_NO_REOPENING)
        reason_text = _reason(reason, is_required=True)
        number = _approved_version(session, assessment, assessment.approved_at)
        stored.decide(session, assessment.id, number, reopened_at=now, reopened_reason=reason_text)
        stored.set_approved(session, assessment.id, None, "")
        return ResultReopened(assessment_id=assessment.id, number=number)

    _act(database, actor, key, Right.APPROVE_RESULT, work, now)


def _act(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    right: Right,
    work: Callable[[Session, Assessment], Event | None],
    now: datetime,
) -> None:
    """Do something with an assessment that is held alone, and note it when something was done."""

    def whole(session: Session) -> None:
        lock_with_round(session, key)
        assessment = assessment_for(session, actor, key, right)
        if assessment.answering_closed_at is None:
            raise PermissionDeniedError(words.NOT_CLOSED)
        event = work(session, assessment)
        if event is not None:
            note(session, actor, event, place_of(assessment), now)

    database.write(whole)


def _require_waiting(latest: Submission | None, number: int) -> None:
    if latest is None or not latest.is_pending or latest.number != number:
        raise PermissionDeniedError(words.NOT_WAITING)


def _approved_version(session: Session, assessment: Assessment, approved_at: datetime) -> int:
    """The number of the approved version; one is made of a result that was locked before versions were kept."""
    versions = stored.submissions_of(session, assessment.id)
    if versions:
        return versions[0].number
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    stored.add_submission(
        session, assessment.id, 1, content_of(session, assessment, questionnaire), 0, "", None, approved_at
    )
    session.flush()
    stored.decide(session, assessment.id, 1, approved_at=approved_at)
    return 1


def _reason(text: str, *, is_required: bool) -> str:
    reason = tidied(text)
    if is_required and not reason:
        raise InvalidPlanError({"": (FieldError("reason", words.REASON_MISSING),)})
    if len(reason) > REASON_MAX or not is_text(reason):
        raise InvalidPlanError({"": (FieldError("reason", words.REASON_TOO_LONG.with_facts(limit=REASON_MAX)),)})
    return reason
