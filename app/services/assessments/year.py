"""A kommun's year as those who work with it are shown it: where it stands, the steps, and whom it waits for."""

from collections.abc import Collection, Mapping
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
from app.services.assessments.earlier_actions import ActionsOfYears, actions_of_years
from app.services.kernel.access import assessment_for, place_of
from app.storage.answering.answers import unanswered_places
from app.storage.answering.participation import Participation, participation
from app.storage.assessments import plans
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.kernel.meeting_times import meeting_times_of
from app.storage.meeting.meeting import settled_questions
from app.storage.organisations.memberships import approvers_in_kommuner
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
    reader_id: int
    """The person who asks."""
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


def years_of(session: Session, actor: Actor, assessments: Collection[Assessment], now: datetime) -> tuple[Year, ...]:
    """Where assessments stand right now, in their order. Whether the actor may see them is the caller's to ask.

    Of any number the database is asked equally often.
    """
    read = _read(session, actor, assessments)
    return tuple(_year(session, actor, item, read, now) for item in assessments)


def open_year(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, right: Right = Right.SEE_ASSESSMENT
) -> Year:
    """Raises NotFoundError to people outside the kommun, and NotAuthorizedError inside it without the right."""
    with database.read() as session:
        (year,) = years_of(session, actor, [assessment_for(session, actor, key, right)], now)
        return year


def own_years(database: Database, actor: Actor, now: datetime) -> tuple[Year, ...]:
    """Of the kommuner where a person has a role: latest year first, until each is approved and its round closed."""
    if not actor.municipality_ids:
        return ()
    with database.read() as session:
        every = assessments_of_municipalities(session, actor.municipality_ids)
        going_on = [item for item in every if _is_going_on(item) and may(actor, Right.SEE_ASSESSMENT, place_of(item))]
        return years_of(session, actor, going_on, now) if going_on else ()


def _is_going_on(assessment: Assessment) -> bool:
    """Until the round is closed, and after that until the result is approved: a kommun may meet and hand in later."""
    return assessment.round.closed_at is None or assessment.approved_at is None


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of assessments, by their ids where nothing else is said."""

    latest: Mapping[int, Submission]
    names: Mapping[int, str]
    """Person id -> name, of those who handed in."""
    approvers: Mapping[int, tuple[Member, ...]]
    """By the kommun's id."""
    unanswered: Collection[int]
    meetings: Mapping[int, StoredMeetingTime]
    people: tuple[Participation, ...]
    settled_ids: Mapping[int, Collection[str]]
    """Ids of questions."""
    targets: Mapping[int, int]
    actions: Mapping[int, ActionsOfYears]


def _read(session: Session, actor: Actor, assessments: Collection[Assessment]) -> _Stored:
    ids = [item.id for item in assessments]
    latest = plans.latest_submissions(session, ids)
    authors = {version.submitted_by for version in latest.values() if version.submitted_by is not None}
    return _Stored(
        latest=latest,
        names=names_of(session, authors) if authors else {},
        approvers=approvers_in_kommuner(session, {item.municipality_id for item in assessments}),
        unanswered=unanswered_places(session, actor.person_id, ids),
        meetings=meeting_times_of(session, ids),
        people=participation(session, *ids),
        settled_ids=settled_questions(session, ids),
        targets=plans.target_counts(session, ids),
        actions=actions_of_years(session, assessments),
    )


def _year(session: Session, actor: Actor, assessment: Assessment, read: _Stored, now: datetime) -> Year:
    latest = read.latest.get(assessment.id)
    place = place_of(assessment)
    author_id = None if latest is None else latest.submitted_by
    round_ = assessment.round
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    return Year(
        assessment=assessment,
        facts=_facts(assessment, questionnaire, read, now),
        latest=latest,
        submitted_by="" if author_id is None else read.names.get(author_id, ""),
        approvers=read.approvers.get(assessment.municipality_id, ()),
        reader_id=actor.person_id,
        may_lead=may(actor, Right.LEAD_ASSESSMENT, place),
        may_approve=may(actor, Right.APPROVE_RESULT, place),
        may_see_result=may(actor, Right.SEE_RESULT, place),
        is_answering=assessment.id in read.unanswered and assessment.mode is not Mode.SIMPLE,
        meeting=read.meetings.get(assessment.id),
    )


def _facts(assessment: Assessment, questionnaire: Questionnaire, read: _Stored, now: datetime) -> YearFacts:
    round_, latest = assessment.round, read.latest.get(assessment.id)
    people = [group for group in read.people if group.assessment_id == assessment.id]
    questions = [
        question.id for capital in round_.asked_capitals(questionnaire) for question in capital.asked(round_.form)
    ]
    settled_ids = read.settled_ids.get(assessment.id, ())
    actions = read.actions[assessment.id]
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
        questions=len(questions),
        settled=sum(question_id in settled_ids for question_id in questions),
        targets=read.targets.get(assessment.id, 0),
        actions=len(actions.own),
        is_pending=latest is not None and latest.is_pending,
        is_returned=latest is not None and latest.returned_at is not None and not is_taken_back,
        is_approved=assessment.approved_at is not None,
        sharing=assessment.sharing,
        last_actions=len(actions.last.actions),
        waiting_actions=len(actions.last.waiting),
    )
