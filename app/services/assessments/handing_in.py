"""From an agreed picture to a locked result: handing in, approving, returning, opening again; every version is kept."""

from collections.abc import Callable
from dataclasses import dataclass
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
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification
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
from app.services.mail.notifications import notify
from app.services.results.benchmarks import lock_with_round, refresh_benchmarks
from app.storage.assessments import plans as stored
from app.storage.engine.database import Database
from app.storage.meeting.votes import discard_open_vote
from app.storage.questionnaires.editions import questionnaire_of

REASON_MAX = 1_000
TITLE_MAX = 120


@dataclass(frozen=True, slots=True)
class Naming:
    """What came of naming an approver: who got the role, if somebody had to, or what is wrong with what was typed."""

    person_id: int | None = None
    errors: tuple[FieldError, ...] = ()


NameApprover = Callable[[Session, Assessment], Naming]
"""Sees to it, in the transaction of handing in, that somebody can approve."""


def submit(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    missing_reason: str,
    now: datetime,
    *,
    public_url: str,
    name_approver: NameApprover = lambda _session, _assessment: Naming(),
) -> None:
    """Hand the result in for approval and notify the approvers; handing in twice is the same as once.

    Raises InvalidPlanError when something is missing and no reason is given, and with what `name_approver` finds wrong.
    """

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is not None:
            raise PermissionDeniedError(words.LOCKED)
        versions = stored.submissions_of(session, assessment.id)
        if versions and versions[0].is_pending:
            return None
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        missing = completeness_of(session, assessment, questionnaire).missing
        reason = tidied(missing_reason) if missing else ""
        naming = name_approver(session, assessment)
        if errors := (*_reason_errors(reason, is_required=missing > 0), *naming.errors):
            raise InvalidPlanError({"": errors})
        number = versions[0].number + 1 if versions else 1
        content = content_of(session, assessment, questionnaire)
        stored.add_submission(session, assessment.id, number, content, missing, reason, actor.person_id, now)
        discard_open_vote(session, assessment.id)
        named_ids = frozenset() if naming.person_id is None else frozenset({naming.person_id})
        notification = Notification(MailKind.HANDED_IN, actor, required_ids=named_ids)
        notify(session, assessment, notification, now, public_url=public_url)
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
    """Whether the report has the reasons for the agreed answers as an appendix. Raises PermissionDeniedError while a
    version waits to be approved, since it is read as it was handed in, and once it is locked.
    """

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is not None:
            raise PermissionDeniedError(words.LOCKED)
        if assessment.reasons_in_report == is_shown:
            return None
        if stored.has_pending(session, assessment.id):
            raise PermissionDeniedError(words.PENDING)
        stored.set_reasons_in_report(session, assessment.id, is_shown)
        return ReportReasonsChosen(assessment_id=assessment.id, shown=is_shown)

    _act(database, actor, key, Right.LEAD_ASSESSMENT, work, now)


def approve(
    database: Database, actor: Actor, key: AssessmentKey, number: int, title: str, now: datetime, *, public_url: str
) -> None:
    """Approve the waiting version, lock the result and notify the coordinators. `title` is printed in the report, such
    as kommundirektören.

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
        notify(session, assessment, Notification(MailKind.APPROVED, actor), now, public_url=public_url)
        return ResultApproved(assessment_id=assessment.id, number=number)

    _act(database, actor, key, Right.APPROVE_RESULT, work, now)


def send_back(
    database: Database, actor: Actor, key: AssessmentKey, number: int, reason: str, now: datetime, *, public_url: str
) -> None:
    """Return the waiting version to the coordinators, who are notified, with what is to be changed."""

    def work(session: Session, assessment: Assessment) -> Event | None:
        versions = stored.submissions_of(session, assessment.id)
        _require_waiting(versions[0] if versions else None, number)
        reason_text = _required_reason(reason)
        stored.decide(session, assessment.id, number, returned_at=now, returned_reason=reason_text)
        notification = Notification(MailKind.SENT_BACK, actor, reason_text)
        notify(session, assessment, notification, now, public_url=public_url)
        return ResultReturned(assessment_id=assessment.id, number=number)

    _act(database, actor, key, Right.APPROVE_RESULT, work, now)


def reopen(database: Database, actor: Actor, key: AssessmentKey, reason: str, now: datetime) -> None:
    """Open a locked result again. The approved version is kept; a new one has to be handed in and approved."""

    def work(session: Session, assessment: Assessment) -> Event | None:
        if assessment.approved_at is None:
            return None
        if assessment.round.closed_at is not None:
            raise PermissionDeniedError(words.CLOSED_NO_REOPENING)
        reason_text = _required_reason(reason)
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


def _required_reason(text: str) -> str:
    reason = tidied(text)
    if errors := _reason_errors(reason, is_required=True):
        raise InvalidPlanError({"": errors})
    return reason


def _reason_errors(reason: str, *, is_required: bool) -> tuple[FieldError, ...]:
    if is_required and not reason:
        return (FieldError("reason", words.REASON_MISSING),)
    if len(reason) > REASON_MAX or not is_text(reason):
        return (FieldError("reason", words.REASON_TOO_LONG.with_facts(limit=REASON_MAX)),)
    return ()
