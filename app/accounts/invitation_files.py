"""Files with people to invite: CSV as different programs save it, and Excel. Whatever else comes is told apart.

A file comes from outside. It is measured before it is unpacked, and nothing in it is calculated or followed.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error

from openpyxl import load_workbook

from app.accounts.invitation_lists import table_of, tidy
from app.accounts.invitations import MOST_PEOPLE, UnreadableList

MOST_BYTES = 2_000_000
MOST_UNPACKED_BYTES = 10_000_000
"""Of everything in an Excel file: a list of 500 people takes 100 kB."""
MOST_PARTS = 300
MOST_COLUMNS = 30
MOST_ROWS = 5_000
"""Empty ones and all; a sheet that says it has more is not looked through."""
MOST_CELL_CHARACTERS = 1_000

_SAVE_ANEW = "Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx) eller CSV."
_PACKED, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"RIFF": "en bild eller ett ljud",
    b"%PDF": "en PDF",
    b"{\\rtf": "ett textdokument",
    b"<!DOC": "en webbsida",
    b"<html": "en webbsida",
}
_DECLARATION = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def read_file(content: bytes) -> tuple[tuple[str, ...], ...]:
    """The rows of the table in a file, the first sheet of a workbook. Raises UnreadableList."""
    if not content.strip():
        raise UnreadableList("Filen är tom.", "Välj en fil med minst en rad.")
    if len(content) > MOST_BYTES:
        raise UnreadableList("Filen är större än 2 MB.", "Ta bort bilder och blad som inte behövs, eller dela upp den.")
    if content.startswith(_PACKED):
        return _limited(_rows_of_workbook(content))
    if content.startswith(_COMPOUND):
        raise _compound(content)
    for beginning, what in _OTHERS.items():
        if content.lstrip().startswith(beginning):
            raise UnreadableList(f"Filen är {what}.", "Välj en Excel-fil (.xlsx) eller en CSV-fil.")
    return _limited(table_of(tidy(_text_of(content))))


def _limited(rows: Iterator[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    found = [tuple(row[:MOST_COLUMNS]) for row in islice(rows, MOST_ROWS + 1)]
    while found and not any(cell.strip() for cell in found[-1]):
        found.pop()
    if len(found) > MOST_ROWS:
        raise UnreadableList(
            f"Filen har fler än {MOST_ROWS} rader.", f"Dela upp den, med högst {MOST_PEOPLE} personer i varje."
        )
    if any(len(cell) > MOST_CELL_CHARACTERS for row in found for cell in row):
        raise UnreadableList(
            f"En cell i filen har fler än {MOST_CELL_CHARACTERS} tecken.",
            "Filen ska ha kolumnerna e-post, namn och rollgrupp. Saknas kanske ett citattecken?",
        )
    return tuple(found)


def _text_of(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, or else Windows-1252, as Excel saves CSV in Sweden."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\x00-\x08\x0e-\x1f]", text):
            return text
    raise UnreadableList("Filen går inte att läsa som text.", "Välj en Excel-fil (.xlsx) eller en CSV-fil.")


def _compound(content: bytes) -> UnreadableList:
    if _ENCRYPTED in content:
        return UnreadableList("Filen är skyddad med lösenord.", "Ta bort lösenordet i Excel och spara filen på nytt.")
    return UnreadableList("Filen är i ett äldre format, till exempel .xls.", _SAVE_ANEW)


def _rows_of_workbook(content: bytes) -> Iterator[Sequence[str]]:
    _measure(content)
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = next(found for found in workbook.worksheets if found.sheet_state == "visible")
        for row in sheet.iter_rows(max_col=MOST_COLUMNS):
            yield [_cell(cell.value, cell.data_type) for cell in row]
    except Exception as fault:  # a broken workbook makes the library stumble in any number of ways
        raise UnreadableList("Excel-filen är skadad och går inte att läsa.", _SAVE_ANEW) from fault


def _cell(value: object, data_type: str) -> str:
    """A formula as something that begins like one, whatever the library makes of it."""
    text = "" if value is None else tidy(str(value))
    return text if data_type != "f" or text.startswith("=") else f"={text}"


def _measure(content: bytes) -> None:
    """Raises UnreadableList for what is no workbook, has macros, or would be far larger unpacked."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            # The library reads no more of a part than is said here, and fails when there is more.
            too_large = sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS
            names = {part.filename.lower() for part in parts}
            if not {part.compress_type for part in parts} <= {ZIP_STORED, ZIP_DEFLATED}:
                raise UnreadableList("Excel-filen är inte sparad av Excel.", _SAVE_ANEW)
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableList("Filen är skyddad med lösenord.", "Ta bort lösenordet och spara filen på nytt.")
            if too_large:
                raise UnreadableList(
                    "Filen blir för stor när den packas upp.", "Ta bort bilder och blad som inte behövs."
                )
            if "xl/workbook.xml" not in names:
                raise UnreadableList("Filen är ingen Excel-fil.", "Välj en Excel-fil (.xlsx) eller en CSV-fil.")
            if any(name.endswith("vbaproject.bin") for name in names):
                raise UnreadableList("Filen har makron.", "Spara den som Excel-arbetsbok (.xlsx), utan makron.")
            if any(_declares(packed.read(part)) for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
                raise UnreadableList("Excel-filen är inte sparad av Excel.", _SAVE_ANEW)
    except (BadZipFile, error, OSError, RuntimeError, EOFError, ValueError) as fault:
        raise UnreadableList("Filen är skadad och går inte att läsa.", _SAVE_ANEW) from fault


def _declares(part: bytes) -> bool:
    """Whether a part declares texts of its own, with which a small file can grow without end. Excel never does.

    Read past every second byte as well, since a part may be UTF-16.
    """
    return any(_DECLARATION.search(read) is not None for read in (part, part[::2], part[1::2]))
