"""iCalendar file (RFC 5545) of one event, for people's own calendars: Outlook, phones, whatever they use.

The event keeps its UID and its SEQUENCE rises when it changes, so that a file that is fetched again moves the event and
adds no second one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rounds.kernel.days import STOCKHOLM

PRODUCT = "-//Omställningskollen//SV"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """`starts` and `ends` are moments, or both days: then the event takes the whole day `starts` and ends before the
    day `ends`, as the standard has it.
    """

    uid: str
    sequence: int
    summary: str
    description: str
    starts: date
    ends: date
    place: str = ""
    url: str = ""


def calendar_file(event: CalendarEvent, now: datetime) -> bytes:
    """The file. Moments are written as Swedish time, with the zone's own summer time beside them."""
    from icalendar import Calendar, Event  # noqa: PLC0415  a third of a second, which few processes need

    entry = Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", now)
    entry.add("dtstart", _local(event.starts))
    entry.add("dtend", _local(event.ends))
    entry.add("summary", event.summary)
    entry.add("description", event.description)
    for name, text in (("location", event.place), ("url", event.url)):
        if text:
            entry.add(name, text)
    is_whole_day = not isinstance(event.starts, datetime)
    entry.add("transp", "TRANSPARENT" if is_whole_day else "OPAQUE")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    if not is_whole_day:
        calendar.add_missing_timezones(event.starts - timedelta(days=366), event.starts + timedelta(days=366))
    content: bytes = calendar.to_ical()
    return content


def _local(value: date) -> date:
    return value.astimezone(STOCKHOLM) if isinstance(value, datetime) else value
