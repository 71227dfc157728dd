"""Contexts of a learning text: the page to read, and the screens to show."""

from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.learning.lesson import Audience, Lesson
from app.reports.learning.handout import Handout, length_words, questions_of
from app.services.learning.lessons import OpenLesson
from app.web.learning.contexts.audiences import AudienceLink, audience_links, with_audience
from app.web.learning.term_links import link_first_uses
from app.web.shell.contexts.frame import Crumb, Frame
from app.web.shell.markdown import to_html
from app.web.shell.terms import TERMS

LEARNING = Crumb("Lär dig på fem minuter", "/lar")


@dataclass(frozen=True, slots=True)
class ShownPart:
    """`lines` are questions of the questionnaire with their level 2; `time` is empty except in a meeting pack."""

    anchor: str
    heading: str
    time: str
    key_line: str
    text: Markup
    level_heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """`url` is the text's address; `query` is what keeps the chosen audience in a link, or empty."""

    frame: Frame
    title: str
    length: str
    capital: str
    lead: Markup
    parts: tuple[ShownPart, ...]
    questions: tuple[tuple[str, str], ...]
    audiences: tuple[AudienceLink, ...]
    sources: tuple[str, ...]
    url: str
    query: str
    previous: Crumb | None
    following: Crumb | None
    is_meeting: bool

    @property
    def screens(self) -> int:
        """How many there are to show: the title, each part, the question."""
        return len(self.parts) + 2


def lesson_page(page_frame: Frame, text: OpenLesson, audience: Audience | None) -> LessonPage:
    lesson = text.lesson
    url = url_of(lesson)
    lead, parts = _texts(text.handout(audience))
    return LessonPage(
        frame=page_frame,
        title=lesson.title,
        length=length_words(lesson),
        capital=lesson.capital or "",
        lead=lead,
        parts=parts,
        questions=questions_of(lesson, audience),
        audiences=audience_links(url, audience),
        sources=lesson.sources,
        url=url,
        query=with_audience("", audience),
        previous=_way(text.previous, audience),
        following=_way(text.following, audience),
        is_meeting=lesson.is_meeting,
    )


def url_of(lesson: Lesson) -> str:
    return f"{LEARNING.url}/{lesson.id}"


def _way(lesson: Lesson | None, audience: Audience | None) -> Crumb | None:
    return None if lesson is None else Crumb(lesson.title, with_audience(url_of(lesson), audience))


def _texts(content: Handout) -> tuple[Markup, tuple[ShownPart, ...]]:
    """Lead and parts, with terms linked where the text uses them first."""
    texts = [to_html(text) for text in (content.lead, *(part.text for part in content.parts))]
    lead, *linked_texts = link_first_uses(texts, TERMS.values())
    return lead, tuple(
        ShownPart(
            anchor=f"del-{number}",
            heading=part.heading,
            time=part.time,
            key_line=part.key_line,
            text=text,
            level_heading=part.level_heading,
            lines=part.lines,
        )
        for number, (part, text) in enumerate(zip(content.parts, linked_texts, strict=True), 1)
    )
