"""A kommun's year as those who work with it are shown it: where it stands, the steps, and whom it waits for."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.accounts.organisations.member import Member
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.rounds.assessments.versions import Submission
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.meeting_time import MeetingTime, StoredMeetingTime
from app.rounds.progress.year import StepName, YearFacts, YearState, YearStep, next_step, state_of_year, steps_of_year
from app.services.assessments import words
from app.services.assessments.earlier_actions import last_years_actions
from app.services.assessments.versions import approvers_of, completeness_of
from app.services.kernel.access import assessment_for, place_of
from app.storage.answering.answers import find_places
from app.storage.answering.participation import participation
from app.storage.assessments import plans
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.kernel.meeting_times import meeting_time_of
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.sign_in.people import names_of


@dataclass(frozen=True, slots=True)
class Year:
    """One assessment's year, with what the one who asks may do in it."""

    assessment: Assessment
    facts: YearFacts
    latest: Submission | None
    """The latest version that was handed in."""
    submitted_by: str
    """The name of the one who handed it in; empty when it is not known."""
    approvers: tuple[Member, ...]
    """Those who can approve."""
    may_lead: bool
    may_approve: bool
    may_see_result: bool
    is_answering: bool
    """The one who asks has a place of their own where answers are not handed in yet."""
    meeting: StoredMeetingTime | None
    """When the joint meeting is; None where that was never stated."""

    @property
    def meeting_time(self) -> MeetingTime | None:
        """When the joint meeting is, as far as it is decided."""
        return None if self.meeting is None else self.meeting.time

    @property
    def state(self) -> YearState:
        return state_of_year(self.facts)

    @property
    def steps(self) -> tuple[YearStep, ...]:
        return steps_of_year(self.facts)

    @property
    def next(self) -> StepName | None:
        return next_step(self.steps)


def year_of(
    session: Session, actor: Actor, assessment: Assessment, questionnaire: Questionnaire, now: datetime
) -> Year:
    """Where an assessment stands right now. Whether the actor may see it is the caller's to ask."""
    versions = plans.submissions_of(session, assessment.id)
    latest = versions[0] if versions else None
    place = place_of(assessment)
    author_id = None if latest is None else latest.submitted_by
    places = find_places(session, assessment.key, actor.person_id)
    own = None if places is None else places.own
    return Year(
        assessment=assessment,
        facts=_facts(session, assessment, questionnaire, latest, now),
        latest=latest,
        submitted_by="" if author_id is None else names_of(session, {author_id}).get(author_id, ""),
        approvers=approvers_of(session, assessment),
        may_lead=may(actor, Right.LEAD_ASSESSMENT, place),
        may_approve=may(actor, Right.APPROVE_RESULT, place),
        may_see_result=may(actor, Right.SEE_RESULT, place),
        is_answering=own is not None and own.handed_in_at is None and assessment.mode is not Mode.SIMPLE,
        meeting=meeting_time_of(session, assessment.id),
    )


def open_year(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, right: Right = Right.SEE_ASSESSMENT
) -> Year:
    """Raises NotFoundError to people outside the kommun, and NotAuthorizedError inside it without the right."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, right)
        return year_of(session, actor, assessment, questionnaire_of(session, *_edition(assessment)), now)


def own_years(database: Database, actor: Actor, now: datetime) -> tuple[Year, ...]:
    """Of the kommuner where a person has a role: latest year first, until each is approved and its round closed."""
    with database.read() as session:
        return tuple(
            year_of(session, actor, assessment, questionnaire_of(session, *_edition(assessment)), now)
            for assessment in assessments_of_municipalities(session, actor.municipality_ids)
            if _is_going_on(assessment) and may(actor, Right.SEE_ASSESSMENT, place_of(assessment))
        )


def _is_going_on(assessment: Assessment) -> bool:
    """Until the round is closed, and after that until the result is approved: a kommun may meet and hand in later."""
    return assessment.round.closed_at is None or assessment.approved_at is None


def _edition(assessment: Assessment) -> tuple[int, str]:
    return assessment.round.edition_id, assessment.round.content_hash


def _facts(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, latest: Submission | None, now: datetime
) -> YearFacts:
    round_ = assessment.round
    people = participation(session, assessment.id)
    capitals = round_.asked_capitals(questionnaire)
    questions = sum(len(capital.asked(round_.form)) for capital in capitals)
    last = last_years_actions(session, assessment)
    is_taken_back = latest is not None and latest.returned_reason == words.TAKEN_BACK
    return YearFacts(
        round_state=round_.state,
        is_overdue=round_.is_overdue(day_of(now)),
        mode=assessment.mode,
        asked=sum(group.invited for group in people),
        started=sum(group.started for group in people),
        finished=sum(group.handed_in for group in people),
        min_group=questionnaire.limits.min_group,
        is_closed=assessment.answering_closed_at is not None,
        questions=questions,
        settled=questions - completeness_of(session, assessment, questionnaire).missing,
        targets=len(plans.targets_of(session, assessment.id)),
        actions=len(plans.actions_of(session, assessment.id)),
        is_pending=latest is not None and latest.is_pending,
        is_returned=latest is not None and latest.returned_at is not None and not is_taken_back,
        is_approved=assessment.approved_at is not None,
        sharing=assessment.sharing,
        last_actions=len(last.actions),
        waiting_actions=len(last.waiting),
    )
