"""Calendar files of an assessment: its last day to answer, and its joint meeting."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right
from app.errors import NotFoundError
from app.reports.kernel.calendar_file import CalendarEvent, calendar_file
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import RoundState
from app.services.answering import words
from app.services.answering.respondent_place import respondent_place
from app.services.kernel.access import assessment_for
from app.storage.engine.database import Database
from app.storage.kernel.meeting_times import meeting_time_of
from app.storage.questionnaires.editions import questionnaire_of

_EPOCH = date(2020, 1, 1)
"""The last day of an open round only moves ahead, so the days since then are a sequence that rises with it."""


class CalendarEntry(StrEnum):
    """What can be put in a calendar. The values stand in addresses."""

    LAST_DAY = "sista-dag"
    MEETING = "mote"


def calendar_of_respondent(
    database: Database, actor: Actor, key: AssessmentKey, entry: CalendarEntry, now: datetime, *, public_url: str
) -> bytes:
    """For somebody who answers there. Raises NotFoundError for others, and for what has no time."""
    with database.read() as session:
        assessment = respondent_place(session, actor, key).assessment
        event = _event(session, assessment, entry, public_url, words.CALENDAR_PERSONAL_LINK)
    return calendar_file(event, now)


def calendar_of_kommun(
    database: Database, actor: Actor, key: AssessmentKey, entry: CalendarEntry, now: datetime, *, public_url: str
) -> bytes:
    """For those who may see the kommun's year. Raises NotFoundError for others, and for what has no time."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        url = f"{public_url.rstrip('/')}{key.path}"
        event = _event(session, assessment, entry, public_url, words.CALENDAR_YEAR.format(url=url))
    return calendar_file(event, now)


def _event(session: Session, assessment: Assessment, entry: CalendarEntry, public_url: str, task: str) -> CalendarEvent:
    """`task` says where one answers."""
    round_ = assessment.round
    title = questionnaire_of(session, round_.edition_id, round_.content_hash).title.removesuffix(f" {round_.year}")
    facts = {"title": title, "year": round_.year, "kommun": assessment.municipality}
    uid = f"{entry}-{assessment.id}@{urlsplit(public_url).hostname or 'omstallningskollen'}"
    if entry is CalendarEntry.LAST_DAY and round_.state is RoundState.OPEN:
        return CalendarEvent(
            uid=uid,
            sequence=max(0, (round_.closes_on - _EPOCH).days),
            summary=words.CALENDAR_LAST_DAY.format(**facts),
            description=task,
            starts=round_.closes_on,
            ends=round_.closes_on + timedelta(days=1),
        )
    meeting = meeting_time_of(session, assessment.id) if entry is CalendarEntry.MEETING else None
    if meeting is None or meeting.time is None:
        raise NotFoundError
    return CalendarEvent(
        uid=uid,
        sequence=meeting.sequence,
        summary=words.CALENDAR_MEETING.format(**facts),
        description=words.CALENDAR_MEETING_TEXT,
        starts=meeting.time.starts_at,
        ends=meeting.time.ends_at,
        place=meeting.time.place,
        url=meeting.time.link,
    )
