"""Files with people to invite: CSV as different programs save it, Excel, contact cards. Others are told apart.

A file comes from outside. It is measured before it is unpacked, and nothing in it is calculated or followed.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.accounts.invitations.cards import cards_as_rows, is_cards
from app.accounts.invitations.columns import used_columns
from app.accounts.invitations.pasted import table_in_text
from app.accounts.invitations.tables.file_kinds import refuse_other_kinds
from app.accounts.invitations.tables.limits import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_PEOPLE,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT_CHARACTERS,
    megabytes,
)
from app.accounts.invitations.tables.lines import addresses_in
from app.accounts.invitations.tables.reading import UnreadableListError, WrittenList
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet, is_address
from app.accounts.invitations.tables.tables import as_text, tidy, too_many_columns, too_many_rows, too_many_sheets
from app.accounts.invitations.tables.workbooks import PACKED, sheets_of_workbook
from app.assessment.submission.text_files import TextFileError, decode_text


def read_file(content: bytes) -> WrittenList:
    """The people of a file as text, of a table without the columns that are not read. Raises UnreadableListError."""
    _refuse_size(content)
    if content.startswith(PACKED):
        return _written(_with_people(sheets_of_workbook(content)))
    refuse_other_kinds(content)
    text = _text_of(content)
    rows = cards_as_rows(text) if is_cards(text) else table_in_text(text)
    return WrittenList(_within_limit(text)) if rows is None else _written([WrittenSheet(rows)])


def _written(sheets: Sequence[WrittenSheet]) -> WrittenList:
    return WrittenList(_within_limit(as_text(limited(sheets))), is_table=True)


def _within_limit(text: str) -> str:
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableListError("Filen är för lång.", f"Dela upp den, med högst {MAX_PEOPLE} personer i varje.")
    return text


def _refuse_size(content: bytes) -> None:
    if not content.strip():
        raise UnreadableListError("Filen är tom.", "Välj en fil med minst en rad.")
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableListError(
            f"Filen är större än {megabytes(MAX_FILE_BYTES)}.",
            "Ta bort bilder och blad som inte behövs, eller dela upp den.",
        )


def _text_of(content: bytes) -> str:
    try:
        return tidy(decode_text(content))
    except TextFileError as error:
        raise UnreadableListError(error.message, error.remedy) from error


def _with_people(sheets: Sequence[WrittenSheet]) -> Sequence[WrittenSheet]:
    """The sheets that have addresses; the first that shows, where none has."""
    with_addresses = [
        sheet
        for sheet in sheets
        if any(is_address(cell) or len(addresses_in(cell)) > 1 for row in sheet.rows for cell in row.cells)
    ]
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    return with_addresses or visible[:1] or sheets[:1]


def limited(sheets: Sequence[WrittenSheet]) -> tuple[WrittenSheet, ...]:
    """The sheets without empty rows and without columns that are not read. Raises UnreadableListError."""
    if len(sheets) > MAX_SHEETS:
        raise too_many_sheets()
    contents = [replace(sheet, rows=tuple(_trimmed(row) for row in sheet.rows if not row.is_empty)) for sheet in sheets]
    if sum(len(sheet.rows) for sheet in contents) > MAX_ROWS:
        raise too_many_rows()
    if any(len(row.cells) > MAX_COLUMNS for sheet in contents for row in sheet.rows):
        raise too_many_columns()
    result = tuple(_only_used(sheet) for sheet in contents)
    if any(len(cell) > MAX_CELL_CHARACTERS for sheet in result for row in sheet.rows for cell in row.cells):
        raise UnreadableListError(
            f"En cell i filen har fler än {MAX_CELL_CHARACTERS} tecken.",
            "Filen ska ha kolumnerna e-post, namn och rollgrupp. Saknas kanske ett citattecken?",
        )
    return result


def _trimmed(row: SheetRow) -> SheetRow:
    """Without the empty cells at its end."""
    last = max(place for place, cell in enumerate(row.cells) if cell.strip())
    return replace(row, cells=row.cells[: last + 1])


def _only_used(sheet: WrittenSheet) -> WrittenSheet:
    columns = sorted(used_columns(sheet))
    rows = [
        replace(row, cells=tuple(row.cells[c] if c < len(row.cells) else "" for c in columns)) for row in sheet.rows
    ]
    return replace(sheet, rows=tuple(row for row in rows if not row.is_empty))
