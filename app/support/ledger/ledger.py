"""Hours by month and role group that offers ask, of one kommun that takes them all or by what it has signed up for.

An offer's hours are shared alike between its occasions, since they say what the whole of it takes. One without
occasions has its hours in no month.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.support.catalogue.catalogue import TargetGroup


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What one offer asks of a kommun: hours of a person in each role group for all of it, and its occasions' days."""

    hours: Mapping[TargetGroup, Decimal]
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Hours of one role group in one month; `month` is None for what has no day yet."""

    month: Month | None
    group: TargetGroup
    hours: Fraction
    is_above: bool
    """More than the region's limit. What has no day is never above: nobody knows yet in which month it falls."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries by month, those without a day last, and by role group in their order."""

    entries: tuple[LedgerEntry, ...]
    limit: int

    @property
    def months(self) -> tuple[Month | None, ...]:
        return tuple(dict.fromkeys(entry.month for entry in self.entries))

    @property
    def groups(self) -> tuple[TargetGroup, ...]:
        asked_groups = {entry.group for entry in self.entries}
        return tuple(group for group in TargetGroup if group in asked_groups)

    @property
    def above(self) -> tuple[LedgerEntry, ...]:
        """What asks more than the limit."""
        return tuple(entry for entry in self.entries if entry.is_above)

    def since(self, month: Month) -> "Ledger":
        """Without the months that have been."""
        return Ledger(tuple(each for each in self.entries if each.month is None or each.month >= month), self.limit)

    def entry(self, month: Month | None, group: TargetGroup) -> LedgerEntry | None:
        """None where nothing is asked."""
        return next((entry for entry in self.entries if entry.month == month and entry.group is group), None)


def ledger(asks: Iterable[Ask], limit: int) -> Ledger:
    """The sum of what the offers ask. `limit` is how many hours a month the region sets for one role group."""
    sums: dict[tuple[Month | None, TargetGroup], Fraction] = {}
    for ask in asks:
        for group, hours in ask.hours.items():
            for month, share in _shares(ask.days, Fraction(hours)):
                sums[month, group] = sums.get((month, group), Fraction(0)) + share
    entries = [
        LedgerEntry(month=month, group=group, hours=hours, is_above=month is not None and hours > limit)
        for (month, group), hours in sums.items()
        if hours > 0
    ]
    return Ledger(tuple(sorted(entries, key=_place)), limit)


def newly_above(before: Ledger, after: Ledger) -> tuple[LedgerEntry, ...]:
    """What is above the limit only, or by more, with what came in between: what an offer adds."""
    return tuple(
        entry
        for entry in after.above
        if (earlier := before.entry(entry.month, entry.group)) is None or earlier.hours < entry.hours
    )


def _shares(days: tuple[date, ...], hours: Fraction) -> list[tuple[Month | None, Fraction]]:
    if not days:
        return [(None, hours)]
    return [(Month(day.year, day.month), hours / len(days)) for day in days]


def _place(entry: LedgerEntry) -> tuple[bool, int, int, int]:
    month = entry.month
    year, number = (0, 0) if month is None else (month.year, month.number)
    return month is None, year, number, list(TargetGroup).index(entry.group)
