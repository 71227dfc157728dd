"""Dates and times as Swedish pages write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.web.shell.formatting import day, moment, time_of_day

GAP = "\N{NO-BREAK SPACE}"


def test_a_day_is_written_out_and_not_broken_over_lines() -> None:
    assert day(date(2026, 11, 3)) == f"3{GAP}november{GAP}2026"


def test_a_moment_is_told_in_swedish_winter_and_summer_time() -> None:
    assert moment(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)) == f"1{GAP}februari{GAP}2026{GAP}kl.{GAP}00.30"
    assert moment(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)) == f"1{GAP}juli{GAP}2026{GAP}kl.{GAP}12.05"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 1, 1, 8, 5, tzinfo=UTC), "09.05"),
        (datetime(2026, 7, 1, 23, 59, tzinfo=UTC), "01.59"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=1))), "00.00"),
    ],
)
def test_a_time_has_two_digits_and_a_full_stop(value: datetime, text: str) -> None:
    assert time_of_day(value) == text
