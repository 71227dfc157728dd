"""Context of the pages that list the files one can take out."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.kernel.tables import Export, ExportTable
from app.reports.office.downloads import TABLES, Download, Figures, table_downloads, whole_downloads
from app.web.shell.contexts.frame import Frame

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
    """One table, with a file for each format: what its link is called, and the file."""

    title: str
    explanation: str
    rows: int
    files: tuple[tuple[str, FileLine], ...]


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
    frame: Frame, figures: Figures, documents: Iterable[Download], home: str, back: tuple[str, str]
) -> ExportPage:
    """`home` is what the addresses of the files begin with; `back` is where one came from, as address and words."""
    export = figures.export
    return ExportPage(
        frame=frame,
        marks=export.source.marks,
        of_whom=export.title,
        files=tuple(_line(file, home) for file in (*documents, *whole_downloads(figures))),
        tables=tuple(_table(export, table, home) for table in export.tables),
        back_url=back[0],
        back_label=back[1],
    )


def _table(export: Export, table: ExportTable, home: str) -> TableLine:
    files = (_line(file, home) for file in table_downloads(export, table))
    links = tuple(zip((each.link for each in TABLES), files, strict=True))
    return TableLine(title=table.title, explanation=table.explanation, rows=len(table.rows), files=links)


def _line(file: Download, home: str) -> FileLine:
    size = size_text(len(file.make())) if file.is_quick else ""
    return FileLine(url=f"{home}/{file.address}", title=file.title, explanation=file.explanation, size=size)


def size_text(size: int) -> str:
    """As people say it: "14 kB"."""
    return f"{max(1, round(size / KILO))}\u00a0kB"
