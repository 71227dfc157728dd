"""In Word, PowerPoint and Excel a long word or link leaves the other columns their room and covers nothing."""

import io
from dataclasses import replace
from math import ceil
from typing import Any

import openpyxl
import pptx
from docx import Document

from app.reports.office.slides import slides
from app.reports.office.word import word
from app.reports.office.word_parts import PAGE_WIDTH
from app.reports.tables.assessment_tables import assessment_export
from app.reports.tables.workbook import workbook
from tests.unit.reports.results.test_content import FINDINGS, content
from tests.unit.reports.support import hostile
from tests.unit.reports.tables.test_assessment_tables import BASIS

LONG = hostile.report()
CENTIMETRE = 360_000


def test_every_column_of_a_document_has_room_for_its_words_within_the_page() -> None:
    for table in Document(io.BytesIO(word(LONG))).tables:
        widths = [(column.width or 0) / CENTIMETRE for column in table.columns]
        assert sum(widths) <= PAGE_WIDTH + 0.1, table.cell(0, 0).text
        assert min(widths) >= 1, table.cell(0, 0).text
        for column, width in zip(table.columns, widths, strict=True):  # 9.5 points: at most some 0.22 cm a letter
            ordinary = [part for cell in column.cells for part in cell.text.split() if len(part) <= 14]
            assert max(map(len, ordinary), default=0) * 0.22 <= width, ordinary


def test_a_document_has_the_whole_of_every_text() -> None:
    document = Document(io.BytesIO(word(LONG)))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert hostile.LINK in cells
    assert f"Underlag: {hostile.LINK}" in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_long_name_on_the_first_slide_is_smaller_so_that_it_covers_nothing() -> None:
    def points(deck: Any) -> float:
        size: float = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt
        return size

    ordinary, long = (pptx.Presentation(io.BytesIO(slides(report))) for report in (content(), LONG))
    assert (points(ordinary), points(long)) == (48, 32)
    title: Any = long.slides[0].shapes.title
    lines = ceil(len(title.text_frame.text) / 40)  # 40 bold letters of 32 points fill the title's 11.5 inches
    assert lines * 32 * 1.2 <= title.height.pt


def test_a_whole_step_and_reason_stand_on_the_slide_of_next_steps() -> None:
    step = replace(FINDINGS.next_steps[0])
    report = content(findings=replace(FINDINGS, next_steps=(step,)))
    advice = replace(report.summary.steps[0], text="Skriv ner " + "vilka ni samarbetar med, " * 6 + "nu.")
    deck = pptx.Presentation(io.BytesIO(slides(replace(report, summary=replace(report.summary, steps=(advice,))))))
    slide: Any = next(page for page in deck.slides if page.shapes.title.text_frame.text == "Föreslagna nästa steg")
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    assert (table.cell(1, 0).text, table.cell(1, 2).text) == (advice.text, advice.standing)
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert " ".join((report.start.headline, *report.start.reasons)) in text


def test_a_long_fact_on_the_first_sheet_wraps_in_a_row_as_high_as_it() -> None:
    sentence = f"2026-11-20 ändrades ”{hostile.WORD}” till ”{hostile.LINK}”."
    subject = replace(BASIS.subject, corrections=(sentence,))
    export = assessment_export(replace(BASIS, subject=subject), content(subject), "fil")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(workbook(export))).worksheets[0]
    [cell] = [
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and hostile.LINK in cell.value
    ]
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 15 * len(cell.value) / 30  # the column has room for 30 digits
