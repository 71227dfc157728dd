"""The files that an export is taken out as: what each is called, what it is for, and how it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.reports.content import ReportContent
from app.reports.office import presentation, text_document
from app.reports.table_files import as_json, machine_csv, swedish_csv
from app.reports.tables import Export, Table
from app.reports.workbook import workbook

CSV, JSON = "text/csv; charset=utf-8", "application/json"
OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
DOCX = f"{OFFICE}.wordprocessingml.document"
FOR_MACHINES = "-maskin"


@dataclass(frozen=True, slots=True)
class Download:
    """One file. `address` is the last part of where it is found; `make` writes it."""

    address: str
    name: str
    media_type: str
    title: str
    explanation: str
    make: Callable[[], bytes]
    is_quick: bool = True
    """Whether it is written so fast that a page may do so to tell its size."""


Render = Callable[[Callable[[ReportContent], bytes], ReportContent], bytes]
"""Writes a document somewhere else than in the request's own thread."""


def documents(export: Export, content: ReportContent, render: Render) -> Iterator[Download]:
    """The report in forms that a kommun can go on working with."""
    yield Download(
        "export.pptx",
        f"{export.stem}.pptx",
        PPTX,
        "PowerPoint",
        "Bilder till ett möte: läget, profilen, förändringen och nästa steg. Diagrammen går att redigera.",
        lambda: render(presentation, content),
        is_quick=False,
    )
    yield Download(
        "export.docx",
        f"{export.stem}.docx",
        DOCX,
        "Word",
        "Hela rapporten, att skriva vidare i. Diagrammen går att redigera.",
        lambda: render(text_document, content),
        is_quick=False,
    )


def downloads(export: Export, kolada: Table) -> Iterator[Download]:
    """Of the figures: the workbook first, then each table twice, JSON, and Kolada's shape."""
    yield Download(
        "export.xlsx",
        f"{export.stem}.xlsx",
        XLSX,
        "Excel",
        "Alla tabeller med en flik var. Första fliken förklarar kolumner och märken.",
        lambda: workbook(export),
    )
    for table in export.tables:
        yield from _tables(export, table)
    yield Download(
        "export.json",
        f"{export.stem}.json",
        JSON,
        "JSON",
        "Alla tabeller i en fil, för program. Märken står för sig.",
        lambda: as_json(export),
    )
    yield Download(
        "export-kolada.csv",
        f"{export.stem}-kolada.csv",
        CSV,
        "CSV i Koladas form",
        "Index per kapitalslag med nyckeltal, kommun, år, värde och status.",
        lambda: machine_csv(kolada, None),
    )


def _tables(export: Export, table: Table) -> Iterator[Download]:
    yield Download(
        f"export/{table.name}.csv",
        f"{export.stem}-{table.name}.csv",
        CSV,
        f"{table.title}, CSV för svenska Excel",
        f"{table.explanation} Semikolon och decimalkomma.",
        lambda: swedish_csv(table, export.source),
    )
    yield Download(
        f"export/{table.name}{FOR_MACHINES}.csv",
        f"{export.stem}-{table.name}{FOR_MACHINES}.csv",
        CSV,
        f"{table.title}, CSV för program",
        f"{table.explanation} Komma och decimalpunkt.",
        lambda: machine_csv(table, export.source),
    )
