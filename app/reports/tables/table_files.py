"""Tables as text files: CSV as a Swedish spreadsheet opens it, CSV for machines (RFC 4180), and JSON.

A CSV file travels alone, so each row says where it comes from. For machines a mark is an empty field, and the last
column says which columns have one and which it is: a column of figures then holds nothing but figures (decision 0030).
"""

import csv
import datetime as dt
import io
import json
from typing import Any

from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Mark, Measure, Source, plain
from app.reports.results.data_file import escape_formula

MARKS_COLUMN = Column("marks", "Märken", "Vilka kolumner som saknar värde, och varför: kolumn=märke.")
NOT_SAID = "inget"


def source_columns(source: Source) -> tuple[tuple[Column, Cell], ...]:
    """What every row of a CSV file begins with: whose it is, of which year, and how far it can be relied on."""
    whose = (
        (
            (Column("municipality_code", "Kommunkod", "SCB:s fyrsiffriga kod."), source.code),
            (Column("municipality", "Kommun", "Kommunens namn."), source.owner),
        )
        if source.code
        else ((Column("region", "Region", "Regionens namn."), source.owner),)
    )
    cautions = ", ".join(source.marks).lower() or NOT_SAID
    return (
        *whose,
        (Column("year", "År", "Omgångens år.", ColumnKind.WHOLE), source.year),
        (Column("caution", "Förbehåll", "Utkast, provomgång eller exempeldata; annars ”inget”."), cautions),
    )


def swedish_csv(table: ExportTable, source: Source | None) -> bytes:
    """UTF-8 with byte order mark, semicolons, decimal comma, CRLF. Marks stand as they are printed. Without a source:
    the table's own columns alone."""
    before = () if source is None else source_columns(source)
    header = [
        escape_formula(column.heading) for column in (*(source_column for source_column, _ in before), *table.columns)
    ]
    first = [_swedish(cell) for _, cell in before]
    rows = [first + [_swedish(cell) for cell in row] for row in table.rows]
    return _written(";", header, rows).encode("utf-8-sig")


def machine_csv(table: ExportTable, source: Source | None) -> bytes:
    """UTF-8 without byte order mark, commas, decimal point, CRLF. Without a source: the table's own columns alone."""
    if source is None:
        rows = [[_machine(cell) for cell in row] for row in table.rows]
        return _written(",", [column.key for column in table.columns], rows).encode()
    before = source_columns(source)
    header = [column.key for column, _ in before] + [column.key for column in table.columns] + [MARKS_COLUMN.key]
    first = [_machine(cell) for _, cell in before]
    return _written(
        ",", header, [[*first, *map(_machine, row), _marks_in(table.columns, row)] for row in table.rows]
    ).encode()


def _written(delimiter: str, header: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _swedish(cell: Cell) -> str:
    if isinstance(cell, Mark):
        return cell.value
    return _machine(cell).replace(".", ",") if isinstance(cell, Measure) else _machine(cell)


def _machine(cell: Cell) -> str:
    if cell is None or isinstance(cell, Mark):
        return ""
    if isinstance(cell, Measure):
        return plain(cell.value)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return escape_formula(cell) if isinstance(cell, str) else str(cell)


def _marks_in(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    return " ".join(
        f"{column.key}={cell.word}" for column, cell in zip(columns, row, strict=True) if isinstance(cell, Mark)
    )


def as_json(export: Export) -> bytes:
    """The whole export. Figures are numbers; a cell with a mark is null and named in its row's `marks`."""
    document = {
        "title": export.title,
        "source": source_values(export.source),
        "marks": {mark.word: mark.value for mark in Mark},
        "tables": [table_values(table) for table in export.tables],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def source_values(source: Source) -> dict[str, Any]:
    """As JSON has it."""
    return {
        "owner": source.owner,
        "municipality_code": source.code or None,
        "year": source.year,
        "questionnaire": source.questionnaire,
        "questionnaire_title": source.title,
        "questionnaire_version": source.version,
        "method_edition": source.method,
        "status": source.status,
        "is_final": source.is_final,
        "is_example_data": source.is_example_data,
        "is_trial": source.is_trial,
        "made": source.made.isoformat(),
    }


def table_values(table: ExportTable) -> dict[str, Any]:
    """As JSON has it: the columns explained, and each row as an object by the columns' keys."""
    return {
        "key": table.key,
        "name": table.name,
        "title": table.title,
        "explanation": table.explanation,
        "columns": [
            {
                "key": column.key,
                "heading": column.heading,
                "explanation": column.explanation,
                "kind": column.kind.value,
            }
            for column in table.columns
        ],
        "rows": [row_values(table.columns, row) for row in table.rows],
    }


def row_values(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, Any]:
    """One row as an object."""
    pairs = list(zip(columns, row, strict=True))
    values: dict[str, Any] = {column.key: _json(cell) for column, cell in pairs}
    return values | {"marks": {column.key: cell.word for column, cell in pairs if isinstance(cell, Mark)}}


def _json(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Measure):
        return float(cell.value)
    if isinstance(cell, Mark):
        return None
    return cell.isoformat() if isinstance(cell, dt.date) else cell
