"""Figures as SVG text: for paper as they are, for the web under the style sheet figures.css."""

from functools import singledispatch

from app.reports.figures import (
    ChangeFigure,
    DevelopmentFigure,
    DirectionFigure,
    DotPlotFigure,
    Figure,
    LevelsFigure,
    RadarFigure,
)
from app.reports.svg.cell import cell_dot
from app.reports.svg.levels import level_bars
from app.reports.svg.map import direction_map
from app.reports.svg.panels import panels
from app.reports.svg.radar import radar
from app.reports.svg.rank import rank_bar
from app.reports.svg.rows import changes, dots
from app.reports.svg.share import share_bar
from app.reports.svg.small_radar import small_radar
from app.reports.svg.steps import level_steps

__all__ = ["cell_dot", "draw", "level_steps", "rank_bar", "share_bar", "small_radar"]


@singledispatch
def draw(figure: Figure, *, titled: bool = False) -> str:
    """The figure as one <svg> element, the same text for the same figure, without style attributes.

    `titled` puts the text alternative into the drawing's <title>, where a PDF takes it from; on the web the
    alternative is the name of the element around the drawing. Raises TypeError for a figure nobody can draw.
    """
    raise TypeError(f"no drawing for {type(figure).__name__}, titled: {titled}")


draw.register(RadarFigure, radar)
draw.register(DotPlotFigure, dots)
draw.register(ChangeFigure, changes)
draw.register(DirectionFigure, direction_map)
draw.register(DevelopmentFigure, panels)
draw.register(LevelsFigure, level_bars)
