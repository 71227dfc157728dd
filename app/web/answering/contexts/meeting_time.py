"""When and where the joint meeting is, in words, with the file for one's own calendar."""

from dataclasses import dataclass
from datetime import datetime

from app.rounds.kernel.meeting_time import MeetingTime
from app.services.answering.calendar import CalendarEntry
from app.web.shell.formatting import span


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """`has_been` once it is over."""

    when: str
    place: str
    link: str
    """The place as an address, where it is one."""
    calendar_url: str
    has_been: bool

    @property
    def sentence(self) -> str:
        return f"Mötet {'var' if self.has_been else 'är'} {self.when}."


def meeting_words(time: MeetingTime | None, calendar: str, now: datetime) -> MeetingWords | None:
    """`calendar` is the address below which the reader's calendar files are. None where no time is stated."""
    if time is None:
        return None
    return MeetingWords(
        when=span(time.starts_at, time.ends_at),
        place=time.place,
        link=time.link,
        calendar_url=f"{calendar}/{CalendarEntry.MEETING}.ics",
        has_been=time.ends_at <= now,
    )
