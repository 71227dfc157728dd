"""What a Word document is put together from: its dress, tables with header rows, and native charts."""

import datetime as dt
from typing import Any

import pptx
from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor
from pptx.enum.chart import XL_CHART_TYPE

from app.reports.figures.figures import ChangeFigure, FigureTable, RadarFigure
from app.reports.kernel import paper_size
from app.reports.kernel.tokens import colour
from app.reports.office.charts import FONT, SWEDISH, change_data, radar_data, style_change, style_radar
from app.reports.results.content import ReportContent

CHART_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_WIDTH, RADAR_HEIGHT, BARS_HEIGHT = Cm(16), Cm(11), Cm(8)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_POINTS = 10


def new_document(content: ReportContent, cautions: str) -> Doc:
    """An empty A4 document in our dress and in Swedish, with header, footer and page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper_size.WIDTH_MM), Mm(paper_size.HEIGHT_MM)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    _dress(document)
    owner = f"{content.municipality_name} {content.year}"
    section.header.paragraphs[0].text = " · ".join(filter(None, (owner, content.title, cautions)))
    section.header.paragraphs[0].style.font.size = Pt(9)
    _page_number(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.subject, properties.language = owner, content.title, SWEDISH
    properties.author = properties.last_modified_by = "Omställningskollen"
    properties.comments = ""
    timestamp = dt.datetime.combine(dt.date.fromisoformat(content.generated_iso), dt.time(12))
    properties.created = properties.modified = timestamp
    return document


def _ink(token: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour(token).removeprefix("#")))


def _dress(document: Doc) -> None:
    """Fonts, colours and language of the styles; text takes them from its style alone."""
    styles: Any = document.styles
    for name, points, token in (
        ("Normal", 10.5, "text"), ("Title", 30, "accent-strong"), ("Subtitle", 14, "text"),
        ("Heading 1", 18, "accent-strong"), ("Heading 2", 14, "accent"), ("Heading 3", 11.5, "text"),
        ("Caption", 9.5, "text-quiet"),
    ):  # fmt: skip
        font = styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(points), _ink(token)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), SWEDISH)


def _page_number(paragraph: Any) -> None:
    """Sida x av y, as fields."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, instruction in (("Sida ", "PAGE"), (" av ", "NUMPAGES")):
        paragraph.add_run(text)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        run = OxmlElement("w:r")
        number = OxmlElement("w:t")
        number.text = "1"
        run.append(number)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - the library has no fields


def add_table(document: Doc, table: FigureTable, widths: tuple[float, ...]) -> None:
    """With its caption above it, a header row that is repeated on every page, and rows that are not split.

    `widths` are in centimetres.
    """
    document.add_paragraph(table.caption, style="Caption").paragraph_format.keep_with_next = True
    word_table: Any = document.add_table(len(table.rows) + 1, len(table.header), style="Table Grid")
    word_table.autofit = False
    for column, width in zip(word_table.columns, widths, strict=True):
        column.width = Cm(width)
    for line, (row, texts) in enumerate(zip(word_table.rows, (table.header, *table.rows), strict=True)):
        _unsplit(row, is_header=line == 0)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Cm(widths[place])
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(9.5)
            if line == 0:
                _filled(cell, run)
    _described(word_table, table.caption)
    _quiet_lines(word_table)
    document.add_paragraph()


def _unsplit(row: Any, *, is_header: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such setting
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def _filled(cell: Any, run: Any) -> None:
    run.bold, run.font.color.rgb = True, _ink("on-accent")
    fill = colour("accent").removeprefix("#")
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 - the library has no such setting
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    )


def _described(word_table: Any, caption: str) -> None:
    """The table's name for screen readers."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    word_table._tbl.tblPr.append(title)  # noqa: SLF001 - the library has no such setting


def _quiet_lines(word_table: Any) -> None:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="{colour("line").removeprefix("#")}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")
    word_table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)  # noqa: SLF001 - the format has an order


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
