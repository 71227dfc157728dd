"""When and where a kommun's joint meeting is: as its coordinator states it, and what is wrong with that."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied
from app.rounds.kernel.days import DAY_TOO_FAR, MAX_DAYS_AHEAD, STOCKHOLM, day_of, moment_of, read_day, read_time

PLACE_MAX = 300


class MeetingMinutes(StrEnum):
    """How long a meeting can be, in minutes. Ninety is what the agenda is made for."""

    HOUR = "60"
    NINETY = "90"
    TWO_HOURS = "120"
    THREE_HOURS = "180"


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """`place` is a room or a link, as written; empty when it is not known yet."""

    starts_at: datetime
    minutes: int
    place: str

    @property
    def ends_at(self) -> datetime:
        """Counted in real time, so that a night when the clocks change makes no meeting longer."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def link(self) -> str:
        """The place, where it is the address of a web page; otherwise empty, as for "https://[länken kommer]"."""
        try:
            scheme = urlsplit(self.place).scheme
        except ValueError:
            return ""
        return self.place if scheme in {"http", "https"} and " " not in self.place else ""


@dataclass(frozen=True, slots=True)
class StoredMeetingTime:
    """`sequence` rises by one at every change, also when the time is taken away, so that calendars take the later."""

    time: MeetingTime | None
    sequence: int


NEVER_STATED = -1
"""In the place of a sequence, where no time was ever stated."""


class RawMeetingTime(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    day: str = ""
    time: str = ""
    minutes: str = MeetingMinutes.NINETY.value
    place: str = ""


def typed_meeting_time(meeting: MeetingTime | None) -> RawMeetingTime:
    """The time as its form shows it."""
    if meeting is None:
        return RawMeetingTime()
    local = meeting.starts_at.astimezone(STOCKHOLM)
    return RawMeetingTime(
        day=local.date().isoformat(), time=f"{local:%H:%M}", minutes=str(meeting.minutes), place=meeting.place
    )


def read_meeting_time(
    raw: RawMeetingTime, today: date, before: MeetingTime | None = None
) -> MeetingTime | tuple[FieldError, ...]:
    """The time, or every error. A day that has been is only right where the meeting was on it already (`before`)."""
    place, day, at = tidied(raw.place), read_day(raw.day), read_time(raw.time)
    errors = _place_errors(place)
    if day is None:
        errors.append(FieldError("day", "Skriv vilken dag ni ses, till exempel 15 mars 2027."))
    elif day < today and (before is None or day != day_of(before.starts_at)):
        errors.append(FieldError("day", "Dagen har redan varit. Välj en dag från i dag och framåt."))
    elif (day - today).days > MAX_DAYS_AHEAD:
        errors.append(FieldError("day", DAY_TOO_FAR))
    if at is None:
        errors.append(FieldError("time", "Skriv när ni börjar, till exempel 13.00."))
    starts_at = None if day is None or at is None else moment_of(day, at)
    if starts_at is None and day is not None and at is not None:
        errors.append(FieldError("time", "Den tiden finns inte den dagen: klockan ställs om. Välj en annan tid."))
    minutes = next((option for option in MeetingMinutes if option == raw.minutes), None)
    if minutes is None:
        errors.append(FieldError("minutes", "Välj hur länge ni ses."))
    if errors or starts_at is None or minutes is None:
        return tuple(errors)
    return MeetingTime(starts_at.astimezone(UTC), int(minutes), place)


def _place_errors(place: str) -> list[FieldError]:
    if len(place) > PLACE_MAX:
        return [FieldError("place", f"Platsen är för lång. Korta till {PLACE_MAX} tecken.")]
    if not is_text(place) or "\n" in place:
        return [FieldError("place", "Skriv platsen på en rad, med vanliga tecken.")]
    return []
