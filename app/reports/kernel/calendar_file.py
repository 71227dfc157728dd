"""iCalendar file (RFC 5545) of one event or several, for people's own calendars: Outlook, phones, whatever they use.

The event keeps its UID and its SEQUENCE rises when it changes, so that a file that is fetched again moves the event and
adds no second one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

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
    is_cancelled: bool = False
    """It is not to be, and calendars that have it take it away."""


def calendar_file(event: CalendarEvent, now: datetime) -> bytes:
    """The file. Moments are written as Swedish time, with the zone's own summer time beside them."""
    return calendar_of((event,), now)


def calendar_of(events: Sequence[CalendarEvent], now: datetime) -> bytes:
    """One file of several events. Its method is CANCEL when none of them is to be."""
    from icalendar import Calendar  # noqa: PLC0415  a third of a second, which few processes need

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    are_cancelled = bool(events) and all(event.is_cancelled for event in events)
    calendar.add("method", "CANCEL" if are_cancelled else "PUBLISH")
    for event in events:
        calendar.add_component(_entry(event, now))
    moments = [event.starts for event in events if isinstance(event.starts, datetime)]
    if moments:
        calendar.add_missing_timezones(min(moments) - timedelta(days=366), max(moments) + timedelta(days=366))
    content: bytes = calendar.to_ical()
    return content


def _entry(event: CalendarEvent, now: datetime) -> Any:
    from icalendar import Event  # noqa: PLC0415

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
    if event.is_cancelled:
        entry.add("status", "CANCELLED")
    return entry


def _local(value: date) -> date:
    return value.astimezone(STOCKHOLM) if isinstance(value, datetime) else value
