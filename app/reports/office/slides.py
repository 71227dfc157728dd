"""A report as a presentation for a meeting, with native charts and tables that can be edited."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from app.reports.figures.figures import Figure, FigureTable
from app.reports.kernel.wording import clipped, count
from app.reports.office.charts import change_data, radar_data, rgb, style_change, style_radar
from app.reports.office.slide_frame import TITLE_SLIDE, add_slide, cautions, finish, new_deck
from app.reports.results.action_columns import SLIDE_INCHES
from app.reports.results.content import ReportContent, steps_heading
from app.reports.results.parts.support import HEADING as SUPPORT
from app.reports.results.proposal import HEADING as PROPOSAL

Place = tuple[Length, Length, Length, Length]
"""Left, top, width, height."""
LEAD: Place = (Inches(0.6), Inches(1.15), Inches(12.1), Inches(0.6))
BELOW: Place = (Inches(0.6), Inches(2.1), Inches(12.1), Inches(4.5))
"""Where the lead may take two lines."""
WHOLE: Place = (Inches(0.6), Inches(1.8), Inches(12.1), Inches(4.9))
LEFT: Place = (Inches(0.6), Inches(1.8), Inches(6.1), Inches(4.9))
RIGHT: Place = (Inches(6.9), Inches(1.9), Inches(5.8), Inches(4.4))
LEAD_POINTS, BODY_POINTS, TABLE_POINTS, CHART_POINTS = 18, 18, 14, 14
MAX_ROWS = 5
LINES, PER_INCH = 3, 7.5
"""A cell usually has so many lines of so many characters to the inch: a table that grew would leave its slide."""
MAX_LINE_LENGTH, MAX_LEAD_LENGTH = 150, 175
"""Characters of a sentence, half of what a group may have, and of a lead of two lines."""


def slides(content: ReportContent) -> bytes:
    """The presentation as a file."""
    deck = new_deck(content)
    _opening(deck, content)
    _brief(deck, content)
    _profile(deck, content)
    _development(deck, content)
    _next_steps(deck, content)
    _plan(deck, content)
    _method(deck, content)
    finish(deck, content)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _opening(deck: Deck, content: ReportContent) -> None:
    slide = add_slide(deck, f"{content.municipality_name} {content.year}", TITLE_SLIDE)
    frame: Any = slide.placeholders[1].text_frame
    lines = (content.title, content.status, *cautions(content)[: len(content.marks)])
    frame.text = lines[0]
    for line in lines[1:]:
        frame.add_paragraph().text = line
    for number, paragraph in enumerate(frame.paragraphs):
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = Pt(24 if number == 0 else 20)
        is_caution = number > 1
        paragraph.font.bold, paragraph.font.color.rgb = is_caution, rgb("warning" if is_caution else "text")


def _brief(deck: Deck, content: ReportContent) -> None:
    summary = content.summary
    slide = add_slide(deck, "Läget i korthet")
    _lead(slide, summary.opening)
    groups = (("Starkt", summary.strong), ("Håller tillbaka", summary.holding), (summary.since, summary.changed))
    _grouped(slide, WHOLE, groups)


def _profile(deck: Deck, content: ReportContent) -> None:
    figure = content.radar
    slide = add_slide(deck, figure.title)
    _lead(slide, figure.conclusion)
    chart = _chart(slide, XL_CHART_TYPE.RADAR_MARKERS, LEFT, radar_data(figure), figure)
    style_radar(chart, figure, CHART_POINTS)
    rows = tuple((row[0], row[1], row[2]) for row in figure.table.rows)
    _table(slide, RIGHT, FigureTable(figure.table.caption, figure.table.header[:3], rows), (2.7, 2.1, 1.0))


def _development(deck: Deck, content: ReportContent) -> None:
    figure = content.change
    if figure is None or figure.is_empty:
        slide = add_slide(deck, "Förändring sedan sist")
        _bullets(slide, WHOLE, content.change_notes)
        return
    slide = add_slide(deck, figure.title)
    _lead(slide, figure.conclusion)
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, (*WHOLE[:3], Inches(4.2)), change_data(figure), figure)
    style_change(chart, figure, CHART_POINTS)
    note = f"{figure.note} Ljusa staplar: ingen tydlig förändring."
    _bullets(slide, (WHOLE[0], Inches(6.0), WHOLE[2], Inches(0.7)), (note,), TABLE_POINTS)


def _next_steps(deck: Deck, content: ReportContent) -> None:
    steps = content.summary.steps
    slide = add_slide(deck, steps_heading(steps))
    _lead(slide, content.start.headline, *content.start.reasons[:1])
    if steps:
        rows = tuple((step.text, step.capital, step.standing) for step in steps)
        heading = "Steg" if all(step.is_advice for step in steps) else "Så ser nästa nivå ut"
        table = FigureTable(steps_heading(steps), (heading, "Kapitalslag", "Nu och härnäst"), rows)
        _table(slide, BELOW, table, (7.1, 2.5, 2.5), 16, lines=5)
    _support(deck, content)
    slide = add_slide(deck, PROPOSAL)
    _bullets(slide, WHOLE, content.summary.proposal.text.split("\n"), 22)


def _support(deck: Deck, content: ReportContent) -> None:
    part = content.support
    if part is None or not part.lines:
        return
    slide = add_slide(deck, SUPPORT)
    _lead(slide, part.headline, part.note)
    rows = tuple((line.title, f"{line.form}, {line.capital.lower()}", line.gives) for line in part.lines)
    table = FigureTable(SUPPORT, ("Stöd", "Form och kapitalslag", "Ni får"), rows)
    _table(slide, WHOLE, table, (3.8, 3.0, 5.3), 16)
    _bullets(slide, (WHOLE[0], Inches(6.3), WHOLE[2], Inches(0.5)), (part.source,), TABLE_POINTS)


def _plan(deck: Deck, content: ReportContent) -> None:
    """What has been decided; so many actions as there is room for, and how many more the report has."""
    plan = content.plan
    if plan is None:
        return
    if plan.targets is not None:
        slide = add_slide(deck, plan.targets.caption)
        _table(slide, WHOLE, plan.targets, (4.0, 3.2, 3.2, 1.7))
    if plan.actions is not None:
        slide = add_slide(deck, plan.actions.caption)
        rows, rest = plan.actions.rows[:MAX_ROWS], len(plan.actions.rows) - MAX_ROWS
        _table(slide, WHOLE, FigureTable(plan.actions.caption, plan.actions.header, rows), SLIDE_INCHES)
        if rest > 0:
            _lead(slide, f"{count(rest, 'åtgärd', 'åtgärder')} till står i rapporten.")


def _method(deck: Deck, content: ReportContent) -> None:
    slide = add_slide(deck, "Så är det räknat")
    groups = [(heading, (text,)) for heading, text in content.method_brief]
    _grouped(slide, (WHOLE[0], LEAD[1], WHOLE[2], Inches(5)), groups, 16)
    version = dict(content.facts).get("Formulärets version", "")
    place = (WHOLE[0], Inches(6.3), WHOLE[2], Inches(0.5))
    _bullets(slide, place, (f"{content.title}, version {version}. {' '.join(content.gathering[1:2])}",), TABLE_POINTS)


def _lead(slide: Slide, first: str, then: str = "") -> None:
    """`then` is left out where there is no room for the whole of it."""
    both = f"{first} {then}"
    _text(slide, LEAD).text = both if then and len(both) <= MAX_LEAD_LENGTH else clipped(first, MAX_LEAD_LENGTH)
    _sized(slide, LEAD_POINTS)


def _bullets(slide: Slide, place: Place, lines: Sequence[str], points: int = BODY_POINTS) -> None:
    _grouped(slide, place, [("", lines)], points)


def _grouped(
    slide: Slide, place: Place, groups: Sequence[tuple[str, Sequence[str]]], points: int = BODY_POINTS
) -> None:
    """Headings in bold, each with its sentences."""
    frame = _text(slide, place)
    paragraphs = [
        line
        for heading, lines in groups
        for line in (*(((heading, True),) if heading else ()), *((text, False) for text in lines))
    ]
    for number, (text, bold) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = text if bold else clipped(text, 2 * MAX_LINE_LENGTH)
        paragraph.font.bold = bold
        paragraph.space_before = Pt(10 if bold and number else 3)
    _sized(slide, points)


def _text(slide: Slide, place: Place) -> Any:
    frame = slide.shapes.add_textbox(*place).text_frame
    frame.word_wrap = True
    return frame


def _sized(slide: Slide, points: int) -> None:
    """Of the text that was put on the slide last."""
    frame: Any = slide.shapes[-1]
    for paragraph in frame.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.color.rgb = Pt(points), rgb("text")


def _chart(slide: Slide, kind: XL_CHART_TYPE, place: Place, data: Any, figure: Figure) -> Any:
    shape: Any = slide.shapes.add_chart(kind, *place, data)
    shape.name = figure.title
    _described(shape, figure.alternative)
    return shape.chart


def _described(shape: Any, alternative: str) -> None:
    shape._element.nvGraphicFramePr.cNvPr.set("descr", alternative)  # noqa: SLF001 - the library has no such setting


def _table(
    slide: Slide,
    place: Place,
    table: FigureTable,
    widths: Sequence[float],
    points: int = TABLE_POINTS,
    lines: int = LINES,
) -> None:
    """`widths` are in inches. The first row is marked as the header. A cell has at most so many lines."""
    x, top, width, _ = place
    shape: Any = slide.shapes.add_table(len(table.rows) + 1, len(table.header), x, top, width, Inches(0.4))
    shape.name = table.caption
    _described(shape, table.caption)
    for column, inches in zip(shape.table.columns, widths, strict=True):
        column.width = Inches(inches)
    for line, row in enumerate((table.header, *table.rows)):
        for place_in_row, text in enumerate(row):
            cell = shape.table.cell(line, place_in_row)
            cell.text = clipped(text, int(lines * PER_INCH * widths[place_in_row]))
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = Pt(points)
