"""Context of the pages that list the files one can take out."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.downloads import FOR_MACHINES, Download
from app.reports.tables import Export
from app.web.contexts.frame import Frame

KILO = 1024


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file to take out."""

    url: str
    title: str
    explanation: str
    size: str
    """Empty for what takes time to make."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table, as two files."""

    title: str
    explanation: str
    rows: int
    swedish: FileLine
    machine: FileLine


@dataclass(frozen=True, slots=True)
class ExportPage:
    frame: Frame
    marks: tuple[str, ...]
    of_whom: str
    files: tuple[FileLine, ...]
    tables: tuple[TableLine, ...]
    back_url: str
    back_label: str


def export_page(
    frame: Frame, export: Export, files: Iterable[Download], home: str, back: tuple[str, str]
) -> ExportPage:
    """`home` is what the addresses of the files begin with; `back` is where one came from, as address and words."""
    lines = {file.address: _line(file, home) for file in files}
    tables = [
        TableLine(
            table.title,
            table.explanation,
            len(table.rows),
            lines.pop(f"export/{table.name}.csv"),
            lines.pop(f"export/{table.name}{FOR_MACHINES}.csv"),
        )
        for table in export.tables
    ]
    return ExportPage(
        frame=frame,
        marks=export.source.marks,
        of_whom=export.title,
        files=tuple(lines.values()),
        tables=tuple(tables),
        back_url=back[0],
        back_label=back[1],
    )


def _line(file: Download, home: str) -> FileLine:
    size = size_text(len(file.make())) if file.is_quick else ""
    return FileLine(f"{home}/{file.address}", file.title, file.explanation, size)


def size_text(size: int) -> str:
    """As people say it: "14 kB"."""
    return f"{max(1, round(size / KILO))}\u00a0kB"
