"""The time zone of Sweden: which day it is there at a moment; and days as people write them."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_FIGURES = re.compile(r"(\d{4})(?:\s*[-/.–−]\s*(\d{1,2})\s*[-/.–−]\s*(\d{1,2})|(\d{2})(\d{2}))")
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})\s+([a-zåäö]{3,9})\.?\s+(\d{4})")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day_of(moment: datetime) -> date:
    """The day it is in Sweden."""
    return moment.astimezone(STOCKHOLM).date()


def midnight_before(day: date) -> datetime:
    """The moment when the day begins in Sweden."""
    return datetime.combine(day, time(), STOCKHOLM)


def read_day(text: str) -> date | None:
    """The day that 2026-12-01, 20261201 or 1 december 2026 names; None for what names none."""
    plain = " ".join(text.lower().split())
    if not plain.isprintable() or len(plain) > 40:
        return None
    figures, words = _FIGURES.fullmatch(plain), _WORDS.fullmatch(plain)
    if figures is not None:
        year, *rest = (part for part in figures.groups() if part is not None)
        return _day(int(year), *map(int, rest))
    if words is not None:
        number, name, year = words.groups()
        month = next((place for place, month_name in enumerate(MONTHS, 1) if month_name.startswith(name)), 0)
        return _day(int(year), month, int(number))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
