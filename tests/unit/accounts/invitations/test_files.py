"""Files with people to invite, as programs save them and as somebody with bad intent makes them."""

import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.invitations.files import read_file
from app.accounts.invitations.tables.limits import MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, MAX_TEXT_CHARACTERS
from app.accounts.invitations.tables.reading import UnreadableListError
from tests.unit.accounts.invitations.reading import addresses, errors, of_file, people, saved, workbook

TEXT = "e-post;namn;rollgrupp\r\nasa@ale.se;Åsa Öberg;Förtroendevald\r\n"
ASA = ("asa@ale.se", "Åsa Öberg", "fortroendevald")
HEADER = ("e-post", "namn", "rollgrupp")
GOOD = saved(workbook(HEADER, ("asa@ale.se", "Åsa Öberg", "Förtroendevald")))


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
        TEXT.encode("cp850"),
        TEXT.encode("mac_roman"),
        TEXT.encode("utf-16"),
        TEXT.replace(";", "\t").encode("utf-16"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace("\r\n", "\n").encode("cp1252"),
        TEXT.replace("\r\n", "\r").encode(),
        GOOD,
    ],
    ids=["UTF-8", "BOM", "Windows-1252", "DOS", "Mac", "UTF-16", "UTF-16 tabs", "commas", "bare lines", "CR", "xlsx"],
)
def test_a_list_is_read_however_it_was_saved(content: bytes) -> None:
    assert people(of_file(content)) == [ASA]


def test_the_line_that_excel_puts_first_to_name_the_separator_is_no_person() -> None:
    assert people(of_file(b"sep=,\ne-post,namn\nbo@ale.se,Bo", "ledning")) == [("bo@ale.se", "Bo", "ledning")]


def test_a_file_needs_no_headings() -> None:
    bo = ("bo@ale.se", "Bo Ek", "ledning")
    assert people(of_file(b"bo@ale.se;Bo Ek;Ledning")) == [bo]
    assert people(of_file(saved(workbook(("Bo Ek", "Ledning", "bo@ale.se"))))) == [bo]


def test_lines_are_those_that_excel_shows() -> None:
    content = saved(workbook((), HEADER, (), ("bo@ale.se", None, "Ledning"), ("", "", ""), ("ek@ale", 4711, "Ledning")))
    reading = of_file(content)
    assert [invitee.line for invitee in reading.invitees] == [4]
    assert errors(reading) == [(6, "Det som står efter @ är ingen adress.")]


def test_text_without_columns_in_a_file_is_read_as_if_it_was_pasted() -> None:
    content = "Till: Sara Lind <sara@ale.se>; Ek, Bo <bo@ale.se>\n".encode("cp1252")
    assert people(of_file(content, "ledning")) == [
        ("sara@ale.se", "Sara Lind", "ledning"),
        ("bo@ale.se", "Bo Ek", "ledning"),
    ]


def test_a_formula_is_never_calculated_and_is_told_to_be_one() -> None:
    content = saved(workbook(HEADER, ('=HYPERLINK("mailto:bo@ale.se","bo@ale.se")', "Bo", "Ledning")))
    assert errors(of_file(content)) == [(2, "Raden har en formel.")]


def test_a_formula_in_a_column_that_is_not_read_does_no_harm() -> None:
    content = saved(workbook((*HEADER, "summa"), ("bo@ale.se", "Bo", "Ledning", "=1+1")))
    assert people(of_file(content)) == [("bo@ale.se", "Bo", "ledning")]


def test_columns_that_are_not_read_are_not_kept() -> None:
    text = read_file(b"Namn;Personnummer;Adress;E-post\nBo;19121212-1212;Storgatan 1;bo@ale.se").text
    assert "Storgatan" not in text
    assert "1212" not in text


