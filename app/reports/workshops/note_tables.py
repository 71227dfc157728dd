"""Table of a workshop's notes, as a file: each with its group, question, heading, dots and what it became."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Source
from app.reports.tables.marking import CAPITAL, facts_table

NOTE_COLUMNS = (
    Column("group", "Grupp", "Gruppens nummer.", ColumnKind.WHOLE),
    *CAPITAL,
    Column("question", "Fråga", "Frågans nummer i modellen.", ColumnKind.WHOLE),
    Column("column", "Del", "Den del av frågan som lappen hör till."),
    Column("cluster", "Rubrik", "Vad lappen är grupperad under; tom för en lapp för sig."),
    Column("text", "Lapp", "Deltagarens ord."),
    Column("dots", "Prickar", "Antal prickar.", ColumnKind.WHOLE),
    Column("merged", "Slagen ihop", "ja om lappen säger samma sak som en annan och räknas med den."),
    Column("landings", "Blev", "Vad lappen blev; tom om den inte blev något."),
)


@dataclass(frozen=True, slots=True)
class NoteRecord:
    group: int
    capital_id: str
    capital: str
    question: int
    column: str
    cluster: str
    text: str
    dots: int
    is_merged: bool
    landings: str


def notes_export(records: Sequence[NoteRecord], source: Source, facts: Sequence[tuple[str, str]]) -> Export:
    notes = ExportTable(
        "notes",
        "lappar",
        "Alla lappar",
        "En lapp per rad, i tavlans ordning.",
        NOTE_COLUMNS,
        tuple(map(_cells, records)),
    )
    return Export(
        title=f"Lappar från {source.title}",
        stem=source.stem_of_day("workshop"),
        source=source,
        tables=(notes, facts_table(facts)),
    )


def _cells(record: NoteRecord) -> tuple[Cell, ...]:
    return (
        record.group,
        record.capital_id,
        record.capital,
        record.question,
        record.column,
        record.cluster or None,
        record.text,
        record.dots,
        "ja" if record.is_merged else None,
        record.landings or None,
    )
