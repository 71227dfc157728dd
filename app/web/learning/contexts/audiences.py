"""Choosing for whom a text is: links that keep the choice from page to page."""

from dataclasses import dataclass

from app.assessment.learning.lesson import Audience
from app.reports.learning.handout import AUDIENCES

FIELD = "roll"
"""In addresses."""


@dataclass(frozen=True, slots=True)
class AudienceLink:
    label: str
    url: str
    is_current: bool


def audience_of(value: str) -> Audience | None:
    """The audience that an address names; None for no or an unknown one, which shows what is for everybody."""
    return next((audience for audience in Audience if audience == value), None)


def with_audience(url: str, audience: Audience | None) -> str:
    return url if audience is None else f"{url}?{FIELD}={audience.value}"


def audience_links(url: str, current: Audience | None) -> tuple[AudienceLink, ...]:
    """Everybody first, then each audience."""
    return (
        AudienceLink("Alla", url, current is None),
        *(
            AudienceLink(words.capitalize(), with_audience(url, audience), audience is current)
            for audience, words in AUDIENCES.items()
        ),
    )
