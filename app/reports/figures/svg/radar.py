"""The radar: one axis per capital, clockwise from the top, rings for the levels, gaps where there is no score."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Any

from app.reports.figures.figures import Axis, Marker, RadarFigure, Series, SeriesRole
from app.reports.figures.svg.canvas import FONT_SIZE, LINE_HEIGHT, SMALL_SIZE, WIDTH, Canvas, around, text_width
from app.reports.kernel.hyphens import LAID_OUT

CENTRE_X = WIDTH / 2
MAX_RADIUS, MIN_RADIUS = 122.0, 60.0
WANTED = 100.0
MARGIN = 3
GLYPH_GAP, LABEL_GAP = 10, 19
HUB = 0.14
LONG_LABEL = 10
SERIES_MARKERS = {
    SeriesRole.THIS: Marker.CIRCLE,
    SeriesRole.EARLIER: Marker.SQUARE,
    SeriesRole.BENCHMARK: Marker.DIAMOND,
    SeriesRole.INDIVIDUAL: Marker.TRIANGLE_UP,
}
MARKER_SIZES = {SeriesRole.THIS: 4.5, SeriesRole.EARLIER: 4.2, SeriesRole.BENCHMARK: 3.6, SeriesRole.INDIVIDUAL: 4.2}


@dataclass(frozen=True, slots=True)
class Spoke:
    """An axis with its direction (radians clockwise from the top) and its label as one or two lines."""

    axis: Axis
    angle: float
    lines: tuple[str, ...]

    @property
    def sideways(self) -> float:
        """How far the direction leans to the right (1) or left (−1); upright ones are exactly 0."""
        leaning = sin(self.angle)
        return 0.0 if abs(leaning) < 0.01 else leaning

    @property
    def room(self) -> float:
        """The largest radius at which the label still ends inside the drawing."""
        if not self.sideways:
            return MAX_RADIUS
        widest = max(text_width(line, FONT_SIZE) for line in self.lines)
        return (CENTRE_X - MARGIN - widest) / abs(self.sideways) - LABEL_GAP


def radar(figure: RadarFigure, *, with_title: bool = False) -> str:
    """The radar as SVG. Labels that would not fit beside the rings are hyphenated onto two lines, softly on paper."""
    hyphen = LAID_OUT if with_title else "-"
    spokes = [_spoke(axis, place, len(figure.axes), hyphen) for place, axis in enumerate(figure.axes)]
    radius = max(MIN_RADIUS, min(MAX_RADIUS, *(spoke.room for spoke in spokes)))
    centre = (CENTRE_X, radius + LABEL_GAP + LINE_HEIGHT * max(len(spoke.lines) for spoke in spokes))
    canvas = Canvas()
    _web(canvas, figure, spokes, centre, radius)
    for series in reversed(figure.series):
        _line(canvas, figure, series, spokes, (centre, radius))
    _ring_labels(canvas, figure, len(spokes), centre, radius)
    for spoke in spokes:
        _label(canvas, spoke, centre, radius)
    legend = 2 * centre[1] + 8
    _legend(canvas, figure.series, legend)
    return canvas.svg(legend + 20 * len(figure.series), figure.alternative if with_title else None, "chart-radar")


def _spoke(axis: Axis, place: int, count: int, hyphen: str) -> Spoke:
    angle = 2 * pi * place / count
    whole = Spoke(axis, angle, (axis.label,))
    if whole.room >= WANTED or len(axis.label) <= LONG_LABEL:
        return whole
    return Spoke(axis, angle, halved(axis.label, hyphen))


@lru_cache(maxsize=1)
def _hyphenation() -> Any:
    """Read when the first label is laid out: its dictionary was a twentieth of the time that a start takes."""
    from pyphen import Pyphen  # type: ignore[import-untyped]  # noqa: PLC0415

    return Pyphen(lang="sv_SE")


def halved(label: str, hyphen: str) -> tuple[str, ...]:
    """The label on two lines as equal as its hyphens, spaces and syllables allow."""
    pieces = [(first, rest) for first, rest in _hyphenation().iterate(label)]
    breaks = [(first + hyphen, rest) for first, rest in pieces]
    breaks += [
        (label[: place + 1].strip(), label[place + 1 :])
        for place, character in enumerate(label[:-1])
        if character in " -"
    ]
    return min(breaks, key=lambda halves: max(map(len, halves)), default=(label,))


def reach(fraction: float, radius: float) -> float:
    """Distance from the centre in any radar, `fraction` of the way from the lowest level to the highest.

    The lowest level keeps off the very centre, where lines could not be told apart.
    """
    return radius * (HUB + (1 - HUB) * fraction)


def _at(spoke: Spoke, centre: tuple[float, float], distance: float) -> tuple[float, float]:
    dx, dy = around(spoke.angle, distance)
    return centre[0] + dx, centre[1] + dy


def _web(canvas: Canvas, figure: RadarFigure, spokes: list[Spoke], centre: tuple[float, float], radius: float) -> None:
    for spoke in spokes:
        canvas.line(
            [_at(spoke, centre, reach(figure.fraction(figure.lowest), radius)), _at(spoke, centre, radius)], "spoke"
        )
    for ring in figure.scale:
        distance = reach(figure.fraction(ring.value), radius)
        canvas.polygon([_at(spoke, centre, distance) for spoke in spokes], "grid")


def _ring_labels(canvas: Canvas, figure: RadarFigure, count: int, centre: tuple[float, float], radius: float) -> None:
    """Written last, between the first two axes, where no marker can stand."""
    between = pi / count
    for ring in figure.scale:
        dx, dy = around(between, reach(figure.fraction(ring.value), radius) * cos(between))
        at = (centre[0] + dx, centre[1] + dy + SMALL_SIZE * 0.35)
        canvas.text(at, ring.label, "halo", anchor="middle", size=SMALL_SIZE)
        canvas.text(at, ring.label, "quiet", anchor="middle", size=SMALL_SIZE)


def _line(
    canvas: Canvas,
    figure: RadarFigure,
    series: Series,
    spokes: list[Spoke],
    place: tuple[tuple[float, float], float],
) -> None:
    centre, radius = place
    points = {
        number: _at(spokes[number], centre, reach(figure.fraction(value), radius))
        for number, value in enumerate(series.values)
        if value is not None
    }
    for run in series.runs():
        if len(run) == len(spokes):
            canvas.polygon([points[number] for number in run], f"{series.role}-line")
        elif len(run) > 1:
            canvas.line([points[number] for number in run], f"{series.role}-line")
    for point in points.values():
        canvas.marker(SERIES_MARKERS[series.role], point, MARKER_SIZES[series.role], f"{series.role}-mark")


def _label(canvas: Canvas, spoke: Spoke, centre: tuple[float, float], radius: float) -> None:
    canvas.marker(spoke.axis.marker, _at(spoke, centre, radius + GLYPH_GAP), 4, "capital")
    x, y = _at(spoke, centre, radius + LABEL_GAP)
    anchor = "middle" if not spoke.sideways else "start" if spoke.sideways > 0 else "end"
    block = LINE_HEIGHT * (len(spoke.lines) - 1)
    lift = (1 + cos(spoke.angle)) / 2
    first = y + FONT_SIZE * 0.75 * (1 - lift) - block * lift
    for number, line in enumerate(spoke.lines):
        canvas.text((x, first + LINE_HEIGHT * number), line, anchor=anchor)


def _legend(canvas: Canvas, lines: tuple[Series, ...], top: float) -> None:
    for number, series in enumerate(lines):
        y = top + 20 * number + 6
        canvas.line([(MARGIN, y), (MARGIN + 40, y)], f"{series.role}-line")
        canvas.marker(SERIES_MARKERS[series.role], (MARGIN + 20, y), MARKER_SIZES[series.role], f"{series.role}-mark")
        canvas.text((MARGIN + 50, y + 4.5), series.name)
