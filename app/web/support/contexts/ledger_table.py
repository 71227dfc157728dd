"""Hours that offers ask as a table: a row for each month, a column for each role group, what is above the limit."""

from dataclasses import dataclass

from app.reports.kernel.wording import number
from app.rounds.kernel.days import MONTHS
from app.support.catalogue.names import TARGET_GROUPS
from app.support.ledger.ledger import Ledger, LedgerEntry, Month

WITHOUT_DAY = "Utan datum"


@dataclass(frozen=True, slots=True)
class HoursCell:
    group: str
    hours: str
    """Empty where nothing is asked."""
    is_above: bool


@dataclass(frozen=True, slots=True)
class HoursRow:
    month: str
    cells: tuple[HoursCell, ...]


@dataclass(frozen=True, slots=True)
class LedgerTable:
    groups: tuple[str, ...]
    rows: tuple[HoursRow, ...]
    limit: str
    """Of the region, in hours."""
    is_above: bool
    """Somewhere in it."""


def ledger_table(ledger: Ledger) -> LedgerTable:
    return LedgerTable(
        groups=tuple(TARGET_GROUPS[group] for group in ledger.groups),
        rows=tuple(
            HoursRow(
                month=month_name(month),
                cells=tuple(_cell(TARGET_GROUPS[group], ledger.entry(month, group)) for group in ledger.groups),
            )
            for month in ledger.months
        ),
        limit=hours_text(ledger.limit),
        is_above=bool(ledger.above),
    )


def month_name(month: Month | None) -> str:
    """Mars 2027."""
    return WITHOUT_DAY if month is None else f"{MONTHS[month.number - 1].capitalize()} {month.year}"


def hours_text(hours: float) -> str:
    """8 timmar, 1 timme, 2,5 timmar."""
    text = number(hours, 1)
    return f"{text.removesuffix(',0')} {'timme' if text == '1,0' else 'timmar'}"


def above_sentence(entry: LedgerEntry) -> str:
    """Chefer i mars 2027: 10 timmar."""
    return f"{TARGET_GROUPS[entry.group]} i {month_name(entry.month).lower()}: {_hours(entry)}"


def _cell(group: str, entry: LedgerEntry | None) -> HoursCell:
    if entry is None:
        return HoursCell(group=group, hours="", is_above=False)
    return HoursCell(group=group, hours=_hours(entry), is_above=entry.is_above)


def _hours(entry: LedgerEntry) -> str:
    return hours_text(float(entry.hours))
