"""The files that an export is taken out as: what each is called, what it is for, and how it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.reports.table_files import as_json, machine_csv, swedish_csv
from app.reports.tables import Export, Table
from app.reports.workbook import workbook

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
