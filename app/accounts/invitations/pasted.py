"""Whether a text has columns, or is lines with addresses in any order."""

from collections.abc import Sequence
from io import StringIO

from app.accounts.invitations.tables.headings import find_headings
from app.accounts.invitations.tables.limits import MAX_TEXT_CHARACTERS
from app.accounts.invitations.tables.lines import without_bullets
from app.accounts.invitations.tables.reading import UnreadableListError
from app.accounts.invitations.tables.rows import SheetRow, is_address
from app.accounts.invitations.tables.tables import delimiter_of, rows_of


def table_in_text(text: str) -> tuple[SheetRow, ...] | None:
    """The rows of a text that has columns: headings, tabs, or on most lines one address with something beside it.

    Raises UnreadableListError.
    """
    rows = _rows_below_headings(text)
    if rows is not None or len(text) > MAX_TEXT_CHARACTERS:
        return rows
    return _rows_without_headings(without_bullets(text))


def _rows_below_headings(text: str) -> tuple[SheetRow, ...] | None:
    # A comma stands in sentences as well, where a word like "mejl" makes no heading.
    delimiter = delimiter_of(text)
    least = 2 if delimiter == "," else 1
    try:
        rows = rows_of(text)
    except UnreadableListError:
        first = next((line for line in StringIO(text) if line.strip()), "")
        if _names_columns([SheetRow(1, tuple(first.split(delimiter)))], least):
            raise
        return None
    return rows if _names_columns(rows, least) else None


def _rows_without_headings(text: str) -> tuple[SheetRow, ...] | None:
    try:
        rows = rows_of(text)
    except UnreadableListError:
        return None
    has_tabs = any("\t" in line.strip() for line in text.split("\n"))
    return rows if has_tabs or _has_columns(rows) else None


def _names_columns(rows: Sequence[SheetRow], least: int) -> bool:
    headings = find_headings(rows)
    if headings is None:
        return False
    return len(headings.kinds) >= least and sum(bool(cell.strip()) for cell in rows[headings.row].cells) > 1


def _has_columns(rows: Sequence[SheetRow]) -> bool:
    """An address that is mistyped makes no other list of it, as long as most lines have one that is right."""
    with_sign = [row for row in rows if any("@" in cell for cell in row.cells)]
    if any(sum("@" in cell for cell in row.cells) > 1 or "<" in "".join(row.cells) for row in with_sign):
        return False
    right = [row for row in with_sign if any(map(is_address, row.cells))]
    width = max((len(row.cells) for row in right), default=0)
    return (
        2 * len(right) >= len(with_sign)
        and all(len(row.cells) <= width for row in with_sign)
        and any(sum(bool(cell.strip()) for cell in row.cells) > 1 for row in right)
    )
