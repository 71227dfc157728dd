"""Calendar files, read back by their lines as RFC 5545 has them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.reports.kernel.calendar_file import CalendarEvent, calendar_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
# Summer time has begun: 13.00 in Sweden is 11.00 UTC.
MEETING = CalendarEvent(
    uid="mote-7@kollen.example",
    sequence=2,
    summary="Gemensamt möte: Omställningsförmåga 2026, Ale",
    description="Rad ett; med, tecken\nRad två",
    starts=datetime(2027, 3, 29, 11, tzinfo=UTC),
    ends=datetime(2027, 3, 29, 12, 30, tzinfo=UTC),
    place="Rum 2, stadshuset",
)
LAST_DAY = CalendarEvent(
    uid="sista-dag-7@kollen.example",
    sequence=3,
    summary="Sista dag",
    description="Svara",
    starts=date(2026, 12, 31),
    ends=date(2027, 1, 1),
)


def lines(event: CalendarEvent) -> list[str]:
    """Unfolded. Every line on the wire is at most 75 bytes and ends as the standard says."""
    content = calendar_file(event, NOW)
    raw = content.split(b"\r\n")
    assert raw[-1] == b""
    assert b"\n" not in b"".join(raw)
    assert all(len(line) <= 75 for line in raw)
    return content.decode().replace("\r\n ", "").splitlines()


def test_a_moment_is_written_as_swedish_time_with_the_zone_s_own_rules() -> None:
    text = lines(MEETING)
    assert "DTSTART;TZID=Europe/Stockholm:20270329T130000" in text
    assert "DTEND;TZID=Europe/Stockholm:20270329T143000" in text
    assert {"BEGIN:VTIMEZONE", "TZID:Europe/Stockholm", "BEGIN:DAYLIGHT", "BEGIN:STANDARD"} <= set(text)
    winter = replace(MEETING, starts=datetime(2027, 3, 26, 12, tzinfo=UTC), ends=datetime(2027, 3, 26, 13, tzinfo=UTC))
    assert "DTSTART;TZID=Europe/Stockholm:20270326T130000" in lines(winter)


def test_an_event_has_a_name_of_its_own_and_the_sequence_of_its_changes() -> None:
    text = lines(MEETING)
    assert {"UID:mote-7@kollen.example", "SEQUENCE:2", "DTSTAMP:20261129T120000Z", "METHOD:PUBLISH"} <= set(text)


def test_a_day_takes_the_whole_day_and_leaves_one_free() -> None:
    text = lines(LAST_DAY)
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "TRANSP:TRANSPARENT"} <= set(text)
    assert "BEGIN:VTIMEZONE" not in text


def test_what_people_have_written_is_escaped_and_cannot_add_a_line() -> None:
    text = lines(MEETING)
    assert "DESCRIPTION:Rad ett\\; med\\, tecken\\nRad två" in text
    assert "LOCATION:Rum 2\\, stadshuset" in text
    sly = lines(replace(MEETING, place="Rum\r\nATTENDEE:mailto:a@b.example"))
    assert not [line for line in sly if line.startswith("ATTENDEE")]
