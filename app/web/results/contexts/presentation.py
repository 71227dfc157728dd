"""Context of the presentation: which screens there are, and the content they show."""

from dataclasses import dataclass

from markupsafe import Markup

from app.reports.paper.rendering import figure
from app.reports.results.content import ReportContent, steps_heading
from app.reports.results.parts.support import HEADING as SUPPORT
from app.reports.results.proposal import HEADING as PROPOSAL
from app.services.results.results import Result
from app.support.suggestions.rule import MAX_SUGGESTIONS
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class Screen:
    """One thing at a time. `key` names what its part of the template shows."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class PresentationPage:
    frame: Frame
    url: str
    content: ReportContent
    radar: Markup
    screens: tuple[Screen, ...]


def presentation_page(frame: Frame, result: Result, content: ReportContent) -> PresentationPage:
    return PresentationPage(
        frame=frame,
        url=url_of(result.assessment.key),
        content=content,
        radar=figure(content.radar, with_table=False),
        screens=screens_of(content),
    )


def screens_of(content: ReportContent) -> tuple[Screen, ...]:
    """In the order of page one. None for steps without steps, none for support with fewer than three."""
    steps = (Screen("steg", steps_heading(content.summary.steps)),) if content.summary.steps else ()
    suggestions = content.support.lines if content.support else ()
    support = (Screen("stod", SUPPORT),) if len(suggestions) == MAX_SUGGESTIONS else ()
    return (
        Screen("laget", "Läget"),
        Screen("nivaer", "Nivå per kapitalslag"),
        Screen("starkt", "Starkt, och det som håller tillbaka"),
        Screen("andrat", "Ändrat"),
        Screen("mal", "Målnivåer"),
        Screen("planen", "Planen"),
        *steps,
        *support,
        Screen("beslut", PROPOSAL),
    )
