"""What an Excel workbook shows and hides, and what it says of its own size."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.accounts.invitations.people import INCLUDE
from app.accounts.invitations.tables.limits import MAX_COLUMNS, MAX_MERGED, MAX_ROWS, MAX_SHEETS
from app.accounts.invitations.tables.questions import LEAVE
from app.accounts.invitations.tables.reading import UnreadableListError
from app.accounts.invitations.tables.workbooks import sheets_of_workbook
from tests.unit.accounts.invitations.reading import Cell, addresses, errors, of_file, people, saved, waiting, workbook

HEADER = ("e-post", "namn", "rollgrupp")
SARA, BO = ("sara@ale.se", "Sara Lind", "Ledning"), ("bo@ale.se", "Bo Ek", "Ledning")
SARA_LIND, BO_EK = ("sara@ale.se", "Sara Lind", "ledning"), ("bo@ale.se", "Bo Ek", "ledning")


def first(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def changed(content: bytes, pattern: str, text: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook in which the first that matches in a part is replaced."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            before = old.read(name).decode()
            after = re.sub(pattern, text, before, count=1) if name == part else before
            assert name != part or after != before
            new.writestr(name, after)
    return file.getvalue()


def strict(content: bytes) -> bytes:
    """As Excel saves "Strict Open XML"."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            text = text.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            )
            new.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r'<dimension ref="[^"]*"/>', ""),
        (r'<dimension ref="[^"]*"/>', '<dimension ref="A1"/>'),
        (r'<dimension ref="[^"]*"/>', '<dimension ref="A1:B2"/>'),
        (r'<dimension ref="[^"]*"/>', '<dimension ref="A1:XFD1048576"/>'),
        (r' r="2"', ""),
    ],
    ids=["no size", "one cell", "too small", "far too large", "a row without its number"],
)
def test_what_is_there_is_read_whatever_the_sheet_says_of_its_size(pattern: str, text: str) -> None:
    assert people(of_file(changed(saved(workbook(HEADER, SARA, BO)), pattern, text))) == [SARA_LIND, BO_EK]


def test_somebody_in_a_row_far_down_is_read_and_nothing_above_it_is_waited_for() -> None:
    book = workbook(HEADER, SARA)
    for column, value in enumerate(BO, 1):
        first(book).cell(1_048_576, column, value)
    assert people(of_file(saved(book))) == [SARA_LIND, BO_EK]


def test_empty_rows_do_not_count_however_many_are_formatted() -> None:
    book = workbook(HEADER, SARA)
    for row in range(3, 2 * MAX_ROWS):
        first(book).cell(row, 1).number_format = "0.00"
    assert people(of_file(saved(book))) == [SARA_LIND]


def test_more_rows_than_are_read_are_told() -> None:
    book = workbook(*([("sara@ale.se",)] * (MAX_ROWS + 1)))
    with pytest.raises(UnreadableListError, match=f"fler än {MAX_ROWS} rader"):
        of_file(saved(book))


def test_more_columns_than_are_read_are_told() -> None:
    book = workbook(HEADER, SARA)
    first(book).cell(2, MAX_COLUMNS + 50, "bo@ale.se")
    with pytest.raises(UnreadableListError, match=f"fler än {MAX_COLUMNS} kolumner"):
        of_file(saved(book))


