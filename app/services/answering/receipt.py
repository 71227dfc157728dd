"""After handing in: what one's own answers come to, whom to ask, and taking the answers back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import RespondentTookBack
from app.accounts.kernel.roles import Actor, Role
from app.accounts.organisations.member import Member
from app.assessment.results.own_profile import own_profile
from app.assessment.results.results import Profile
from app.errors import PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.meeting_time import MeetingTime
from app.services.answering import words
from app.services.answering.answers import Answering, open_answering
from app.services.answering.respondent_place import respondent_place
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.storage.answering import answers as stored
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.kernel.meeting_times import current_meeting_time
from app.storage.organisations.memberships import members_at


@dataclass(frozen=True, slots=True)
class Receipt:
    answering: Answering
    profile: Profile | None
    """Of one's own answers. None where they are the kommun's: their result has pages of its own."""
    coordinators: tuple[Member, ...]
    """Whom the kommun's respondents can turn to."""
    meeting_time: MeetingTime | None
    """When the joint meeting is, as far as it is decided."""


def open_receipt(database: Database, actor: Actor, key: AssessmentKey) -> Receipt:
    """What a person sees of the own answers when they are handed in. Nobody else is shown it, and nothing of it is
    stored. Raises NotFoundError for someone who is not asked to answer there.
    """
    answering = open_answering(database, actor, key)
    with database.read() as session:
        members = members_at(session, place_of(answering.place.assessment))
        meeting_time = current_meeting_time(session, answering.place.assessment.id)
    coordinators = tuple(member for member in members if member.role is Role.KOMMUN_COORDINATOR)
    return Receipt(
        answering=answering,
        profile=_profile(answering),
        coordinators=coordinators,
        meeting_time=meeting_time,
    )


def _profile(answering: Answering) -> Profile | None:
    place = answering.place
    if place.respondent.for_kommun:
        return None
    choices = {key: answer.entry.answer for key, answer in answering.saved.items()}
    return own_profile(
        place.questionnaire,
        place.assessment.round.form,
        {key: choice for key, choice in choices.items() if choice is not None},
        place.respondent.role_group,
        [capital.id for capital in place.capitals],
        place.assessment.round.method,
    )


def take_back(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """Take back what was handed in and go on answering. Doing it twice is the same as once.

    Raises PermissionDeniedError once answering is closed, and for the kommun's one place of the simple mode, whose
    answers are opened again by who coordinates the kommun.
    """

    def work(session: Session) -> None:
        lock_assessment(session, key, exclusive=True)
        place = respondent_place(session, actor, key)
        if place.respondent.for_kommun:
            raise PermissionDeniedError(words.JOINT_ANSWERS_REOPEN)
        reason = place.ended_because()
        if reason is not None:
            raise PermissionDeniedError(reason)
        if place.respondent.handed_in_at is None:
            return
        stored.set_handed_in(session, place.respondent.id, None)
        # As for handing in: the log names the respondent, whose person must be possible to forget.
        event = RespondentTookBack(assessment_id=place.assessment.id, respondent_id=place.respondent.id)
        note(session, None, event, place_of(place.assessment), now)

    database.write(work)
