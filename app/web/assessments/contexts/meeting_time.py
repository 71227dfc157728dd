"""Context of the page where the coordinator states when and where the joint meeting is."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.meeting_time import NEVER_STATED, MeetingMinutes, MeetingTime, RawMeetingTime, typed_meeting_time
from app.rounds.progress.year import YearState
from app.services.assessments.year import Year
from app.web.shell.contexts.form_fields import DayTyped, TimeTyped
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import span

LENGTHS = {
    MeetingMinutes.HOUR: "1 timme",
    MeetingMinutes.NINETY: "1,5 timmar (förslag)",
    MeetingMinutes.TWO_HOURS: "2 timmar",
    MeetingMinutes.THREE_HOURS: "3 timmar",
}


@dataclass(frozen=True, slots=True)
class MeetingTimePage:
    frame: Frame
    url: str
    day: DayTyped
    time: TimeTyped
    minutes: str
    lengths: tuple[tuple[str, str], ...]
    place: str
    is_stated: bool
    """There is a time already, which can be taken away."""
    version: int
    """The sequence of the time that what is typed stands upon."""
    stands_now: str
    """What somebody else has stated meanwhile; otherwise empty."""
    errors: Mapping[str, str]
    error: str = ""


def meeting_time_page(
    frame: Frame,
    year: Year,
    entry: tuple[RawMeetingTime, int] | None,
    errors: Mapping[str, str],
    error: str = "",
    *,
    is_overtaken: bool = False,
) -> MeetingTimePage:
    """`entry` is what was typed, with the sequence it was loaded with.

    `is_overtaken` where another time has been stated since.
    """
    newest = NEVER_STATED if year.meeting is None else year.meeting.sequence
    raw, sequence = entry or (typed_meeting_time(year.meeting_time), newest)
    return MeetingTimePage(
        frame=frame,
        url=url_of(year.assessment.key),
        day=DayTyped(raw.day),
        time=TimeTyped(raw.time),
        minutes=raw.minutes,
        lengths=tuple((length.value, label) for length, label in LENGTHS.items()),
        place=raw.place,
        is_stated=year.meeting_time is not None,
        version=newest if is_overtaken else sequence,
        stands_now=_stands(year.meeting_time) if is_overtaken else "",
        errors=errors,
        error=error,
    )


def _stands(time: MeetingTime | None) -> str:
    if time is None:
        return "Mötestiden är borttagen."
    return f"Nu står det: {span(time.starts_at, time.ends_at)}{', ' if time.place else ''}{time.place}."


def may_state_meeting(year: Year) -> bool:
    """Whether there is a meeting to come, or its time to mend: not where one answers alone, nor once handed in."""
    facts = year.facts
    is_over = facts.is_pending or facts.is_approved or year.state is YearState.NO_RESULT
    return facts.mode is not Mode.SIMPLE and not is_over
