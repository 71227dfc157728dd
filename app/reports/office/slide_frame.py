"""What every slide has: widescreen, our colours, a real title, footer and number, and Swedish as its language."""

import datetime as dt
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from app.reports.kernel.tokens import colour
from app.reports.office.charts import SWEDISH, rgb
from app.reports.results.content import ReportContent

WIDE, HIGH = Inches(13.333), Inches(7.5)
TITLE_SLIDE, TITLE_ONLY = 0, 5
MIN_FONT_SIZE = Pt(12)
ROOM_FOR_LARGE = 36
"""So long a title has room on the first slide in its largest size; what stands below it must not be covered."""
_THEME = {b"4F81BD": "accent", b"1F497D": "accent-strong", b"C0504D": "series-earlier", b"9BBB59": "series-benchmark"}
"""Colours of the library's theme, and the tokens that take their places."""


def new_deck(content: ReportContent) -> Deck:
    """An empty presentation in our dress."""
    deck = Presentation()
    _widen(deck)
    theme: Any = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for old, token in _THEME.items():
        theme._blob = theme.blob.replace(old, colour(token).removeprefix("#").upper().encode())  # noqa: SLF001
    _dress_titles(deck)
    timestamp = dt.datetime.combine(dt.date.fromisoformat(content.generated_iso), dt.time(12))
    properties = deck.core_properties
    properties.title = f"{content.municipality_name} {content.year}"
    properties.subject, properties.language = content.title, SWEDISH
    properties.author = properties.last_modified_by = "Omställningskollen"
    properties.created = properties.modified = timestamp
    return deck


def _widen(deck: Deck) -> None:
    """The library's layouts are 4:3; everything in them is moved out to fill a wide slide."""
    old = deck.slide_width or Inches(10)
    deck.slide_width, deck.slide_height = WIDE, HIGH
    for part in (deck.slide_master, *deck.slide_layouts):
        layout_part: Any = part
        for shape in layout_part.placeholders:
            if shape.element.find(".//" + qn("a:xfrm")) is not None:
                shape.left, shape.width = Emu(shape.left * WIDE // old), Emu(shape.width * WIDE // old)


def _dress_titles(deck: Deck) -> None:
    for properties in deck.slide_master.element.iter(qn("p:titleStyle")):
        level = properties.find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("sz", "3200")
        level.find(qn("a:defRPr")).set("b", "1")
    _open_wide(deck)
    for place in (deck.slide_master, deck.slide_layouts[TITLE_ONLY]):
        layout_part: Any = place
        for shape in layout_part.placeholders:
            if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE:
                shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(0.4), Inches(12.1), Inches(0.8)
                shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _open_wide(deck: Deck) -> None:
    """The first slide's title and what stands below it begin at the same left edge."""
    shapes: Any = deck.slide_layouts[TITLE_SLIDE].placeholders
    for shape in shapes:
        if shape.placeholder_format.idx < 2:
            top = Inches(2.2) if shape.placeholder_format.idx == 0 else Inches(3.8)
            shape.left, shape.top, shape.width, shape.height = Inches(0.9), top, Inches(11.5), Inches(1.5)


def add_slide(deck: Deck, title: str, layout: int = TITLE_ONLY) -> Slide:
    """A slide with its title as a real one, so that outlines and screen readers have it."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[layout])
    heading = slide.shapes.title
    if heading is None:
        raise ValueError("the layout has no title")
    heading.text_frame.text = title
    for paragraph in heading.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = rgb("accent-strong")
            if layout == TITLE_SLIDE:
                run.font.size = Pt(48 if len(title) <= ROOM_FOR_LARGE else 32)
    return slide


def finish(deck: Deck, content: ReportContent) -> None:
    """Footers and numbers on all slides but the first, and Swedish everywhere."""
    text = " · ".join((f"{content.municipality_name} {content.year}", *cautions(content)))
    for number, slide in enumerate(deck.slides, start=1):
        if number > 1:
            _footer(slide, text, number)
        _in_swedish(slide)


def cautions(content: ReportContent) -> tuple[str, ...]:
    """What must be said on every slide and page."""
    return content.marks if content.is_final else (*content.marks, "Utkast")


def _footer(slide: Slide, text: str, number: int) -> None:
    shapes: Any = slide.shapes
    latents: Any = slide.slide_layout.placeholders
    for latent in latents:
        if latent.placeholder_format.type in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}:
            shapes.clone_placeholder(latent)
    for shape in slide.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(6.85), Inches(9.5), Inches(0.4)
            shape.text_frame.text = text
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            _quiet(shape)
        elif shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape.left, shape.top, shape.width, shape.height = Inches(11.2), Inches(6.85), Inches(1.5), Inches(0.4)
            _number(shape, number)


def _quiet(shape: Any) -> None:
    font = shape.text_frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = MIN_FONT_SIZE, rgb("text-quiet")


def _number(shape: Any, number: int) -> None:
    """As a field, so that it stays right when slides are moved."""
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = OxmlElement("a:fld")
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    properties = OxmlElement("a:rPr")
    properties.set("sz", str(MIN_FONT_SIZE.centipoints))
    text = OxmlElement("a:t")
    text.text = str(number)
    field.append(properties)
    field.append(text)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields


def _in_swedish(slide: Slide) -> None:
    for run in (*slide.element.iter(qn("a:r")), *slide.element.iter(qn("a:fld"))):
        run.get_or_add_rPr().set("lang", SWEDISH) if run.tag == qn("a:r") else run[0].set("lang", SWEDISH)
    for end in slide.element.iter(qn("a:endParaRPr")):
        end.set("lang", SWEDISH)
