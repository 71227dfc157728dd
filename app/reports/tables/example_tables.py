"""Table of a region's examples: what is published, with how many kommuner have used it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Source
from app.reports.tables.lists import capital_cells
from app.reports.tables.marking import CAPITAL, facts_table, yes
from app.support.exchange.example import StoredExample
from app.support.exchange.names import EVIDENCE
from app.support.exchange.reuse import ReuseState

EXAMPLE_COLUMNS = (
    Column("municipality", "Kommun", "Kommunen som berättar."),
    *CAPITAL,
    Column("title", "Exempel", "Vad exemplet heter."),
    Column("situation", "Så var det", "Kommunens egna ord."),
    Column("did", "Det gjorde kommunen", "Kommunens egna ord."),
    Column("result", "Så gick det", "Kommunens egna ord."),
    Column("evidence", "Hur kommunen vet det", "Mätt, sett eller trott."),
    Column("not_worked", "Det fungerade inte", "Kommunens egna ord."),
    Column("takes", "Det krävs", "Vad som krävs för att det ska fungera; kan vara tomt."),
    Column("hours", "Timmar", "Ungefär, i allt; tomt där det inte är sagt.", ColumnKind.WHOLE),
    Column("kronor", "Kronor", "Utöver tiden; tomt där det inte är sagt.", ColumnKind.WHOLE),
    Column("level_from", "Nivå före", "Räknat från 0; tom där kommunen inte har valt att berätta.", ColumnKind.WHOLE),
    Column("level_to", "Nivå efter", "Räknat från 0; tom där kommunen inte har valt att berätta.", ColumnKind.WHOLE),
    Column("was_dropped", "Ströks", "ja om åtgärden ströks."),
    Column("contact", "Fråga", "Vilken funktion man frågar."),
    Column("documents", "Underlag", "Webbadresser, med mellanrum mellan."),
    Column("published_on", "Publicerat", "Dagen då exemplet publicerades.", ColumnKind.DATE),
    Column("review_on", "Ses över", "Dagen då kommunen ska se över det.", ColumnKind.DATE),
    Column("wants", "Vill prova", "Antal andra kommuner.", ColumnKind.WHOLE),
    Column("tries", "Provar", "Antal andra kommuner.", ColumnKind.WHOLE),
    Column("adopted", "Har infört", "Antal andra kommuner.", ColumnKind.WHOLE),
    Column("gave_up", "Lade ner", "Antal andra kommuner.", ColumnKind.WHOLE),
)


@dataclass(frozen=True, slots=True)
class ExampleRecord:
    """An example of the library, and in which states other kommuner have it."""

    stored: StoredExample
    states: tuple[ReuseState, ...]


def examples_export(
    records: Sequence[ExampleRecord],
    names: Mapping[str, str],
    source: Source,
    facts: Sequence[tuple[str, str]],
) -> Export:
    """`names` are those of the capitals by id."""
    return Export(
        title=f"Exempel i {source.owner}",
        stem=source.stem_of_day("exempel"),
        source=source,
        tables=(
            ExportTable(
                key="examples",
                name="exempel",
                title="Alla exempel",
                explanation="Ett publicerat exempel per rad.",
                columns=EXAMPLE_COLUMNS,
                rows=tuple(_row(record, names) for record in records),
            ),
            facts_table(facts),
        ),
    )


def _row(record: ExampleRecord, names: Mapping[str, str]) -> tuple[Cell, ...]:
    example, whole = record.stored.example, record.stored
    return (
        whole.municipality,
        *capital_cells(example.capital_id, names),
        example.title,
        example.situation,
        example.did,
        example.result,
        None if example.evidence is None else EVIDENCE[example.evidence],
        example.not_worked,
        example.takes or None,
        example.hours,
        example.kronor,
        example.level_from,
        example.level_to,
        yes(example.was_dropped),
        example.contact,
        " ".join(example.documents) or None,
        whole.published_on,
        whole.review_on,
        *(record.states.count(state) for state in ReuseState),
    )
