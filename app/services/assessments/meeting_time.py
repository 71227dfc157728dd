"""When and where the joint meeting is: the coordinator states it, changes it, or takes it away."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import MeetingTimeStated
from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.meeting_time import (
    NEVER_STATED,
    MeetingTime,
    RawMeetingTime,
    StoredMeetingTime,
    read_meeting_time,
)
from app.services.assessments import words
from app.services.assessments.coordination import led
from app.services.assessments.meeting_removal import take_time_away
from app.services.assessments.plans import locked_because
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.kernel.meeting_times import meeting_time_of, store_meeting_time


class MeetingTimeChangedError(InvalidInputError):
    """Somebody has changed the time since the page was loaded: what stands now is shown before it is replaced."""

    def __init__(self) -> None:
        super().__init__({"day": words.MEETING_TIME_CHANGED})


def state_meeting_time(
    database: Database, actor: Actor, key: AssessmentKey, raw: RawMeetingTime, sequence: int, now: datetime
) -> None:
    """Store when and where, over the time whose `sequence` the page was loaded with. The same again is no change.

    Raises InvalidInputError (MeetingTimeChangedError when another time has been stated meanwhile), and
    PermissionDeniedError where one answers alone or the result is handed in.
    """

    def work(session: Session) -> None:
        assessment = _assessment_with_meeting(session, actor, key)
        stored_time = meeting_time_of(session, assessment.id)
        before = None if stored_time is None else stored_time.time
        time = read_meeting_time(raw, day_of(now), before)
        if not isinstance(time, MeetingTime):
            raise InvalidInputError({error.field: error.message for error in time})
        if time == before:
            return
        _require_sequence(stored_time, sequence)
        store_meeting_time(session, assessment.id, time, now)
        event = MeetingTimeStated(assessment_id=assessment.id, starts_at=time.starts_at)
        note(session, actor, event, place_of(assessment), now)

    database.write(work)


def remove_meeting_time(database: Database, actor: Actor, key: AssessmentKey, sequence: int, now: datetime) -> None:
    """Take the time away. Doing it twice is the same as once. Raises as `state_meeting_time`."""

    def work(session: Session) -> None:
        assessment = _assessment_with_meeting(session, actor, key)
        stored_time = meeting_time_of(session, assessment.id)
        if stored_time is not None and stored_time.time is not None:
            _require_sequence(stored_time, sequence)
            take_time_away(session, actor, assessment, now)

    database.write(work)


def _require_sequence(stored_time: StoredMeetingTime | None, sequence: int) -> None:
    if sequence != (NEVER_STATED if stored_time is None else stored_time.sequence):
        raise MeetingTimeChangedError


def _assessment_with_meeting(session: Session, actor: Actor, key: AssessmentKey) -> Assessment:
    assessment = led(session, actor, key).assessment
    if assessment.mode is Mode.SIMPLE:
        raise PermissionDeniedError(words.NO_MEETING)
    reason = locked_because(session, assessment)
    if reason:
        raise PermissionDeniedError(reason)
    return assessment
