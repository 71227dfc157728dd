"""Where an assessment stands between agreed and locked: what is missing, and every version that was handed in."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, Role, may
from app.accounts.organisations.member import Member
from app.assessment.meeting.outcomes import Outcome
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.assessments.handing_in import (
    Completeness,
    Differences,
    HandedIn,
    HandedInAnswer,
    HandedInFigure,
    HandedInTarget,
    completeness,
    differences,
)
from app.rounds.assessments.versions import Submission
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments import words
from app.services.kernel.access import assessment_for, place_of
from app.services.results.results import result_of
from app.storage.assessments import plans as stored
from app.storage.engine.database import Database
from app.storage.meeting.meeting import outcomes_of
from app.storage.organisations.memberships import members_at
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.sign_in.people import names_of


@dataclass(frozen=True, slots=True)
class HandingIn:
    """Where an assessment stands between agreed and locked."""

    assessment: Assessment
    questionnaire: Questionnaire
    completeness: Completeness
    versions: tuple[Submission, ...]
    """Latest first."""
    people: dict[int, str]
    """Names of those who handed in and decided, as far as they are still known."""
    approvers: tuple[Member, ...]
    """Those who have the role now, held longest first."""
    may_submit: bool
    may_approve: bool

    @property
    def pending(self) -> Submission | None:
        return self.versions[0] if self.versions and self.versions[0].is_pending else None


def open_handing_in(
    database: Database, actor: Actor, key: AssessmentKey, right: Right = Right.SEE_ASSESSMENT
) -> HandingIn:
    """Raises NotFoundError to people outside the kommun, and PermissionDeniedError before answering is closed."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, right)
        if assessment.answering_closed_at is None:
            raise PermissionDeniedError(words.NOT_CLOSED)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        versions = stored.submissions_of(session, assessment.id)
        people = {
            person_id
            for version in versions
            for person_id in (version.submitted_by, version.approved_by)
            if person_id is not None
        }
        place = place_of(assessment)
        return HandingIn(
            assessment=assessment,
            questionnaire=questionnaire,
            completeness=completeness_of(session, assessment, questionnaire),
            versions=versions,
            people=names_of(session, people),
            approvers=approvers_of(session, assessment),
            may_submit=may(actor, Right.LEAD_ASSESSMENT, place),
            may_approve=may(actor, Right.APPROVE_RESULT, place),
        )


def approvers_of(session: Session, assessment: Assessment) -> tuple[Member, ...]:
    """Those who can approve what the kommun hands in."""
    members = members_at(session, place_of(assessment))
    return tuple(member for member in members if member.role is Role.KOMMUN_APPROVER)


def version_at(handing_in: HandingIn, number: int) -> Submission:
    """Raises NotFoundError for a version that there is not."""
    for version in handing_in.versions:
        if version.number == number:
            return version
    raise NotFoundError


def compare(handing_in: HandingIn, earlier: int, later: int) -> Differences:
    """What changed between two versions. Raises NotFoundError when either is missing."""
    before, after = version_at(handing_in, earlier), version_at(handing_in, later)
    return differences(before.content, after.content, handing_in.questionnaire)


def completeness_of(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> Completeness:
    """What is missing in an assessment right now."""
    outcomes = {key: stored_outcome.outcome for key, stored_outcome in outcomes_of(session, assessment.id).items()}
    return completeness(
        assessment.round.asked_capitals(questionnaire),
        assessment.round.form,
        settled_ids={question_id for question_id, outcome in outcomes.items() if outcome.is_settled},
        parked_ids={question_id for question_id, outcome in outcomes.items() if outcome.parked},
        with_target=stored.targets_of(session, assessment.id),
    )


def content_of(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> HandedIn:
    """What would be handed in right now."""
    profile = result_of(session, assessment).profile
    return HandedIn(
        questionnaire=questionnaire.id,
        year=questionnaire.year,
        content_hash=questionnaire.content_hash,
        answers={
            question_id: _handed_in(stored_outcome.outcome)
            for question_id, stored_outcome in sorted(outcomes_of(session, assessment.id).items())
            if stored_outcome.outcome.is_settled
        },
        targets={
            capital_id: HandedInTarget(
                position=item.target.position, by_year=item.target.by_year, reason=item.target.reason
            )
            for capital_id, item in stored.targets_of(session, assessment.id).items()
        },
        actions=tuple(row.action for row in stored.actions_of(session, assessment.id)),
        figures={
            item.capital_id: HandedInFigure(
                index=None if item.index is None else str(item.index), level=item.level, status=item.status
            )
            for item in profile.capitals
        },
    )


def _handed_in(outcome: Outcome) -> HandedInAnswer:
    answer = outcome.answer
    return HandedInAnswer(
        kind=None if answer is None else answer.kind,
        position=None if answer is None else answer.position,
        not_united=outcome.not_united,
        reason=outcome.reason,
        evidence_url=outcome.evidence_url,
    )
