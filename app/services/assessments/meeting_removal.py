"""Taking the joint meeting's time away: by itself, or because one answers for the whole kommun and there is none."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import MeetingTimeRemoved
from app.accounts.kernel.roles import Actor
from app.rounds.kernel.assessment import Assessment
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.storage.kernel.meeting_times import current_meeting_time, store_meeting_time


def take_time_away(session: Session, actor: Actor, assessment: Assessment, now: datetime) -> None:
    """Nothing where no time is stated. The caller holds the assessment and has checked who asks."""
    if current_meeting_time(session, assessment.id) is None:
        return
    store_meeting_time(session, assessment.id, None, now)
    note(session, actor, MeetingTimeRemoved(assessment_id=assessment.id), place_of(assessment), now)
