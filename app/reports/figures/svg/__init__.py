"""Figures as SVG text: for paper as they are, for the web under the style sheet figures.css."""

from functools import singledispatch

from app.reports.figures.figures import (
    ChangeFigure,
    DevelopmentFigure,
    DirectionFigure,
    DotPlotFigure,
    Figure,
    LevelsFigure,
    RadarFigure,
)
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.svg.goal_years import GoalBar, goal_years
from app.reports.figures.svg.levels import level_bars
from app.reports.figures.svg.map import direction_map
from app.reports.figures.svg.mirror import mirror_bar, mirror_key
from app.reports.figures.svg.panels import panels
from app.reports.figures.svg.participation import ParticipationBar, participation_bars
from app.reports.figures.svg.profile_radar import linked_radar, profile_radar, series_swatch
from app.reports.figures.svg.radar import radar
from app.reports.figures.svg.rank import rank_bar
from app.reports.figures.svg.rows import changes, dots
from app.reports.figures.svg.share import share_bar
from app.reports.figures.svg.small_radar import small_radar
from app.reports.figures.svg.steps import level_steps

__all__ = [
    "GoalBar",
    "ParticipationBar",
    "draw",
    "goal_years",
    "level_steps",
    "linked_radar",
    "mirror_bar",
    "mirror_key",
    "participation_bars",
    "rank_bar",
    "series_swatch",
    "share_bar",
    "small_radar",
]


@singledispatch
def draw(figure: Figure, *, with_title: bool = False) -> str:
    """The figure as one <svg> element, the same text for the same figure, without style attributes.

    `with_title` puts the text alternative into the drawing's <title>, where a PDF takes it from; on the web the
    alternative is the name of the element around the drawing. Raises TypeError for a figure nobody can draw.
    """
    raise TypeError(f"no drawing for {type(figure).__name__}, with_title: {with_title}")


draw.register(RadarFigure, radar)
draw.register(ProfileRadar, profile_radar)
draw.register(DotPlotFigure, dots)
draw.register(ChangeFigure, changes)
draw.register(DirectionFigure, direction_map)
draw.register(DevelopmentFigure, panels)
draw.register(LevelsFigure, level_bars)
