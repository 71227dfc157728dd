"""What workshops have said that a region must have in its own house, in words for its mirror: page, paper and file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable
from app.reports.kernel.wording import count, date
from app.reports.tables.marking import CAPITAL
from app.rounds.kernel.days import day_of
from app.support.workshops.evidence import WorkshopEvidence


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    note: int
    heading: str
    texts: tuple[str, ...]
    dots: str
    workshop: str
    """Its title and day."""
    number: int
    """The workshop's."""
    url: str
    """Of the note on the page of what the workshop came to."""


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """A capital, and what was said about it."""

    capital_id: str
    heading: str
    lines: tuple[EvidenceLine, ...]


EVIDENCE_COLUMNS = (
    *CAPITAL,
    Column("heading", "Vad som behövs", "Lappen, eller rubriken som lapparna är grupperade under."),
    Column("notes", "Lappar", "De andra lapparna under samma rubrik."),
    Column("dots", "Prickar", "Antal prickar.", ColumnKind.WHOLE),
    Column("workshop", "Workshop", "Workshopens namn."),
    Column("workshop_number", "Workshopens nummer", "Numret i workshopens adress.", ColumnKind.WHOLE),
    Column("note_number", "Lappens nummer", "Numret i lappens adress.", ColumnKind.WHOLE),
    Column("closed", "Avslutad", "Dagen då workshopen avslutades.", ColumnKind.DATE),
)


def evidence_parts(evidence: Sequence[WorkshopEvidence], names: Mapping[str, str]) -> tuple[EvidencePart, ...]:
    """In the order of the capitals' names; one that there is no longer is called by its id, last."""
    return tuple(
        EvidencePart(capital_id, names.get(capital_id, capital_id), tuple(map(_line, lines)))
        for capital_id, lines in _by_capital(evidence, names)
    )


def _by_capital(
    evidence: Sequence[WorkshopEvidence], names: Mapping[str, str]
) -> Iterator[tuple[str, list[WorkshopEvidence]]]:
    for capital_id in dict.fromkeys([*names, *(each.capital_id for each in evidence)]):
        lines = [each for each in evidence if each.capital_id == capital_id]
        if lines:
            yield capital_id, lines


def _line(evidence: WorkshopEvidence) -> EvidenceLine:
    workshop = evidence.workshop
    day = f", {date(day_of(workshop.closed_at))}" if workshop.closed_at is not None else ""
    return EvidenceLine(
        note=evidence.note_id,
        heading=evidence.heading,
        texts=evidence.texts,
        dots=count(evidence.dots, "prick", "prickar") if evidence.dots else "",
        workshop=f"{workshop.title}{day}",
        number=workshop.id,
        url=f"{workshop.path}/avslut#lapp-{evidence.note_id}",
    )


def evidence_table(evidence: Sequence[WorkshopEvidence], names: Mapping[str, str]) -> ExportTable:
    """One row per mark, in the order of the page."""
    return ExportTable(
        key="mirror_evidence",
        name="spegel-underlag",
        title="Underlag från workshoppar",
        explanation="Vad regionen behöver ha på plats hos sig, en rad per lapp eller rubrik som märkts som underlag.",
        columns=EVIDENCE_COLUMNS,
        rows=tuple(_row(each, names) for _, lines in _by_capital(evidence, names) for each in lines),
    )


def _row(evidence: WorkshopEvidence, names: Mapping[str, str]) -> tuple[Cell, ...]:
    workshop = evidence.workshop
    return (
        evidence.capital_id,
        names.get(evidence.capital_id, evidence.capital_id),
        evidence.heading,
        " · ".join(evidence.texts) or None,
        evidence.dots,
        workshop.title,
        workshop.id,
        evidence.note_id,
        None if workshop.closed_at is None else day_of(workshop.closed_at),
    )
