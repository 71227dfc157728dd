"""The sheets of an Excel workbook: what is in their cells, which rows are hidden, what merged cells are about.

What the file says of its own size is not believed: every cell that is there is read, and no other.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as zlib_error

from app.accounts.invitations.tables.file_kinds import SAVE_AGAIN, other_packed_kind
from app.accounts.invitations.tables.limits import MAX_COLUMNS, MAX_MERGED, MAX_PARTS, MAX_ROWS, MAX_UNPACKED_BYTES
from app.accounts.invitations.tables.reading import UnreadableListError
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet
from app.accounts.invitations.tables.tables import tidy, too_many_rows

if TYPE_CHECKING:
    from openpyxl.worksheet._reader import WorkSheetParser

PACKED = b"PK\x03\x04"
_DECLARATION = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
"""Names in Strict Open XML and what the library knows them by (ISO/IEC 29500-1, annex A, and -4)."""


def sheets_of_workbook(content: bytes) -> tuple[WrittenSheet, ...]:
    """Every sheet with its rows that have something in them. Raises UnreadableListError."""
    _measure(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about formats that nobody reads
            return tuple(_sheets(_transitional(content)))
    except UnreadableListError:
        raise
    except Exception as error:  # a broken workbook makes the library stumble in any number of ways
        raise UnreadableListError("Excel-filen är skadad och går inte att läsa.", SAVE_AGAIN) from error


def _sheets(content: bytes) -> Iterator[WrittenSheet]:
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415  5 MB, which only processes need that read workbooks
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415

    reader = ExcelReader(BytesIO(content), keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    sheets = [(sheet, link) for sheet, link in reader.parser.find_sheets() if link.Type.endswith("/worksheet")]
    if not sheets:
        raise ValueError("a workbook without sheets")
    for sheet, link in sheets:
        with reader.archive.open(link.target) as part:
            parser = WorkSheetParser(part, reader.shared_strings)
            yield WrittenSheet(tuple(_rows(parser)), sheet.name, is_hidden=sheet.state != "visible")


def _rows(parser: "WorkSheetParser") -> Sequence[SheetRow]:
    cells: dict[int, dict[int, str]] = {}
    for number, row in parser.parse():
        texts = {cell["column"]: text for cell in row if (text := _cell(cell["value"], cell["data_type"])).strip()}
        if texts:
            cells.setdefault(number, {}).update(texts)
        if len(cells) > MAX_ROWS:
            raise too_many_rows()
    _fill_merged(cells, parser.merged_cells)
    return [
        SheetRow(number, _in_order(columns), _is_hidden(parser.row_dimensions.get(str(number), {})))
        for number, columns in sorted(cells.items())
    ]


def _in_order(columns: dict[int, str]) -> tuple[str, ...]:
    """A cell that is too far to the right is the first of those that are too many, so that it is told."""
    last = max(columns)
    if last > MAX_COLUMNS:
        return (*(columns.get(column, "") for column in range(1, MAX_COLUMNS + 1)), columns[last])
    return tuple(columns.get(column, "") for column in range(1, last + 1))


def _fill_merged(cells: dict[int, dict[int, str]], merged_cells: Any) -> None:
    """What is said of several rows at once goes for each of them that has anything in it."""
    areas = [area for area in merged_cells.mergeCell if area.min_row < area.max_row] if merged_cells is not None else []
    if len(areas) > MAX_MERGED:
        raise UnreadableListError(
            f"Filen har fler än {MAX_MERGED} sammanfogade celler.", "Dela upp dem i Excel och spara filen på nytt."
        )
    for area in areas:
        text = cells.get(area.min_row, {}).get(area.min_col)
        if text is None:
            continue
        for number in [number for number in cells if area.min_row < number <= area.max_row]:
            cells[number].setdefault(area.min_col, text)


def _is_hidden(attributes: dict[str, str]) -> bool:
    """By hand, by a filter, by a folded group, or by being without height."""
    return attributes.get("hidden") in {"1", "true"} or attributes.get("ht") in {"0", "0.0"}


def _cell(value: object, data_type: str) -> str:
    """A formula as something that begins like one, whatever the library makes of it."""
    text = "" if value is None else tidy(str(value))
    return text if data_type != "f" or text.startswith("=") else f"={text}"


def _transitional(content: bytes) -> bytes:
    """A workbook in Strict Open XML with the names of the usual kind. Any other is left as it is."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.infolist()}
    if not any(_STRICT in text for part, text in parts.items() if part.filename.endswith(("workbook.xml", ".rels"))):
        return content
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as copy:
        for part, text in parts.items():
            copy.writestr(part.filename, _renamed(text))
    return file.getvalue()


def _renamed(text: bytes) -> bytes:
    for strict, usual in _TRANSITIONAL.items():
        text = text.replace(strict, usual)
    return text


def _measure(content: bytes) -> None:
    """Raises UnreadableListError for what is no workbook, has macros, or would be far larger unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _measure_parts(archive)
    except (BadZipFile, zlib_error, OSError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableListError("Filen är skadad och går inte att läsa.", SAVE_AGAIN) from error


def _measure_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    # The library reads no more of a part than is said here, and fails when there is more.
    too_large = sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS
    names = frozenset(part.filename.lower() for part in parts)
    if "xl/workbook.xml" not in names:
        raise other_packed_kind(names)
    if not {part.compress_type for part in parts} <= {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableListError("Excel-filen är inte sparad av Excel.", SAVE_AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableListError("Filen är skyddad med lösenord.", "Ta bort lösenordet och spara filen på nytt.")
    if too_large:
        raise UnreadableListError("Filen blir för stor när den packas upp.", "Ta bort bilder och blad som inte behövs.")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnreadableListError("Filen har makron.", "Spara den som Excel-arbetsbok (.xlsx), utan makron.")
    if any(_declares(archive.read(part)) for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
        raise UnreadableListError("Excel-filen är inte sparad av Excel.", SAVE_AGAIN)


def _declares(part: bytes) -> bool:
    """Whether a part declares texts of its own, with which a small file can grow without end. Excel never does.

    Read past every second byte as well, since a part may be UTF-16.
    """
    return any(_DECLARATION.search(read) is not None for read in (part, part[::2], part[1::2]))
