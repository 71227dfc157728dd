"""Dates and times as Swedish pages write them. (Figures are worded in reports/wording.py.)"""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime

from app.rounds.kernel.days import STOCKHOLM

_NBSP = "\u00a0"


@lru_cache(maxsize=512)
def day(value: date) -> str:
    """23 november 2026, with spaces that do not break."""
    return format_date(value, "d MMMM y", locale="sv").replace(" ", _NBSP)


def moment(value: datetime) -> str:
    """23 november 2026 kl. 14.32, Swedish time."""
    return format_datetime(value.astimezone(STOCKHOLM), "d MMMM y 'kl.' HH.mm", locale="sv").replace(" ", _NBSP)


def span(starts: datetime, ends: datetime) -> str:
    """15 mars 2027 kl. 13.00–14.30, Swedish time; with both days in words where it goes on past midnight."""
    is_one_day = starts.astimezone(STOCKHOLM).date() == ends.astimezone(STOCKHOLM).date()
    return f"{moment(starts)}–{time_of_day(ends) if is_one_day else moment(ends)}"


def time_of_day(value: datetime) -> str:
    """14.32, Swedish time."""
    local = value.astimezone(STOCKHOLM)
    return f"{local.hour:02}.{local.minute:02}"
