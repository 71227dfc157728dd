"""What a kommun's coordinator does with an assessment: choose how to answer, follow along, close the answering."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import AssessmentAnsweringClosed, AssessmentModeChosen, AssessmentReopened
from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.respondent_place import not_open_because
from app.services.assessments import words
from app.services.assessments.meeting_removal import take_time_away
from app.services.kernel.access import place_of, require
from app.services.kernel.audit import note
from app.services.kernel.contacts import known_contact
from app.storage.answering import answers as stored
from app.storage.answering.answers import Places, Respondent
from app.storage.answering.participation import Participation, participation
from app.storage.assessments.plans import has_pending
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities, lock_assessment
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents.respondents import change_respondent, count_places


@dataclass(frozen=True, slots=True)
class AssessmentOverview:
    """An assessment as its kommun's people see it: how far it has come, not what anyone said."""

    assessment: Assessment
    questionnaire: Questionnaire
    participation: tuple[Participation, ...]
    joint: Respondent | None
    own: Respondent | None
    others: tuple[Assessment, ...]
    """The kommun's other years, latest first; only for those who may see the assessment."""
    may_lead: bool
    may_see_result: bool
    contact: str
    """The region's; empty when it has told none."""

    @property
    def invited(self) -> int:
        return sum(group.invited for group in self.participation)

    @property
    def handed_in(self) -> int:
        return sum(group.handed_in for group in self.participation)

    @property
    def started(self) -> int:
        return sum(group.started for group in self.participation)


def overview(
    database: Database, actor: Actor, key: AssessmentKey, right: Right = Right.SEE_ASSESSMENT
) -> AssessmentOverview:
    """Raises NotFoundError to people outside the kommun."""
    with database.read() as session:
        places = stored.find_places(session, key, actor.person_id)
        if places is None:
            raise NotFoundError
        assessment = places.assessment
        place = place_of(assessment)
        require(actor, right, place)
        every = assessments_of_municipalities(session, [assessment.municipality_id])
        return AssessmentOverview(
            assessment=assessment,
            questionnaire=questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash),
            participation=participation(session, assessment.id),
            joint=places.joint,
            own=places.own,
            others=tuple(other for other in every if other.id != assessment.id),
            may_lead=may(actor, Right.LEAD_ASSESSMENT, place),
            may_see_result=may(actor, Right.SEE_RESULT, place),
            contact=known_contact(session, assessment),
        )


