"""Days on which a region has said that it takes something up again: ideas, items of agendas, and its ambition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAX_TOLD = 10
"""Of a month, in one mail; the rest stand on the start page."""


class ReviewKind(StrEnum):
    IDEA = "ide"
    TOPIC = "punkt"
    AMBITION = "ambition"


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """Something that waits to be taken up again. `path` is the page where that is done, below the region's address."""

    kind: ReviewKind
    on: date
    title: str
    """Of the idea or the item; empty for the ambition, of which there is one."""
    path: str


def come(days: Iterable[ReviewDay], today: date) -> tuple[ReviewDay, ...]:
    """Those that have come and wait, the one that has waited longest first."""
    return tuple(day for day in sorted(days, key=_order) if day.on <= today)


def of_month(days: Iterable[ReviewDay], today: date) -> tuple[ReviewDay, ...]:
    """Those of this month, also the ones of it that are still to come, in their order."""
    return tuple(day for day in sorted(days, key=_order) if is_same_month(day.on, today))


def is_same_month(day: date | None, today: date) -> bool:
    return day is not None and (day.year, day.month) == (today.year, today.month)


def _order(day: ReviewDay) -> tuple[date, str, str]:
    return day.on, day.kind, day.path