def test_cells_merged_without_end_are_told() -> None:
    ranges = "".join(f'<mergeCell ref="A{row}:A{row + 1}"/>' for row in range(1, 2 * MAX_MERGED + 4, 2))
    content = changed(saved(workbook(HEADER, SARA)), "</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
    with pytest.raises(UnreadableListError, match="sammanfogade"):
        of_file(content)


def test_a_merged_range_over_the_whole_sheet_is_not_waited_for() -> None:
    ranges = '<mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    content = changed(saved(workbook(HEADER, SARA)), "</sheetData>", f"</sheetData>{ranges}")
    assert people(of_file(content)) == [SARA_LIND]


def hide(sheet: Worksheet, row: int, way: str) -> None:
    if way == "hidden":
        sheet.row_dimensions[row].hidden = True
    elif way == "folded":
        sheet.row_dimensions.group(row, row, hidden=True)
    else:
        sheet.auto_filter.ref = "A1:C3"
        sheet.auto_filter.add_filter_column(0, ["sara@ale.se"])
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize("way", ["hidden", "folded", "filtered"])
def test_a_row_that_does_not_show_is_asked_about_and_left_out_until_somebody_says_otherwise(way: str) -> None:
    book = workbook(HEADER, SARA, BO)
    hide(first(book), 3, way)
    reading = of_file(saved(book))
    assert waiting(reading) == ["dolda-rader"]
    assert reading.questions[0].suggestion == LEAVE
    assert "Bo Ek" in reading.questions[0].hint
    assert [invitee.address for invitee in reading.invitees] == ["sara@ale.se"]
    without_rows = of_file(saved(book), answers={"dolda-rader": LEAVE})
    assert people(without_rows) == [SARA_LIND]
    assert [(row.line, row.reason) for row in without_rows.left_out] == [(3, "Raden är dold i filen.")]
    assert people(of_file(saved(book), answers={"dolda-rader": INCLUDE})) == [SARA_LIND, BO_EK]


def test_a_row_without_height_does_not_show() -> None:
    content = changed(saved(workbook(HEADER, SARA, BO)), '<row r="3"', '<row r="3" ht="0" customHeight="1"')
    assert waiting(of_file(content)) == ["dolda-rader"]


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.booleans())
def test_everybody_is_invited_who_shows_and_nobody_else(visibility: list[bool], has_header: bool) -> None:
    book = workbook(
        *([HEADER] if has_header else []), *((f"p{n}@ale.se", f"P {n}", "Ledning") for n in range(len(visibility)))
    )
    for place, is_hidden in enumerate(visibility, 2 if has_header else 1):
        first(book).row_dimensions[place].hidden = is_hidden
    reading = of_file(saved(book), answers={"dolda-rader": LEAVE})
    assert addresses(reading) == [f"p{n}@ale.se" for n, is_hidden in enumerate(visibility) if not is_hidden]
    assert len(reading.left_out) == sum(visibility)


def test_faults_and_roles_of_hidden_rows_are_nobodys_concern() -> None:
    book = workbook(HEADER, SARA, ("fel", "Bo Ek", "Politiker"))
    first(book).row_dimensions[3].hidden = True
    assert people(of_file(saved(book), answers={"dolda-rader": LEAVE})) == [SARA_LIND]


def merged_roles() -> Workbook:
    rows: list[tuple[Cell, ...]] = [HEADER]
    for number in range(1, 7):
        role = {1: "Förtroendevald", 4: "Ledning"}.get(number)
        rows.append((f"p{number}@ale.se", f"P {number}", role))
    book = workbook(*rows)
    first(book).merge_cells("C2:C4")
    first(book).merge_cells("C5:C7")
    return book


def test_a_role_in_merged_cells_goes_for_all_their_rows() -> None:
    roles = [role for _, _, role in people(of_file(saved(merged_roles()), "verksamhet"))]
    assert roles == ["fortroendevald"] * 3 + ["ledning"] * 3


def test_merged_cells_below_the_people_make_no_rows() -> None:
    book = workbook(HEADER, SARA)
    first(book).merge_cells("C2:C40")
    first(book).merge_cells("A50:C60")
    assert people(of_file(saved(book))) == [SARA_LIND]


def test_a_title_merged_over_the_columns_is_no_heading() -> None:
    book = workbook(("E-postlista för kommunstyrelsen", None, None), (), HEADER, SARA)
    first(book).merge_cells("A1:C2")
    assert people(of_file(saved(book))) == [SARA_LIND]


def test_headings_on_two_rows_are_read() -> None:
    book = workbook(("Kontakt", None, "Rollgrupp"), ("E-post", "Namn", None), SARA, BO)
    first(book).merge_cells("A1:B1")
    first(book).merge_cells("C1:C2")
    assert people(of_file(saved(book))) == [SARA_LIND, BO_EK]


def sheets(*rows: tuple[str, str, tuple[Cell, ...]]) -> bytes:
    """A sheet for each name, state and one row below the headings."""
    book = Workbook()
    book.remove(first(book))
    for name, state, row in rows:
        sheet = book.create_sheet(name)
        sheet.append(HEADER if "@" in str(row[0]) else ("Text",))
        sheet.append(row)
        sheet.sheet_state = state
    return saved(book)