def test_the_last_column_of_a_wide_export_is_read() -> None:
    headings = ";".join(f"Fält {number}" for number in range(120))
    content = f"{headings};E-post\n{';' * 120}bo@ale.se".encode()
    assert addresses(of_file(content, "ledning")) == ["bo@ale.se"]


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def compound(part: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + part.encode("utf-16-le") + b"\0" * 600


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


HOSTILE = {
    "nothing": (b"", "tom"),
    "blanks": (b" \r\n\t", "tom"),
    "too large": (b"a" * (MAX_FILE_BYTES + 1), "större än 2\N{NO-BREAK SPACE}MB"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "en bild"),
    "JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "en bild"),
    "PDF": (b"%PDF-1.7\n", "en PDF"),
    "web page": (b"\n<!DOCTYPE html><table>", "en webbsida"),
    "binary": (bytes(range(256)) * 4, "inte text"),
    "broken UTF-16": (b"\xff\xfea", "inte text"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le"), "utan märke"),
    "Outlook message": (compound("__properties_version1.0"), "mejl från Outlook"),
    "doc": (compound("WordDocument"), "Word-dokument"),
    "OpenDocument": (packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "Numbers": (packed({"Index/Document.iwa": b""}), "Apple Numbers"),
    "xlsb": (packed({"xl/workbook.bin": b""}), ".xlsb"),
    "XML of Excel 2003": (b'<?xml version="1.0"?><Workbook/>', "XML-fil"),
    "saved web page": (b"MIME-Version: 1.0\n", "webbsida"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "äldre format"),
    "password": (compound("EncryptedPackage"), "lösenord"),
    "password in the zip": (flagged_as_encrypted(), "lösenord"),
    "macros": (with_part("xl/vbaProject.bin", b"Attribut"), "makron"),
    "zip bomb": (with_part("xl/media/image1.bin", b"\0" * 50_000_000), "för stor när den packas upp"),
    "many parts": (
        packed({"xl/workbook.xml": b""} | {f"xl/media/image{number}": b"" for number in range(400)}),
        "för stor när den packas upp",
    ),
    "lies about its size": (lying_about_its_size(), "skadad"),
    "another compression": (with_part("xl/sharedStrings.xml", b"\0" * 99_999, ZIP_BZIP2), "inte sparad av Excel"),
    "entities": (with_part("xl/sharedStrings.xml", entities()), "inte sparad av Excel"),
    "entities in UTF-16": (
        with_part("xl/sharedStrings.xml", entities().decode().encode("utf-16")),
        "inte sparad av Excel",
    ),
    "Word": (packed({"word/document.xml": b"<document/>"}), "Word-dokument"),
    "another archive": (packed({"a.txt": b"a"}), "ingen Excel-fil"),
    "no zip at all": (b"PK\x03\x04" + b"\0" * 60, "skadad"),
    "cut off": (GOOD[:-200], "skadad"),
    "half a sheet": (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "skadad"),
    "no sheet": (with_part("xl/workbook.xml", b"<workbook/>"), "skadad"),
    "one endless cell": (b'e-post;namn\n"' + b"a" * 2_000 + b"\n", "1000 tecken"),
    "endless quotation": (b'e-post;namn\n"' + b"a" * 200_000, "citattecken"),
    "many rows": (b"e-post;namn\n" + b"a@ale.se;A\n" * MAX_ROWS, f"fler än {MAX_ROWS} rader"),
    "many columns": (b"e-post" + b";a" * MAX_COLUMNS, f"fler än {MAX_COLUMNS} kolumner"),
    "long text": (b"a@ale.se\n" * (MAX_TEXT_CHARACTERS // 9 + 1), "för lång"),
    "long table": (b"e-post;namn\n" + (b"a@ale.se;" + b"a" * 90 + b"\n") * 3_000, "för lång"),
}


@pytest.mark.parametrize(("content", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_list_is_told_what_it_is_and_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableListError) as error:
        read_file(content)
    assert message in error.value.message
    assert error.value.remedy


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_a_list_or_a_message(content: bytes) -> None:
    for data in (content, GOOD[:500] + content + GOOD[500:], content + GOOD[len(content) :]):
        with suppress(UnreadableListError):
            assert len(read_file(data).text) <= MAX_TEXT_CHARACTERS
