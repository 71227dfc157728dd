"""When and where joint meetings are."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from app.rounds.kernel.meeting_time import MeetingTime, StoredMeetingTime
from app.storage.tables import MeetingTimeRow


def meeting_time_of(session: Session, assessment_id: int) -> StoredMeetingTime | None:
    """None where no time was ever stated."""
    row = session.get(MeetingTimeRow, assessment_id)
    return None if row is None else _stored_time(row)


def meeting_times_of(session: Session, assessment_ids: Collection[int]) -> dict[int, StoredMeetingTime]:
    """Assessment id -> its meeting time, of those where one was ever stated."""
    rows = session.exec(select(MeetingTimeRow).where(col(MeetingTimeRow.assessment_id).in_(assessment_ids)))
    return {row.assessment_id: _stored_time(row) for row in rows.all()}


def _stored_time(row: MeetingTimeRow) -> StoredMeetingTime:
    time = None if row.starts_at is None else MeetingTime(row.starts_at, row.minutes, row.place)
    return StoredMeetingTime(time, row.sequence)


def current_meeting_time(session: Session, assessment_id: int) -> MeetingTime | None:
    """None where no time is stated now."""
    stored_time = meeting_time_of(session, assessment_id)
    return None if stored_time is None else stored_time.time


def store_meeting_time(session: Session, assessment_id: int, time: MeetingTime | None, now: datetime) -> None:
    """Write the time, or that there is none, as the next in sequence."""
    row = session.get(MeetingTimeRow, assessment_id)
    row = row or MeetingTimeRow(assessment_id=assessment_id, sequence=-1, changed_at=now)
    row.starts_at = None if time is None else time.starts_at
    row.minutes, row.place = (0, "") if time is None else (time.minutes, time.place)
    row.sequence, row.changed_at = row.sequence + 1, now
    session.add(row)
    session.flush()
