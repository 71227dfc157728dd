"""When and where the joint meeting is, as it is typed."""

from datetime import UTC, date, datetime

import pytest

from app.rounds.kernel.meeting_time import MeetingTime, RawMeetingTime, read_meeting_time, typed_meeting_time

TODAY = date(2026, 11, 29)
RAW = RawMeetingTime(day="15 mars 2027", time="13.00", minutes="90", place="  Rum Ale ")
# 15 March is before summer time: 13.00 in Sweden is 12.00 UTC.
TIME = MeetingTime(datetime(2027, 3, 15, 12, tzinfo=UTC), 90, "Rum Ale")


def wrong(raw: RawMeetingTime, before: MeetingTime | None = None) -> dict[str, str]:
    errors = read_meeting_time(raw, TODAY, before)
    assert isinstance(errors, tuple)
    return {error.field: error.message for error in errors}


def changed(**fields: str) -> RawMeetingTime:
    return RAW.model_copy(update=fields)


def test_day_and_time_are_understood_as_people_write_them() -> None:
    assert read_meeting_time(RAW, TODAY) == TIME
    assert TIME.ends_at == datetime(2027, 3, 15, 13, 30, tzinfo=UTC)


def test_the_form_shows_swedish_time_in_a_browser_s_own_fields() -> None:
    assert typed_meeting_time(TIME) == RawMeetingTime(day="2027-03-15", time="13:00", minutes="90", place="Rum Ale")
    assert read_meeting_time(typed_meeting_time(TIME), TODAY) == TIME


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert set(wrong(RawMeetingTime(day="när vi hinner", minutes="7", place="a\x00"))) == {
        "day",
        "time",
        "minutes",
        "place",
    }


def test_a_day_that_has_been_is_only_right_where_the_meeting_was_on_it() -> None:
    past = changed(day="2026-11-01")
    assert wrong(past)["day"].startswith("Dagen har redan varit")
    held = MeetingTime(datetime(2026, 11, 1, 8, tzinfo=UTC), 60, "")
    assert isinstance(read_meeting_time(past, TODAY, held), MeetingTime)
    assert "två år" in wrong(changed(day="2037-03-15"))["day"]


def test_a_time_that_the_clocks_leave_out_is_refused() -> None:
    assert "klockan ställs om" in wrong(changed(day="2027-03-28", time="02.30"))["time"]


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("https://moten.example/1?a=b", "https://moten.example/1?a=b"),
        ("Rum 2, stadshuset", ""),
        ("https://moten.example och rum 2", ""),
        ("javascript:alert(1)", ""),
        ("https://[länken kommer]", ""),
        ("https://moten\u2100.example", ""),
    ],
)
def test_a_place_is_a_link_only_where_it_is_the_address_of_a_page(place: str, link: str) -> None:
    assert MeetingTime(TIME.starts_at, 90, place).link == link
