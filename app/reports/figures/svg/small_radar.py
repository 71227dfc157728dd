"""A radar small enough to stand among many: no words of its own, the same axes and rings in each, gaps drawn as gaps.

At the end of each axis stands the capital's shape, hollow where the capital has no result. An earlier year, where the
figure has one, is a thin dashed line behind this year's.
"""

from math import pi

from app.reports.figures.figures import Marker, RadarFigure, Series, SeriesRole
from app.reports.figures.svg.canvas import Canvas, around
from app.reports.figures.svg.radar import reach

SIZE = 150
CENTRE = SIZE / 2
RADIUS = 57.0
GLYPHS = 10.0
GLYPH_SIZE, MARKER_SIZE, EARLIER_SIZE = 3.6, 3.4, 2.2

Points = dict[int, tuple[float, float]]
"""Place of an axis -> where its value stands."""


def small_radar(figure: RadarFigure, *, with_title: bool = False) -> str:
    """The figure's first line as SVG, with the earlier year behind it where the figure has one."""
    canvas, series = Canvas(), figure.series[0]
    corners = [2 * pi * place / len(figure.axes) for place in range(len(figure.axes))]
    for ring in figure.scale:
        canvas.polygon([_at(angle, reach(figure.fraction(ring.value), RADIUS)) for angle in corners], "grid")
    for angle, axis, value in zip(corners, figure.axes, series.values, strict=True):
        canvas.line([_at(angle, reach(figure.fraction(figure.lowest), RADIUS)), _at(angle, RADIUS)], "spoke")
        paint = "quiet-hollow" if value is None else "capital"
        canvas.marker(axis.marker, _at(angle, RADIUS + GLYPHS), GLYPH_SIZE, paint)
    for line in figure.series[1:]:
        if line.role is SeriesRole.EARLIER:
            _earlier(canvas, figure, line, corners)
    _line(canvas, figure, series, corners)
    return canvas.svg(SIZE, figure.alternative if with_title else None, "chart-small-radar", SIZE)


def _line(canvas: Canvas, figure: RadarFigure, series: Series, corners: list[float]) -> None:
    points = _points(figure, series, corners)
    _strokes(canvas, series, points, f"{series.role}-line")
    for place, point in points.items():
        canvas.marker(figure.axes[place].marker, point, MARKER_SIZE, f"{series.role}-mark")


def _earlier(canvas: Canvas, figure: RadarFigure, series: Series, corners: list[float]) -> None:
    """Without markers, which would hide this year's; only what stands alone between gaps has one."""
    points = _points(figure, series, corners)
    _strokes(canvas, series, points, "earlier-thin")
    for run in series.runs():
        if len(run) == 1:
            canvas.marker(Marker.SQUARE, points[run[0]], EARLIER_SIZE, "earlier-mark")


def _points(figure: RadarFigure, series: Series, corners: list[float]) -> Points:
    return {
        place: _at(corners[place], reach(figure.fraction(value), RADIUS))
        for place, value in enumerate(series.values)
        if value is not None
    }


def _strokes(canvas: Canvas, series: Series, points: Points, paint: str) -> None:
    """Along each stretch of neighbours; one that stands alone has no stroke."""
    for run in series.runs():
        if len(run) == len(series.values):
            canvas.polygon([points[place] for place in run], paint)
        elif len(run) > 1:
            canvas.line([points[place] for place in run], paint)


def _at(angle: float, distance: float) -> tuple[float, float]:
    dx, dy = around(angle, distance)
    return CENTRE + dx, CENTRE + dy
