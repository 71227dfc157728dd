"""Changing how a kommun answers after the first answer is saved: a stated act that loses nobody's answers (0053)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.respondent_place import not_open_because
from app.services.assessments import words
from app.services.assessments.coordination import led, set_mode
from app.services.assessments.meeting_removal import take_time_away
from app.storage.answering import answers as stored
from app.storage.answering.participation import participation
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents import links
from app.storage.respondents.respondents import change_respondent


def change_to_several(database: Database, actor: Actor, key: AssessmentKey, role_group: str, now: datetime) -> None:
    """What is saved for the kommun becomes the coordinator's own, in the role group she chooses; others can be asked.

    Somebody who has a place of her own already keeps it, and answers there, when nothing is saved for the kommun.

    Doing it twice is the same as once. Raises PermissionDeniedError when answering is over or handed in, without a
    role group, and when there are answers for the kommun beside her own: one person has one place.
    """

    def work(session: Session) -> None:
        places = led(session, actor, key)
        assessment, joint = places.assessment, places.joint
        if assessment.mode is Mode.SEVERAL:
            return
        _require_changeable(assessment)
        if role_group not in {group.id for group in _questionnaire(session, assessment).role_groups}:
            raise PermissionDeniedError(words.CHOOSE_OWN_ROLE_GROUP)
        if joint is not None and places.own is None:
            values = {"person_id": actor.person_id, "name": actor.name, "role_group": role_group}
            _give_over(session, joint.id, for_kommun=False, **values)
        elif joint is not None:
            if stored.has_saved_anything(session, joint.id):
                raise PermissionDeniedError(words.OWN_PLACE_ALREADY)
            stored.remove_place(session, joint.id)
        # What an earlier handing in had settled for the kommun is a copy of the same answers.
        stored.record_agreed(session, assessment.id, {})
        set_mode(session, actor, assessment, Mode.SEVERAL, now)

    database.write(work)


def change_to_alone(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    """The coordinator's own answers become the kommun's; the others' are kept and count no longer. There is no joint
    meeting any more, so its time is taken away.

    Doing it twice is the same as once. Only while fewer have begun than a result of single answers takes: once there is
    one, putting one person's answers in its place would show what the others said together (method 10), and throw away
    what they have done. Raises PermissionDeniedError.
    """

    def work(session: Session) -> None:
        places = led(session, actor, key)
        assessment, own = places.assessment, places.own
        if assessment.mode is Mode.SIMPLE:
            return
        _require_changeable(assessment)
        number = sum(group.started for group in participation(session, assessment.id))
        if number >= _questionnaire(session, assessment).limits.min_group:
            raise PermissionDeniedError(words.SEVERAL_HAVE_ANSWERED)
        if own is None:
            stored.add_respondent(session, assessment.id, None, "", for_kommun=True)
        else:
            values = {"person_id": None, "name": "", "role_group": "", "handed_in_at": None}
            _give_over(session, own.id, for_kommun=True, **values)
        take_time_away(session, actor, assessment, now)
        set_mode(session, actor, assessment, Mode.SIMPLE, now)

    database.write(work)


def _give_over(session: Session, respondent_id: int, **values: Any) -> None:
    """Make a place the kommun's, or a person's. No link or browser from before may lead to who has it now, and neither
    how somebody came to it nor that she was withdrawn is true of it any more.
    """
    links.remove_personal_links(session, respondent_id)
    links.end_sessions_at(session, respondent_id)
    change_respondent(session, respondent_id, invited_at=None, withdrawn_at=None, open_link_id=None, **values)


def _require_changeable(assessment: Assessment) -> None:
    reason = not_open_because(assessment.round)
    if reason is not None:
        raise PermissionDeniedError(reason)
    if assessment.answering_closed_at is not None:
        raise PermissionDeniedError(words.OPEN_AGAIN_FIRST)


def _questionnaire(session: Session, assessment: Assessment) -> Questionnaire:
    return questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
