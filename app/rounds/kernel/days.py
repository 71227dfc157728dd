"""The time zone of Sweden: which day it is there at a moment; and days and times of day as people write them."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_FIGURES = re.compile(r"(\d{4})(?:\s*[-/.–−]\s*(\d{1,2})\s*[-/.–−]\s*(\d{1,2})|(\d{2})(\d{2}))")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[.:]\s*(\d{2}))?")
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})\s+([a-zåäö]{3,9})\.?\s+(\d{4})")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MAX_DAYS_AHEAD = 730
"""What is planned further away than this is a slip of the keyboard."""
YEARS = range(2000, 3000)
"""From which something can be kept here. The calendar's first and last days have no midnight everywhere."""
DAY_TOO_FAR = "Dagen är mer än två år bort. Kontrollera årtalet."


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


def read_time(text: str) -> time | None:
    """The time of day that 13:00, 13.00, kl. 13 or 9 names; None for what names none."""
    match = _TIME.fullmatch(" ".join(text.lower().split()))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_of(day: date, at: time) -> datetime | None:
    """That time of that day in Sweden; None for one that the clocks leave out when summer time begins."""
    moment = datetime.combine(day, at, STOCKHOLM)
    return moment if moment.astimezone(UTC).astimezone(STOCKHOLM).time() == at else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
