"""Word documents (docx): the template, tables with header rows, and native charts."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pptx
from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from pptx.enum.chart import XL_CHART_TYPE

from app.reports.figures.figures import ChangeFigure, FigureTable, RadarFigure
from app.reports.kernel.long_words import MAX_WHOLE_LENGTH
from app.reports.office.charts import change_data, radar_data, style_change, style_radar
from app.reports.results.content import ReportContent

CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_WIDTH, RADAR_HEIGHT, BARS_HEIGHT = Cm(16), Cm(11), Cm(8)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_POINTS = 10
PAGE_WIDTH = 16.0
"""Centimetres of text."""


TEMPLATE = Path(__file__).with_name("report.docx")
"""The look of the document: paper, margins, fonts, colours, language, footer. Made to be opened and changed in Word."""
TABLE_STYLE, TABLE_HEADING, TABLE_TEXT = "Rapporttabell", "Tabellrubrik", "Tabelltext"


def new_document(content: ReportContent, cautions: str) -> Doc:
    """The template without its samples, with the header and the properties of this report."""
    document = Document(str(TEMPLATE))
    document._body.clear_content()  # noqa: SLF001 - the library has no other way
    owner = f"{content.municipality_name} {content.year}"
    document.sections[0].header.paragraphs[0].text = " · ".join(filter(None, (owner, content.title, cautions)))
    properties = document.core_properties
    properties.title, properties.subject = owner, content.title
    timestamp = dt.datetime.combine(dt.date.fromisoformat(content.generated_iso), dt.time(12))
    properties.created = properties.modified = timestamp
    return document


def add_table(document: Doc, table: FigureTable, widths: tuple[float, ...]) -> None:
    """With its caption above it, a header row that is repeated on every page, and rows that are not split.

    `widths` are in centimetres.
    """
    document.add_paragraph(table.caption, style="Caption").paragraph_format.keep_with_next = True
    word_table: Any = document.add_table(len(table.rows) + 1, len(table.header), style=TABLE_STYLE)
    word_table.autofit = False
    styles = document.styles[TABLE_HEADING], document.styles[TABLE_TEXT]
    for column, width in zip(word_table.columns, widths, strict=True):
        column.width = Cm(width)
    for line, (row, texts) in enumerate(zip(word_table.rows, (table.header, *table.rows), strict=True)):
        _unsplit(row, is_header=line == 0)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Cm(widths[place])
            cell.paragraphs[0].style = styles[line > 0]
            cell.paragraphs[0].add_run(text)
    _described(word_table, table.caption)
    document.add_paragraph()


def add_even_table(document: Doc, table: FigureTable) -> None:
    """Columns share the width by what stands in them: no ordinary word is broken, and no column takes all."""
    weights = [_weight(column) for column in zip(table.header, *table.rows, strict=True)]
    add_table(document, table, tuple(PAGE_WIDTH * weight / sum(weights) for weight in weights))


def _weight(texts: Iterable[str]) -> int:
    cells = list(texts)
    word = max(len(word) for text in cells for word in (text.split() or [""]))
    return max(min(word, MAX_WHOLE_LENGTH) + 4, min(max(map(len, cells)), 28))


def _unsplit(row: Any, *, is_header: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such setting
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def _described(word_table: Any, caption: str) -> None:
    """The table's name for screen readers."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    word_table._tbl.tblPr.append(title)  # noqa: SLF001 - the library has no such setting


def add_radar(document: Doc, figure: RadarFigure) -> None:
    chart, book = _charted(XL_CHART_TYPE.RADAR_MARKERS, figure)
    _add_chart(document, chart, book, figure, RADAR_HEIGHT)


def add_change(document: Doc, figure: ChangeFigure) -> None:
    chart, book = _charted(XL_CHART_TYPE.COLUMN_CLUSTERED, figure)
    _add_chart(document, chart, book, figure, BARS_HEIGHT)


def _charted(kind: XL_CHART_TYPE, figure: RadarFigure | ChangeFigure) -> tuple[bytes, bytes]:
    """The chart as the presentation library draws it, and the workbook that its figures are edited in."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data = radar_data(figure) if isinstance(figure, RadarFigure) else change_data(figure)
    frame: Any = slide.shapes.add_chart(kind, 0, 0, CHART_WIDTH, RADAR_HEIGHT, data)
    if isinstance(figure, RadarFigure):
        style_radar(frame.chart, figure, CHART_POINTS)
    else:
        style_change(frame.chart, figure, CHART_POINTS)
    return frame.chart.part.blob, frame.chart.part.chart_workbook.xlsx_part.blob


def _add_chart(document: Doc, chart: bytes, book: bytes, figure: RadarFigure | ChangeFigure, height: int) -> None:
    package: Any = document.part.package
    number = sum("/charts/" in str(part.partname) for part in package.iter_parts()) + 1
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, chart, package)
    workbook = Part(PackURI(f"/word/embeddings/diagram{number}.xlsx"), XLSX_TYPE, book, package)
    part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)  # the first relation, rId1, as the chart has it
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    document.add_paragraph().add_run()._r.append(_drawing(relation, number, figure, height))  # noqa: SLF001
    document.add_paragraph(figure.conclusion, style="Caption")


def _drawing(relation: str, number: int, figure: RadarFigure | ChangeFigure, height: int) -> Any:
    """The chart's place in the text, with its alternative text."""
    drawing: Any = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}><wp:inline>"
        f'<wp:extent cx="{int(CHART_WIDTH)}" cy="{int(height)}"/><wp:docPr id="{1000 + number}" name=""/>'
        f'<a:graphic><a:graphicData uri="{CHART_URI}">'
        f'<c:chart xmlns:c="{CHART_URI}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    properties = drawing.find(".//" + qn("wp:docPr"))
    properties.set("name", figure.title)
    properties.set("descr", figure.alternative)
    return drawing
