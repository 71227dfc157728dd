"""An export as an Excel file: what it is on the first sheet, then one sheet per table with figures as figures.

Text is always written as text, so that nothing in it can be taken for a formula. The same content gives the same bytes.
"""

import datetime as dt
import io
from dataclasses import dataclass, field
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.reports.kernel import paper_size
from app.reports.kernel.tables import MARK_WORDS, Cell, Column, ColumnKind, Export, ExportTable, Mark, Measure
from app.reports.kernel.tokens import colour

README = "Läs mig"
FONT = "Calibri"
MIN_WIDTH, MAX_WIDTH = 9, 60
MAX_HEADING_WIDTH = 16
LINE_HEIGHT = 15
MAX_ROW_HEIGHT = 409
"""Points; a spreadsheet has no higher rows."""
ONE_PAGE_WIDE = 190
"""Characters; wider tables are printed over several pages with the first columns on each."""
_FORMATS = {ColumnKind.WHOLE: "0", ColumnKind.SHARE: r"0\ %", ColumnKind.DATE: "yyyy-mm-dd"}
README_WIDTHS = (30, 30, 80)
FILLED = 130
"""Characters that the last two columns of the first sheet have room for together; longer texts wrap in the first."""
FACTS = "facts"
"""The table that the first sheet has instead of a sheet of its own."""


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of one workbook, each made once."""

    book: Workbook
    made: dict[str, Format] = field(default_factory=dict)

    def named(self, name: str, **properties: object) -> Format:
        if name not in self.made:
            usual = {"font_name": FONT, "font_size": 11, "font_color": colour("text"), "valign": "top"}
            self.made[name] = self.book.add_format(usual | properties)
        return self.made[name]

    @property
    def text(self) -> Format:
        return self.named("text", text_wrap=True, num_format="@", align="left", indent=1)

    @property
    def mark(self) -> Format:
        return self.named("mark", align="right", font_color=colour("text-quiet"))

    def header(self, kind: ColumnKind) -> Format:
        """Over figures to the right, as they stand."""
        side = "left" if kind is ColumnKind.TEXT else "right"
        return self.named(
            f"header {side}",
            align=side,
            indent=1 if kind is ColumnKind.TEXT else 0,
            bold=True,
            text_wrap=True,
            bg_color=colour("accent"),
            font_color=colour("on-accent"),
            valign="vcenter",
        )

    @property
    def heading(self) -> Format:
        return self.named("heading", bold=True, font_size=13, font_color=colour("accent-strong"))

    def figure(self, shown_as: str) -> Format:
        return self.named(shown_as, num_format=shown_as)


def workbook(export: Export) -> bytes:
    """The file, made in memory."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        timestamp = dt.datetime.combine(export.source.made, dt.time(12))
        subject = ". ".join((*export.source.marks, export.source.title))
        book.set_properties({"title": export.title, "subject": subject, "created": timestamp})
        styles = _Styles(book)
        tables = [table for table in export.tables if table.key != FACTS]
        _readme(book.add_worksheet(README), styles, export, tables)
        for table in tables:
            _sheet(book.add_worksheet(table.title), styles, export, table)
    return buffer.getvalue()


def _sheet(sheet: Worksheet, styles: _Styles, export: Export, table: ExportTable) -> None:
    widths = [_width(table, place) for place in range(len(table.columns))]
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, column.heading, styles.header(column.kind))
    for line, row in enumerate(table.rows, start=1):
        sheet.set_row(line, min(LINE_HEIGHT * _lines(row, widths), MAX_ROW_HEIGHT))
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(sheet, styles, (line, place), column, cell)
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    _for_print(sheet, export, table.title, one_page_wide=sum(widths) <= ONE_PAGE_WIDE)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, styles: _Styles, place: tuple[int, int], column: Column, cell: Cell) -> None:
    match cell:
        case None:
            sheet.write_blank(*place, None, styles.text)
        case Mark():
            sheet.write_string(*place, cell.value, styles.mark)
        case Measure():
            sheet.write_number(*place, float(cell.value), styles.figure(_shown_as(column.kind, cell.decimals)))
        case dt.date():
            sheet.write_datetime(*place, dt.datetime.combine(cell, dt.time()), styles.figure(_FORMATS[ColumnKind.DATE]))
        case int():
            sheet.write_number(*place, cell, styles.figure(_FORMATS[ColumnKind.WHOLE]))
        case str():
            sheet.write_string(*place, cell, styles.text)


