"""Days as people write them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rounds.kernel.days import day_of, moment_of, read_day, read_time


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        " 2026-12-01 ",
        "2026-12-1",
        "2026–12–01",
        "2026 - 12 - 01",
        "2026/12/01",
        "2026.12.01",
        "20261201",
        "1 december 2026",
        "1 December 2026",
        "1\u00a0december\u00a02026",
        "den 1 december 2026",
        "1 dec 2026",
        "1 dec. 2026",
    ],
)
def test_a_day_is_understood_however_it_is_usually_written(text: str) -> None:
    assert read_day(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i morgon",
        "1/12",
        "26-12-01",
        "01-12-2026",
        "2026-13-01",
        "2026-02-29",
        "2026-00-01",
        "0000-01-01",
        "2026-12",
        "2026121",
        "31 februari 2026",
        "1 brumaire 2026",
        "1 ma 2026",
        "²026-12-01",
        "2026-12-01" * 9,
        "2026-12-01\x00",
    ],
)
def test_what_names_no_day_is_not_guessed_at(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_from_its_usual_form(day: date) -> None:
    assert read_day(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date)


def test_the_day_is_the_one_it_is_in_sweden() -> None:
    assert day_of(datetime(2026, 11, 30, 22, 59, tzinfo=UTC)) == date(2026, 11, 30)
    assert day_of(datetime(2026, 11, 30, 23, 0, tzinfo=UTC)) == date(2026, 12, 1)
    assert day_of(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize("text", ["13:00", "13.00", " 13 ", "kl. 13", "kl 13.00", "Kl. 13:00"])
def test_a_time_of_day_is_understood_however_it_is_usually_written(text: str) -> None:
    assert read_time(text) == time(13)


@pytest.mark.parametrize("text", ["", "24:00", "13:60", "lunch", "13:0", "1300", "13.00.00"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert read_time(text) is None


def test_a_time_that_the_clocks_leave_out_is_no_moment() -> None:
    """In Sweden 2027 the clocks go from 02.00 to 03.00 on 28 March: 12.00 is UTC+1 the day before, UTC+2 that day."""
    assert moment_of(date(2027, 3, 28), time(2, 30)) is None
    assert moment_of(date(2027, 3, 27), time(12)) == datetime(2027, 3, 27, 11, tzinfo=UTC)
    assert moment_of(date(2027, 3, 28), time(12)) == datetime(2027, 3, 28, 10, tzinfo=UTC)
