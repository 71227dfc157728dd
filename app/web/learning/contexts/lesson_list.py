"""Context of the page where the learning texts begin: what to begin with, and every text in its group."""

from dataclasses import dataclass

from app.assessment.learning.lesson import Audience, Lesson, LessonGroup
from app.reports.learning.handout import AUDIENCES
from app.web.learning.contexts.audiences import AudienceLink, audience_links, with_audience
from app.web.learning.contexts.lesson import LEARNING, url_of
from app.web.shell.contexts.frame import Frame

_GROUPS = {
    LessonGroup.BASICS: "Vad det handlar om",
    LessonGroup.CAPITALS: "De sju kapitalslagen",
    LessonGroup.SUPPORT: "Att få hjälp och ge hjälp",
}


@dataclass(frozen=True, slots=True)
class LessonCard:
    title: str
    url: str
    what: str
    capital: str


@dataclass(frozen=True, slots=True)
class LessonListPage:
    """`first` are what the chosen audience is advised to begin with, `advice` says so; both empty without a choice."""

    frame: Frame
    audiences: tuple[AudienceLink, ...]
    advice: str
    first: tuple[LessonCard, ...]
    groups: tuple[tuple[str, tuple[LessonCard, ...]], ...]
    meeting: LessonCard | None
    begin: LessonCard | None


def lesson_list_page(page_frame: Frame, lessons: tuple[Lesson, ...], audience: Audience | None) -> LessonListPage:
    first = [lesson for lesson in lessons if audience in lesson.first_for and not lesson.is_meeting]
    cards = {
        group: tuple(_card(lesson, audience) for lesson in lessons if lesson.group is group) for group in LessonGroup
    }
    readable = [*first, *(lesson for lesson in lessons if not lesson.is_meeting)]
    return LessonListPage(
        frame=page_frame,
        audiences=audience_links(LEARNING.url, audience),
        advice="" if audience is None else f"Är du {AUDIENCES[audience]}? Börja med de här",
        first=tuple(_card(lesson, audience) for lesson in first),
        groups=tuple((heading, cards[group]) for group, heading in _GROUPS.items() if cards[group]),
        meeting=next(iter(cards[LessonGroup.MEETING]), None),
        begin=next((_card(lesson, audience) for lesson in readable), None),
    )


def _card(lesson: Lesson, audience: Audience | None) -> LessonCard:
    return LessonCard(
        title=lesson.title,
        url=with_audience(url_of(lesson), audience),
        what=lesson.parts[0].key_line,
        capital=lesson.capital or "",
    )
