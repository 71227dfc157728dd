"""Small radars of the overview's kommuner, with the same axes and rings in each, and a key that names them."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from app.reports.figures import svg
from app.reports.figures.figures import RadarFigure
from app.reports.overview.regional.figures import key_figure, kommun_radar
from app.services.overview.overview import Overview, OverviewLine
from app.services.overview.regional_report import kommun_state
from app.web.shell.contexts.frame import url_of


@dataclass(frozen=True, slots=True)
class RadarCard:
    """A kommun's profile drawn small, or why there is none. Without a kommun it is the key to the others."""

    municipality: str
    url: str
    state: str
    alternative: str
    drawing: Markup
    words: str
    """The highest and the lowest; or instead of a drawing, why there is none."""


def radar_cards(overview: Overview, lines: Iterable[OverviewLine]) -> tuple[RadarCard, ...]:
    """The key first, then the kommuner in the order of the lines. Over every capital: one alone has no shape."""
    key = key_figure(overview.questionnaire, overview.every_capital)
    opening = RadarCard(
        municipality="",
        url="",
        state="",
        alternative=key.alternative,
        drawing=Markup(svg.draw(key)),  # noqa: S704 - the drawing escapes every text
        words=key.conclusion,
    )
    return (opening, *(_card(overview, line) for line in lines))


def _card(overview: Overview, line: OverviewLine) -> RadarCard:
    assessment = line.assessment
    radar = _radar(overview, line)
    return RadarCard(
        municipality=assessment.municipality,
        url=url_of(overview.round.key, "kommuner", assessment.municipality_slug),
        state=line.state.value,
        alternative="" if radar is None else radar.alternative,
        drawing=Markup() if radar is None else Markup(svg.small_radar(radar)),  # noqa: S704 - as above
        words=line.showing.value if radar is None else radar.conclusion,
    )


def _radar(overview: Overview, line: OverviewLine) -> RadarFigure | None:
    if line.profile is None:
        return None
    return kommun_radar(overview.questionnaire, overview.every_capital, kommun_state(line))
