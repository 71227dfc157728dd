import io
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.kernel.tables import Export
from app.reports.tables.marking import facts_table
from app.reports.tables.workbook import README, workbook
from tests.unit.reports.tables.test_tables import EXPORT, TABLE

HOSTILE = (
    '=HYPERLINK("http://x")',
    "+46 31",
    "@SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1",
    "＝1+1",
    "{=1}",
    "http://x",
)


def opened(export: Export) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(export)))


def sheet(export: Export, name: str) -> Worksheet:
    worksheet = opened(export)[name]
    assert isinstance(worksheet, Worksheet)
    return worksheet


def test_figures_are_numbers_days_are_days_and_marks_are_text() -> None:
    worksheet = sheet(EXPORT, "Kapitalslag")
    rows = list(worksheet.iter_rows(values_only=True))
    assert rows[0] == ("Id", "Index", "Nivå", "Täckning", "Till", "Åtgärd")
    assert rows[1] == ("politiskt", 2.6667, 2, 0.5, datetime.combine(date(2027, 6, 30), time()), "=1+1")
    assert rows[2][1:5] == ("-", "..", ".", None)
    assert rows[3][1:4] == (-0.25, 0, 0)


def test_formats_let_the_reader_s_own_language_choose_the_decimal_sign() -> None:
    worksheet = sheet(EXPORT, "Kapitalslag")
    assert [worksheet.cell(2, place).number_format for place in (2, 3, 4, 5)] == ["0.0", "0", r"0\ %", "yyyy-mm-dd"]


def test_no_text_is_a_formula_or_a_link_and_every_text_is_whole() -> None:
    rows = tuple((text, None, None, None, None, text) for text in HOSTILE)
    worksheet = sheet(replace(EXPORT, tables=(replace(TABLE, rows=rows),)), "Kapitalslag")
    for line, text in enumerate(HOSTILE, start=2):
        for place in (1, 6):
            cell = worksheet.cell(line, place)
            assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_first_sheet_says_whose_the_figures_are_what_marks_mean_and_what_each_column_is() -> None:
    facts = facts_table((("Kommun", "Ale (1440)"), ("Status", "Utkast")))
    book = opened(replace(EXPORT, tables=(TABLE, facts)))
    assert book.sheetnames == [README, "Kapitalslag"]
    texts = {str(cell) for row in book[README].iter_rows(values_only=True) for cell in row if cell is not None}
    assert {"Resultat Ale 2026", "Exempeldata", "Utkast", "Ale (1440)", "-", ".", "..", "Vägt medel."} <= texts


def test_headings_stay_in_view_can_be_filtered_and_are_printed_on_every_page() -> None:
    worksheet = sheet(EXPORT, "Kapitalslag")
    assert (worksheet.freeze_panes, worksheet.auto_filter.ref) == ("C2", "A1:F4")
    assert (worksheet.page_setup.orientation, worksheet.print_title_rows) == ("landscape", "$1:$1")
    assert worksheet.oddHeader is not None
    assert "Exempeldata" in str(worksheet.oddHeader.right.text)


def test_no_row_is_higher_than_a_spreadsheet_has_them() -> None:
    long = replace(TABLE, rows=(("politiskt", None, 1, None, None, "rad\n" * 500),))
    assert 400 < (sheet(replace(EXPORT, tables=(long,)), "Kapitalslag").row_dimensions[2].height or 0) <= 409


def test_the_same_content_gives_the_same_bytes() -> None:
    assert workbook(EXPORT) == workbook(EXPORT)
    later = replace(EXPORT, source=replace(EXPORT.source, made=date(2026, 11, 28)))
    assert workbook(EXPORT) != workbook(later)


def test_a_table_without_rows_is_a_sheet_with_headings() -> None:
    assert sheet(replace(EXPORT, tables=(replace(TABLE, rows=()),)), "Kapitalslag").max_row == 1
