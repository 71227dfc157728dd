"""Files with people to invite, as programs save them and as somebody with bad intent makes them."""

import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.accounts.invitation_files import MOST_BYTES, read_file
from app.accounts.invitation_lists import read_cells
from app.accounts.invitations import ListRow, UnreadableList

TEXT = "e-post;namn;rollgrupp\r\nasa@ale.se;Åsa Öberg;Förtroendevald\r\n"
ASA = ListRow(2, "asa@ale.se", "Åsa Öberg", "Förtroendevald")


def rows(content: bytes) -> tuple[ListRow, ...]:
    return read_cells(read_file(content))


def workbook(*lines: tuple[str | int | None, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


HEADER = ("e-post", "namn", "rollgrupp")
GOOD = workbook(HEADER, ("asa@ale.se", "Åsa Öberg", "Förtroendevald"))


def with_part(name: str, content: bytes, compression: int = ZIP_DEFLATED, base: bytes = GOOD) -> bytes:
    """A workbook in which one part is added or replaced."""
    file = BytesIO()
    with ZipFile(BytesIO(base)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, compression)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace(";", "\t").encode("utf-16"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace("\r\n", "\n").encode("cp1252"),
        TEXT.replace("\r\n", "\r").encode(),
        GOOD,
    ],
    ids=["UTF-8", "BOM", "Windows-1252", "UTF-16", "UTF-16 tabs", "commas", "bare lines", "old Mac", "xlsx"],
)
def test_a_list_is_read_however_it_was_saved(content: bytes) -> None:
    assert rows(content) == (ASA,)


def test_the_line_that_excel_puts_first_to_name_the_separator_is_no_person() -> None:
    assert rows(b"sep=,\ne-post,namn\nbo@ale.se,Bo") == (ListRow(3, "bo@ale.se", "Bo"),)


def test_a_file_without_names_of_columns_has_its_first_person_on_line_one() -> None:
    assert rows(b"bo@ale.se;Bo Ek;Ledning") == (ListRow(1, "bo@ale.se", "Bo Ek", "Ledning"),)
    assert rows(workbook(("bo@ale.se", "Ledning"))) == (ListRow(1, "bo@ale.se", "", "Ledning"),)


def test_a_workbooks_lines_are_those_that_excel_shows() -> None:
    content = workbook((), HEADER, (), ("bo@ale.se", None, "Ledning"), ("", "", ""), ("ek@ale.se", 4711, "Ledning"))
    assert rows(content) == (
        ListRow(4, "bo@ale.se", "", "Ledning"),
        ListRow(6, "ek@ale.se", "4711", "Ledning"),
    )


def test_the_first_sheet_that_shows_is_the_list() -> None:
    book = Workbook()
    hidden, second = book.active, book.create_sheet("Andra")
    assert hidden is not None
    hidden.append(("fel@ale.se",))
    hidden.sheet_state = "hidden"
    second.append(("ratt@ale.se", "Ledning"))
    book.create_sheet("Tredje").append(("annan@ale.se",))
    assert [row.address for row in rows(saved(book))] == ["ratt@ale.se"]


def test_a_formula_is_never_calculated_and_is_told_to_be_one() -> None:
    (row,) = rows(workbook(HEADER, ('=HYPERLINK("mailto:bo@ale.se","bo@ale.se")', "Bo", "Ledning")))
    assert row.address.startswith("=")


def test_a_formula_in_a_column_that_is_not_read_does_no_harm() -> None:
    (row,) = rows(workbook((*HEADER, "summa"), ("bo@ale.se", "Bo", "Ledning", "=1+1")))
    assert row == ListRow(2, "bo@ale.se", "Bo", "Ledning")


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def entities() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
    )


def flagged_as_encrypted() -> bytes:
    content = bytearray(GOOD)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def lying_about_its_size() -> bytes:
    """The directory says that the sheet has ten bytes; unpacked it has five million."""
    name = b"xl/worksheets/sheet1.xml"
    content = bytearray(with_part(name.decode(), b"<worksheet>" + b" " * 5_000_000))
    place = content.rindex(name) - 46
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def far_away_row() -> bytes:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>bo@ale.se</t></is></c></row>'
        b'<row r="1000000000"><c r="A1000000000" t="inlineStr"><is><t>ek@ale.se</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    return with_part("xl/worksheets/sheet1.xml", sheet)


HOSTILE = {
    "nothing": (b"", "tom"),
    "blanks": (b" \r\n\t", "tom"),
    "too large": (b"a" * (MOST_BYTES + 1), "större än 2 MB"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "en bild"),
    "JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "en bild"),
    "PDF": (b"%PDF-1.7\n", "en PDF"),
    "web page": (b"\n<!DOCTYPE html><table>", "en webbsida"),
    "binary": (bytes(range(256)) * 4, "som text"),
    "broken UTF-16": (b"\xff\xfea", "som text"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "äldre format"),
    "password": (encrypted(), "lösenord"),
    "password in the zip": (flagged_as_encrypted(), "lösenord"),
    "macros": (with_part("xl/vbaProject.bin", b"Attribut"), "makron"),
    "zip bomb": (with_part("xl/media/image1.bin", b"\0" * 50_000_000), "för stor när den packas upp"),
    "many parts": (packed({f"xl/media/image{number}": b"" for number in range(400)}), "för stor när den packas upp"),
    "lies about its size": (lying_about_its_size(), "skadad"),
    "another compression": (with_part("xl/sharedStrings.xml", b"\0" * 99_999, ZIP_BZIP2), "inte sparad av Excel"),
    "entities": (with_part("xl/sharedStrings.xml", entities()), "inte sparad av Excel"),
    "entities in UTF-16": (
        with_part("xl/sharedStrings.xml", entities().decode().encode("utf-16")),
        "inte sparad av Excel",
    ),
    "another document": (packed({"word/document.xml": b"<document/>"}), "ingen Excel-fil"),
    "no zip at all": (b"PK\x03\x04" + b"\0" * 60, "skadad"),
    "cut off": (GOOD[:-200], "skadad"),
    "half a sheet": (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "skadad"),
    "no sheet": (with_part("xl/workbook.xml", b"<workbook/>"), "skadad"),
    "one endless cell": (b'e-post;namn\n"' + b"a" * 2_000 + b"\n", "1000 tecken"),
    "endless quotation": (b'e-post;namn\n"' + b"a" * 200_000, "citattecken"),
    "many rows": (b"a@ale.se\n" * 5_001, "fler än 5000 rader"),
}


@pytest.mark.parametrize(("content", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_list_is_told_what_it_is_and_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableList) as told:
        read_file(content)
    assert message in told.value.message
    assert told.value.remedy


def test_a_row_far_down_is_not_waited_for() -> None:
    """The sheet says that it has a thousand million rows."""
    assert [row.address for row in rows(far_away_row())] == ["bo@ale.se"]


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_a_table_or_a_message(content: bytes) -> None:
    for given_ in (content, GOOD[:500] + content + GOOD[500:], content + GOOD[len(content) :]):
        with suppress(UnreadableList):
            assert all(len(row) <= 30 for row in read_file(given_))