def _shown_as(kind: ColumnKind, decimals: int) -> str:
    if kind is ColumnKind.SHARE:
        return _FORMATS[ColumnKind.SHARE]
    figure = f"0.{'0' * decimals}"
    return f"+{figure};-{figure};{figure}" if kind is ColumnKind.CHANGE else figure


def _width(table: ExportTable, place: int) -> float:
    """Room for the longest text, up to a limit from which it wraps; headings wrap earlier."""
    heading = min(len(table.columns[place].heading) + 4, MAX_HEADING_WIDTH)
    longest = max((len(cell) for row in table.rows if isinstance(cell := row[place], str)), default=0)
    return min(max(MIN_WIDTH, heading, longest + 5), MAX_WIDTH)


def _lines(row: tuple[Cell, ...], widths: list[float]) -> int:
    """How many lines the row's longest text takes; a spreadsheet does not find out by itself."""
    texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
    return max(
        (sum(ceil(len(part) / (width - 4)) or 1 for part in text.split("\n")) for text, width in texts), default=1
    )


def _for_print(sheet: Worksheet, export: Export, title: str, *, one_page_wide: bool = True) -> None:
    marks = ", ".join(export.source.marks)
    sheet.set_landscape()
    sheet.set_paper(paper_size.EXCEL_CODE)
    if one_page_wide:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(70)
        sheet.repeat_columns(0, 1)
    sheet.set_header(f"&L{_escaped(export.title)}&R{_escaped(marks)}")
    sheet.set_footer(f"&L{_escaped(title)}&RSida &P av &N")


def _escaped(text: str) -> str:
    return text.replace("&", "&&")[:100]


def _readme(sheet: Worksheet, styles: _Styles, export: Export, tables: list[ExportTable]) -> None:
    sheet.hide_gridlines(2)
    for place, width in enumerate(README_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, export.title, styles.named("title", bold=True, font_size=18))
    sheet.write_string(1, 0, export.source.title, styles.named("quiet", font_color=colour("text-quiet")))
    line = 2
    for mark in export.source.marks:
        caution = styles.named("caution", bold=True, font_color=colour("warning"), bg_color=colour("warning-soft"))
        sheet.write_string(line, 0, mark, caution)
        line += 1
    facts = next((table.rows for table in export.tables if table.key == FACTS), ())
    line = _block(sheet, styles, line + 1, "Om uppgifterna", [(str(name), str(value), "") for name, value in facts])
    marks = [(mark.value, words, "") for mark, words in MARK_WORDS.items()]
    line = _block(sheet, styles, line, "Märken i stället för ett tal", [*marks, ("(tom)", "inget att ange", "")])
    line = _block(
        sheet,
        styles,
        line,
        "Flikar",
        [(sheet_table.title, f"{len(sheet_table.rows)} rader", sheet_table.explanation) for sheet_table in tables],
    )
    columns = [
        (sheet_table.title, column.heading, column.explanation)
        for sheet_table in tables
        for column in sheet_table.columns
    ]
    _block(sheet, styles, line, "Kolumner", columns)
    for place, table in enumerate(tables):
        _link(sheet, styles, line - len(tables) - 1 + place, table.title)
    _for_print(sheet, export, README)


def _block(sheet: Worksheet, styles: _Styles, line: int, heading: str, rows: list[tuple[str, str, str]]) -> int:
    """A heading and rows of text. Returns the line after it and an empty one."""
    sheet.set_row(line, 20)
    sheet.write_string(line, 0, heading, styles.heading)
    wide = styles.named("wide", num_format="@", align="left", indent=1)
    for place, row in enumerate(rows, start=line + 1):
        wraps = not row[2] and len(row[1]) > FILLED
        if wraps:
            sheet.set_row(place, min(LINE_HEIGHT * ceil(len(row[1]) / (README_WIDTHS[1] - 4)), MAX_ROW_HEIGHT))
        for column, text in enumerate(row):
            if text:
                sheet.write_string(place, column, text, styles.text if row[2] or wraps else wide)
    return line + len(rows) + 2


def _link(sheet: Worksheet, styles: _Styles, line: int, title: str) -> None:
    link = styles.named("link", font_color=colour("accent"), underline=1)
    sheet.write_url(line, 0, f"internal:'{title}'!A1", link, title)
