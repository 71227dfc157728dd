"""The report for PowerPoint and Word: real titles and headings, Swedish, alternative texts, the same figures as the report."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any

import openpyxl
import pptx
import pytest
from docx import Document
from docx.oxml.ns import qn as in_word
from pptx.oxml.ns import qn as in_slides

from app.assessment.priorities.robustness import Robustness
from app.reports.kernel import paper_size
from app.reports.kernel.tokens import colour
from app.reports.office.charts import FONT
from app.reports.office.slides import slides
from app.reports.office.word import word
from app.reports.office.word_parts import TABLE_HEADING, TABLE_STYLE, TABLE_TEXT, TEMPLATE
from app.reports.results.content import ReportContent
from app.rounds.assessments.plans import Action, ActionStatus
from tests.unit.reports.results.test_content import FINDINGS, SUBJECT, content

HOSTILE = '=HYPERLINK("http://x") & <b>'
ACTIONS = tuple(Action("human", f"{HOSTILE} {number}", "@SUM(A1)", None, ActionStatus.PLANNED) for number in range(10))
TOLD = content(replace(SUBJECT, is_example_data=True), replace(FINDINGS, actions=ACTIONS))


@pytest.fixture(scope="module")
def deck() -> Any:
    return pptx.Presentation(io.BytesIO(slides(TOLD)))


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(io.BytesIO(word(TOLD)))


def shapes(deck: Any) -> Iterator[tuple[Any, Any]]:
    return ((slide, shape) for slide in deck.slides for shape in slide.shapes)


def test_every_slide_has_a_title_of_its_own_and_is_wide(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [
        "Ale 2026", "Läget i korthet", "Profil 2026", "Förändring från 2025 till 2026", "Föreslagna nästa steg",
        "Stöd som passar", "Förslag till beslut", "Mål", "Åtgärder", "Så är det räknat",
    ]  # fmt: skip
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78


def test_the_lead_of_the_next_steps_is_whole_and_without_how_sure_the_start_is() -> None:
    sure = Robustness(1000, None, Fraction(87, 100), {})
    report = content(findings=replace(FINDINGS, robustness=sure))
    assert report.start.reasons[-1] == "Rådet är ganska säkert."
    assert report.gathering[-1] == "Starten är densamma i 87 av 100 omräkningar."
    presentation: Any = pptx.Presentation(io.BytesIO(slides(report)))
    slide = next(page for page in presentation.slides if page.shapes.title.text_frame.text == "Föreslagna nästa steg")
    lead = next(shape for shape in slide.shapes if shape.has_text_frame and shape != slide.shapes.title)
    assert lead.text_frame.text == f"{report.start.headline} {report.start.reasons[0]}"


def test_charts_and_tables_have_alternative_texts_and_charts_hold_the_figures_of_the_report(deck: Any) -> None:
    charts = {slide.shapes.title.text_frame.text: shape for slide, shape in shapes(deck) if shape.has_chart}
    graphics = [shape for _, shape in shapes(deck) if shape.has_chart or shape.has_table]
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in graphics)
    profile = charts["Profil 2026"]
    assert profile._element.nvGraphicFramePr.cNvPr.get("descr") == TOLD.radar.alternative
    plots = [(series.name, list(series.values)) for series in profile.chart.plots[0].series]
    # Politiskt 2 as in `samples`; dynamiskt has no score and is a gap.
    assert (plots[0][0], plots[0][1][0], plots[0][1][5]) == ("2026", 2.0, None)
    assert [name for name, _ in plots] == ["2026", "2025"]
    (change,) = charts["Förändring från 2025 till 2026"].chart.plots[0].series
    # Politiskt 2 now and 1,25 then on the shared questions; dynamiskt is not compared.
    assert (change.values[0], change.values[5]) == (0.75, None)


def test_the_figures_behind_a_chart_can_be_edited_and_none_is_a_formula(deck: Any) -> None:
    chart = next(shape.chart for _, shape in shapes(deck) if shape.has_chart)
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_nothing_lies_outside_its_slide_and_all_text_can_be_read(deck: Any) -> None:
    for slide, shape in shapes(deck):
        assert shape.left >= 0, slide.shapes.title.text_frame.text
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height
    sizes = [int(size) for slide in deck.slides for size in re.findall(r' sz="(\d+)"', slide.part.blob.decode())]
    assert min(sizes) >= 1200


def test_a_table_of_long_texts_stays_on_its_slide() -> None:
    """It grows with its text: a line of 14 points takes 0,24 inches, and an inch has about nine characters."""
    long = tuple(replace(action, text="Ta fram en plan " * 30, owner="Kommundirektören " * 7) for action in ACTIONS)
    deck: Any = pptx.Presentation(io.BytesIO(slides(content(findings=replace(FINDINGS, actions=long)))))
    for slide, shape in shapes(deck):
        if not shape.has_table:
            continue
        widths = [column.width / 914_400 for column in shape.table.columns]
        lines = [
            max(ceil(len(cell.text) / (9 * inches)) for cell, inches in zip(row.cells, widths, strict=True))
            for row in shape.table.rows
        ]
        bottom = shape.top / 914_400 + sum(line * 0.24 + 0.08 for line in lines)
        assert bottom <= 6.85, slide.shapes.title.text_frame.text


def test_a_presentation_is_in_swedish_and_marked_on_every_slide(deck: Any) -> None:
    runs = [run for slide in deck.slides for run in slide.element.iter(in_slides("a:rPr"))]
    assert {run.get("lang") for run in runs} == {"sv-SE"}
    assert deck.core_properties.language == "sv-SE"
    for slide in deck.slides:
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "Exempeldata" in text
        assert "Utkast" in text


def test_actions_are_whole_and_the_slide_tells_how_many_more_there_are(deck: Any) -> None:
    slide = next(page for page in deck.slides if page.shapes.title.text_frame.text == "Åtgärder")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert len(table.rows) == 1 + 5
    assert (table.cell(1, 0).text, table.cell(1, 2).text) == (f"{HOSTILE} 0", "@SUM(A1)")
    assert "5\u00a0åtgärder till står i rapporten." in " ".join(
        shape.text_frame.text for shape in slide.shapes if shape.has_text_frame
    )


def test_without_anything_to_compare_there_are_words_and_no_empty_chart() -> None:
    alone: ReportContent = content(findings=replace(FINDINGS, comparison=None))
    deck: Any = pptx.Presentation(io.BytesIO(slides(alone)))
    assert sum(shape.has_chart for _, shape in shapes(deck)) == 1
    text = " ".join(shape.text_frame.text for _, shape in shapes(deck) if shape.has_text_frame)
    assert alone.change_notes[0] in text


def test_a_document_has_real_headings_in_order(document: Any) -> None:
    headings = [(part.style.name, part.text) for part in document.paragraphs if part.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Läget på en sida")
    levels = [int(name.removeprefix("Heading ")) for name, _ in headings]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert [text for name, text in headings if name == "Heading 2" and text.endswith("kapital")] == [
        chapter.name for chapter in TOLD.chapters if chapter.name.endswith("kapital")
    ]


def test_a_document_s_tables_have_header_rows_and_the_report_s_figures(document: Any) -> None:
    assert all(
        table.rows[0]._tr.trPr.find(in_word("w:tblHeader")) is not None
        and table._tbl.tblPr.find(in_word("w:tblCaption")) is not None
        for table in document.tables
    )
    levels = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows[1:]]
    assert levels == [(line.name, line.level, line.index, line.change) for line in TOLD.summary.levels]
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert f"{HOSTILE} 9" in texts


def test_a_document_is_in_swedish_has_page_numbers_and_says_what_it_is_on_every_page(document: Any) -> None:
    languages = {element.get(in_word("w:val")) for element in document.styles.element.iter(in_word("w:lang"))}
    assert languages == {"sv-SE"}
    section = document.sections[0]
    fields = [element.get(in_word("w:instr")) for element in section.footer._element.iter(in_word("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == "Ale 2026 · Omställningsförmåga 2026 · Exempeldata, Utkast"


def test_a_document_looks_as_the_template_says_and_has_nothing_of_its_samples(document: Any) -> None:
    template = Document(str(TEMPLATE))
    looks = {style.name: style.element.xml for style in template.styles}
    assert {style.name: style.element.xml for style in document.styles} == looks
    texts = {paragraph.text for paragraph in template.paragraphs if paragraph.text}
    assert texts
    assert not texts & {paragraph.text for paragraph in document.paragraphs}
    assert {table.style.name for table in document.tables} == {TABLE_STYLE}
    levels = document.tables[0]
    assert [{cell.paragraphs[0].style.name for cell in row.cells} for row in levels.rows[:2]] == [
        {TABLE_HEADING}, {TABLE_TEXT},
    ]  # fmt: skip


def test_the_template_has_the_paper_the_font_and_the_colours_of_all_that_is_printed() -> None:
    template = Document(str(TEMPLATE))
    section, styles = template.sections[0], template.styles
    size = [length and round(length.mm) for length in (section.page_width, section.page_height)]
    assert size == [paper_size.WIDTH_MM, paper_size.HEIGHT_MM]
    assert styles["Normal"].font.name == FONT
    used = {
        colour(name).removeprefix("#").upper() for name in ("text", "text-quiet", "accent", "accent-strong", "line")
    }
    used |= {colour("on-accent").removeprefix("#").upper()}
    names = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", TABLE_HEADING)
    assert {str(styles[name].font.color.rgb) for name in names} <= used
    table = styles[TABLE_STYLE].element
    fills = {element.get(in_word("w:fill")).upper() for element in table.iter(in_word("w:shd"))}
    lines = {edge.get(in_word("w:color")).upper() for edge in table.find(".//" + in_word("w:tblBorders"))}
    assert (fills, lines) == ({colour("accent").removeprefix("#").upper()}, {colour("line").removeprefix("#").upper()})


def test_a_document_s_charts_have_alternative_texts_and_their_own_figures(document: Any) -> None:
    descriptions = [element.get("descr") for element in document.element.iter(in_word("wp:docPr"))]
    assert TOLD.change is not None
    assert descriptions == [TOLD.radar.alternative, TOLD.change.alternative]
    with zipfile.ZipFile(io.BytesIO(word(TOLD))) as archive:
        names = archive.namelist()
        assert [name for name in names if name.startswith(("word/charts/chart", "word/embeddings"))] != []
        chart = archive.read("word/charts/chart1.xml").decode()
        relation = re.search(r'externalData r:id="(\w+)"', chart)
        assert relation is not None
        assert f'Id="{relation[1]}"' in archive.read("word/charts/_rels/chart1.xml.rels").decode()
        assert "<c:v>2.0</c:v>" in chart
