"""Tables as text: a file's rows are made into text that can be mended on a page, and text into rows.

What a text cannot show, it says in brackets: that a row was hidden in the workbook, and where another sheet begins.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import islice

from app.accounts.invitations.tables.headings import kind_of
from app.accounts.invitations.tables.limits import MAX_COLUMNS, MAX_PEOPLE, MAX_ROWS, MAX_SHEETS
from app.accounts.invitations.tables.reading import UnreadableListError
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet, is_address
from app.accounts.kernel.email_addresses import without_invisible

HIDDEN_ROW = "[dold rad]"
_SHEET = re.compile(r"\[(blad|dolt blad): ([^\]]*)\]")
_DELIMITERS = ";\t,|"
_QUOTED = re.compile('"[^"]*"')
_LINES_LOOKED_AT, _CHARACTERS_LOOKED_AT = 50, 5_000
_OTHER_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), " ")


def tidy(text: str) -> str:
    """With one kind of line break, and without characters that do not show."""
    return without_invisible(text).replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_BREAKS)


def rows_of(text: str) -> tuple[SheetRow, ...]:
    """The rows of a table written as text that have anything in them, within the limits. Raises UnreadableListError.

    A cell may hold line breaks, so a row is not always a line.
    """
    first, _, after = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], "\n" + after
    else:
        delimiter = delimiter_of(text)
    records = [(number, cells) for number, cells in enumerate(_records(text, delimiter), 1) if any(cells)]
    if len(records) > MAX_ROWS:
        raise too_many_rows()
    rows = tuple(_trimmed(number, cells) for number, cells in records)
    if any(len(row.cells) > MAX_COLUMNS for row in rows):
        raise too_many_columns()
    return rows


def _trimmed(number: int, cells: list[str]) -> SheetRow:
    while cells and not cells[-1].strip():
        cells.pop()
    return SheetRow(number, tuple(cells))


def too_many_rows() -> UnreadableListError:
    remedy = f"Dela upp listan, med högst {MAX_PEOPLE} personer i varje."
    return UnreadableListError(f"Listan har fler än {MAX_ROWS} rader.", remedy)


def too_many_columns() -> UnreadableListError:
    remedy = "Ta bort dem som inte behövs. Det räcker med e-post och namn."
    return UnreadableListError(f"Listan har fler än {MAX_COLUMNS} kolumner.", remedy)


def too_many_sheets() -> UnreadableListError:
    return UnreadableListError(f"Filen har fler än {MAX_SHEETS} blad med adresser.", "Ta bort de blad som inte behövs.")


def _records(text: str, delimiter: str) -> list[list[str]]:
    """A quote too many is let be as long as it takes no other line into its cell: there may be people on that."""
    try:
        return list(csv.reader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        records = list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error:
        records = []
    if len(records) < text.rstrip("\n").count("\n") + 1:
        raise UnreadableListError(
            "Listan har ett citattecken som aldrig slutar, eller en rad som är för lång.",
            "Ta bort citattecknen och försök igen.",
        )
    return records


def delimiter_of(text: str) -> str:
    """What makes most cells of the first lines whole addresses or headings, and else what stands there most often."""
    texts = (line[:_CHARACTERS_LOOKED_AT] for line in StringIO(text) if line.strip())
    lines = list(islice(texts, _LINES_LOOKED_AT))
    counts = {sign: sum(_QUOTED.sub("", line).count(sign) for line in lines) for sign in _DELIMITERS}

    def merit(delimiter: str) -> tuple[int, int]:
        return sum(map(_is_whole, _cells_of(lines, delimiter))), counts[delimiter]

    return max((sign for sign in _DELIMITERS if counts[sign]), key=merit, default=_DELIMITERS[0])


def _is_whole(cell: str) -> bool:
    return is_address(cell) or (kind_of(cell) is not None and not any(sign in cell for sign in _DELIMITERS))


def _cells_of(lines: Sequence[str], delimiter: str) -> Iterator[str]:
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            yield from record
    except csv.Error:
        return


def as_text(sheets: Sequence[WrittenSheet]) -> str:
    """Sheets as text with one line for each row, at the line that the row has in its sheet where there is only one."""
    if len(sheets) == 1 and not sheets[0].is_hidden:
        return "\n".join(_lines_of(sheets[0].rows))
    lines: list[str] = []
    for sheet in sheets:
        kind = "dolt blad" if sheet.is_hidden else "blad"
        lines += [f"[{kind}: {_on_one_line(sheet.name, quote=False)}]", *_lines_of(sheet.rows)]
    return "\n".join(lines)


def _lines_of(rows: Sequence[SheetRow]) -> Iterator[str]:
    is_sparse = bool(rows) and rows[-1].line > 2 * MAX_ROWS
    line = 0
    for row in rows:
        while not is_sparse and line < row.line - 1:
            line += 1
            yield ""
        line += 1
        cells = [*map(_on_one_line, row.cells), *([HIDDEN_ROW] if row.is_hidden else [])]
        yield ";".join(cells).rstrip("; ")


def _on_one_line(text: str, *, quote: bool = True) -> str:
    plain = " ".join(text.split())
    needs_quotes = quote and any(sign in plain for sign in ';,"|')
    return '"' + plain.replace('"', '""') + '"' if needs_quotes else plain


def sheets_of(rows: Iterable[SheetRow]) -> tuple[WrittenSheet, ...]:
    """The sheets that a text was made of; one without a name where it does not say that there are several.

    Raises UnreadableListError.
    """
    sheets: list[WrittenSheet] = []
    current: list[SheetRow] = []
    head = WrittenSheet(())
    for row in rows:
        mark = _SHEET.fullmatch(row.cells[0].strip()) if row.cells else None
        if mark is None:
            current.append(_unmarked(row))
            continue
        if any(not earlier.is_empty for earlier in current):
            sheets.append(replace(head, rows=tuple(current)))
        head, current = WrittenSheet((), mark[2], is_hidden=mark[1] == "dolt blad"), []
    if len(sheets) >= MAX_SHEETS:
        raise too_many_sheets()
    return (*sheets, replace(head, rows=tuple(current)))


def _unmarked(row: SheetRow) -> SheetRow:
    cells = tuple(cell for cell in row.cells if cell.strip() != HIDDEN_ROW)
    return row if len(cells) == len(row.cells) else replace(row, cells=cells, is_hidden=True)
