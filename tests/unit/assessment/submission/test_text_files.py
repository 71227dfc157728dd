"""The text of files as different programs save them: å, ä and ö are read as themselves, or the file is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.organisations.municipality_list import KOMMUNER
from app.assessment.submission.text_files import SAVE_AS, TextFileError, TextFileProblem, decode_text, printable

OLD = ("cp1252", "latin-1", "iso8859-15", "cp437", "cp850", "cp858", "mac_roman")


def fault_of(data: bytes) -> TextFileError:
    with pytest.raises(TextFileError) as error:
        decode_text(data)
    return error.value


@pytest.mark.parametrize("encoding", OLD)
def test_every_kommun_alone_is_read_in_every_old_code_page(encoding: str) -> None:
    for kommun in KOMMUNER.values():
        for text in (kommun.name, kommun.name.upper(), f"{kommun.name} kommun"):
            assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize(
    "text",
    [
        "Göran Åberg", "Ängelholm", "Öberg", "Åsa", "ÅSA", "Märta Ähl", "André", "Jürgen", "Zoë", "Ida Ståhl;IDÉ",
        "namn;roll\r\nGöran;förtroendevald\r\n", "Ö. Husby och Västerås", "50 öre\n", "är\n", "på",
    ],
)  # fmt: skip
def test_swedish_words_and_names_are_read_in_every_old_code_page(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "den ”öppna” frågan", "”gruppen”", "den ”Kommun” som", "“Lind”", "O’Brien", "2024–2025", "10\xa0000",
        "och\xa0att", "100 €", "1 000 €", "vidare …", "vidare…", "• punkt", "Göteborg–Borås", "6”", "Coca-Cola™",
        "50 °C", "½ liter", "Žižek", "”",
    ],
)  # fmt: skip
def test_signs_that_windows_programs_put_in_are_no_letters_of_another_code_page(text: str) -> None:
    assert decode_text(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_by_its_mark_and_utf_8_without(mark: bytes, encoding: str) -> None:
    text = "Göran\tÅberg\r\nŁódź 🌱 Ελλάδα\x0b"
    assert decode_text(mark + text.encode(encoding)) == text


def test_a_file_put_together_of_two_kinds_is_read_line_by_line() -> None:
    assert decode_text("Göran\n".encode() + "Åsa\r\nMärta".encode("cp850")) == "Göran\nÅsa\r\nMärta"
    assert decode_text(codecs.BOM_UTF8 + "Göran\n".encode() + "Åsa".encode("cp1252")) == "Göran\nÅsa"


def test_the_sign_that_ends_a_file_of_dos_is_no_part_of_it() -> None:
    assert decode_text("Åsa\r\n".encode("cp850") + b"\x1a") == "Åsa\r\n"


def test_nothing_is_read_as_nothing() -> None:
    assert decode_text(b"") == ""
    assert decode_text(codecs.BOM_UTF8) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_names_the_choice_in_excel(encoding: str) -> None:
    error = fault_of("namn;roll\r\nGöran;ledning\r\n".encode(encoding))
    assert error.error is TextFileProblem.UTF_16
    assert SAVE_AS in error.remedy


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04",
        bytes(range(1, 256)),
        codecs.BOM_UTF16_LE + b"odd",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        bytes(300),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert fault_of(data).error is TextFileProblem.BINARY


@pytest.mark.parametrize("beginning", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"])
def test_a_workbook_with_another_name_is_told_as_what_it_is(beginning: bytes) -> None:
    error = fault_of(beginning)
    assert error.error is TextFileProblem.WORKBOOK
    assert SAVE_AS in error.remedy


def test_nothing_that_steers_a_terminal_is_printable() -> None:
    assert printable("Göran\N{NO-BREAK SPACE}Å – 2") == "Göran\N{NO-BREAK SPACE}Å – 2"
    assert printable("a\x1b[31m\x9b1m\u202e\r\n\ud800") == "a�[31m�1m�" + "�" * 3


def test_a_stray_control_character_is_told_with_its_line() -> None:
    error = fault_of(("en rad\r\n" * 500 + "en \x1b[31mröd\n").encode())
    assert (error.error, error.line) == (TextFileProblem.CONTROL_CHARACTER, 501)
    assert "rad 501" in error.message


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "shift-jis", "gb2312"])
def test_a_code_page_that_cannot_be_told_is_refused_and_never_guessed(encoding: str) -> None:
    text = {"koi8-r": "Привет, мир", "cp1251": "Привет, мир", "shift-jis": "こんにちは世界", "gb2312": "你好世界"}
    assert fault_of(text[encoding].encode(encoding)).error is TextFileProblem.CODE_PAGE


@given(st.binary(max_size=60) | st.text("Göran ÅÄÖ;\r\n\t”–é€", max_size=30).map(lambda text: text.encode("cp1252")))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    def outcome() -> str:
        try:
            return f"{decode_text(data)}."
        except TextFileError as error:
            return error.message + error.remedy

    assert outcome()
    assert not set(outcome()) & set(map(chr, (*range(9), *range(14, 32), 127)))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_text_in_utf_8_is_always_read_as_itself(text: str) -> None:
    assert decode_text(text.encode("utf-8-sig")) == text
    if not text.startswith(("PK", "\ufeff")):
        assert decode_text(text.encode()) == text