def answer_alone(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """Start the simple mode: the coordinator's answers are the kommun's. Doing it twice is the same as once.

    Raises PermissionDeniedError once several people are answering.
    """

    def work(session: Session) -> None:
        assessment = led(session, actor, key).assessment
        if assessment.mode is Mode.SIMPLE:
            return
        _require_open(assessment)
        if assessment.mode is Mode.SEVERAL:
            raise PermissionDeniedError(words.SEVERAL_ANSWER)
        stored.add_respondent(session, assessment.id, None, "", for_kommun=True)
        take_time_away(session, actor, assessment, now)
        set_mode(session, actor, assessment, Mode.SIMPLE, now)

    database.write(work)


def answer_as_one_of_several(
    database: Database, actor: Actor, key: AssessmentKey, role_group: str, now: datetime
) -> None:
    """The coordinator takes a place of her own among several respondents, in the role group she chooses.

    Raises PermissionDeniedError in the simple mode and for a role group the questionnaire does not have.
    """

    def work(session: Session) -> None:
        places = led(session, actor, key)
        assessment = places.assessment
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        if places.own is not None:
            return
        _require_open(assessment)
        if assessment.mode is Mode.SIMPLE:
            raise PermissionDeniedError(words.ONE_ANSWERS)
        if role_group not in {group.id for group in questionnaire.role_groups}:
            raise PermissionDeniedError(words.CHOOSE_OWN_ROLE_GROUP)
        own = stored.add_respondent(session, assessment.id, actor.person_id, role_group)
        change_respondent(session, own.id, name=actor.name)
        if assessment.mode is Mode.UNDECIDED:
            set_mode(session, actor, assessment, Mode.SEVERAL, now)

    database.write(work)


def choose_mode_again(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """Take back how the kommun answers, as long as nobody has answered and nobody else has been asked.

    Doing it twice is the same as once. Raises PermissionDeniedError once there is an answer or somebody is asked.
    """

    def work(session: Session) -> None:
        places = led(session, actor, key)
        assessment = places.assessment
        if assessment.mode is Mode.UNDECIDED:
            return
        _require_open(assessment)
        place = places.joint if assessment.mode is Mode.SIMPLE else places.own
        if count_places(session, assessment.id) > (0 if place is None else 1):
            raise PermissionDeniedError(words.OTHERS_ARE_ASKED)
        if place is not None:
            if stored.has_saved_anything(session, place.id):
                raise PermissionDeniedError(words.ANSWERS_ARE_SAVED)
            stored.remove_place(session, place.id)
        set_mode(session, actor, assessment, Mode.UNDECIDED, now)

    database.write(work)


def close_answering(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """End the single answering for good, so that results can be shown. Doing it twice is the same as once.

    It cannot be undone: two results with one answer between them would give that answer away (method 10).
    Raises PermissionDeniedError in the simple mode and when nobody has answered.
    """

    def work(session: Session) -> None:
        assessment = led(session, actor, key).assessment
        if assessment.answering_closed_at is not None:
            return
        if assessment.mode is Mode.SIMPLE:
            raise PermissionDeniedError(words.HAND_IN_INSTEAD)
        if not any(group.started for group in participation(session, assessment.id)):
            raise PermissionDeniedError(words.NOTHING_TO_CLOSE)
        stored.set_answering_closed(session, assessment.id, now)
        note(session, actor, AssessmentAnsweringClosed(assessment_id=assessment.id), place_of(assessment), now)

    database.write(work)


def reopen_joint(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """In the simple mode, take back what was handed in and go on answering. Raises PermissionDeniedError once approved.

    Doing it twice is the same as once.
    """

    def work(session: Session) -> None:
        places = led(session, actor, key)
        assessment, joint = places.assessment, places.joint
        if joint is None:
            raise PermissionDeniedError(words.ONLY_JOINT_ANSWERS_REOPEN)
        if assessment.approved_at is not None or assessment.round.closed_at is not None:
            raise PermissionDeniedError(words.TOO_LATE_TO_REOPEN_ANSWERS)
        if has_pending(session, assessment.id):
            raise PermissionDeniedError(words.PENDING)
        if joint.handed_in_at is None:
            return
        stored.set_handed_in(session, joint.id, None)
        stored.set_answering_closed(session, assessment.id, None)
        note(session, actor, AssessmentReopened(assessment_id=assessment.id), place_of(assessment), now)

    database.write(work)


def set_mode(session: Session, actor: Actor, assessment: Assessment, mode: Mode, now: datetime) -> None:
    """Store how the kommun answers, and note who chose it. The caller holds the assessment and has checked who asks."""
    stored.set_mode(session, assessment.id, mode)
    event = AssessmentModeChosen(assessment_id=assessment.id, mode=mode)
    note(session, actor, event, place_of(assessment), now)


def _require_open(assessment: Assessment) -> None:
    """How to answer is chosen while one can."""
    reason = not_open_because(assessment.round)
    if reason is not None:
        raise PermissionDeniedError(reason)
    if assessment.answering_closed_at is not None:
        raise PermissionDeniedError(words.ANSWERING_ENDED)


def led(session: Session, actor: Actor, key: AssessmentKey) -> Places:
    """The assessment with its places, held for somebody who may lead it. Raises NotFoundError or PermissionDeniedError
    to others.
    """
    lock_assessment(session, key, exclusive=True)
    places = stored.find_places(session, key, actor.person_id)
    if places is None:
        raise NotFoundError
    require(actor, Right.LEAD_ASSESSMENT, place_of(places.assessment))
    return places