def test_of_several_sheets_the_one_with_addresses_is_the_list() -> None:
    read_me = ("Läs mig", "visible", ("Fyll i bladet Svarande.",))
    content = sheets(read_me, ("Svarande", "visible", SARA), ("Koder", "hidden", ("Ledning",)))
    assert people(of_file(content)) == [SARA_LIND]


def test_two_sheets_with_addresses_are_asked_about_one_by_one() -> None:
    content = sheets(("Politiker", "visible", SARA), ("Chefer", "visible", BO))
    reading = of_file(content)
    assert reading.invitees == ()
    assert [(question.id, question.suggestion) for question in reading.questions] == [("blad.1", ""), ("blad.2", "")]
    assert "Politiker" in reading.questions[0].text
    second_reading = of_file(content, answers={"blad.1": LEAVE, "blad.2": INCLUDE})
    assert people(second_reading) == [BO_EK]
    assert [omission.written for omission in second_reading.left_out] == ["Politiker (1 rad med adress)"]
    assert people(of_file(content, answers={"blad.1": INCLUDE, "blad.2": INCLUDE})) == [SARA_LIND, BO_EK]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_until_somebody_says_otherwise(state: str) -> None:
    content = sheets(("Slutat", state, BO), ("Svarande", "visible", SARA))
    (question,) = of_file(content).questions
    assert (question.id, question.suggestion, question.hint) == ("blad.1", LEAVE, "Bladet är dolt i filen.")
    assert people(of_file(content, answers={"blad.1": LEAVE})) == [SARA_LIND]
    assert people(of_file(content, answers={"blad.1": INCLUDE})) == [BO_EK, SARA_LIND]


def test_people_on_hidden_sheets_alone_are_asked_about() -> None:
    content = sheets(("Slutat", "hidden", BO), ("Svarande", "visible", ("ingen än",)))
    assert waiting(of_file(content)) == ["blad.1"]


def test_each_sheet_may_have_its_own_columns() -> None:
    book = workbook(("Namn", "E-post", "Roll"), ("Sara Lind", "sara@ale.se", "Ledning"))
    other = book.create_sheet("Fler")
    other.append(("Ledning", "bo@ale.se", "Bo Ek"))
    answers = {"blad.1": INCLUDE, "blad.2": INCLUDE}
    assert people(of_file(saved(book), answers=answers)) == [SARA_LIND, BO_EK]


def test_more_sheets_with_addresses_than_anybody_chooses_from_are_told() -> None:
    content = sheets(*((f"Blad {number}", "visible", SARA) for number in range(MAX_SHEETS + 1)))
    with pytest.raises(UnreadableListError, match="blad med adresser"):
        of_file(content)


def test_strict_open_xml_is_read_with_what_it_hides_and_merges() -> None:
    book = merged_roles()
    first(book).row_dimensions[3].hidden = True
    reading = of_file(strict(saved(book)), answers={"dolda-rader": LEAVE})
    assert people(reading)[:2] == [("p1@ale.se", "P 1", "fortroendevald"), ("p3@ale.se", "P 3", "fortroendevald")]
    assert len(reading.invitees) == 5


def test_a_cell_keeps_its_lines_apart() -> None:
    assert waiting(of_file(saved(workbook(HEADER, ("sara@ale.se\nbo@ale.se", "Sara Lind", "Ledning"))))) == [
        "flera-adresser"
    ]


def test_a_chart_on_a_sheet_of_its_own_is_no_list() -> None:
    book = workbook(HEADER, SARA)
    book.create_chartsheet("Diagram", 0)
    assert people(of_file(saved(book))) == [SARA_LIND]


def test_the_same_error_on_rows_of_a_workbook_is_told_by_its_row_in_excel() -> None:
    book = workbook((), HEADER, (), SARA, ("fel", "Bo", "Ledning"))
    assert errors(of_file(saved(book))) == [(5, "Det finns inget @.")]
    assert sheets_of_workbook(saved(book))[0].rows[-1].line == 5
