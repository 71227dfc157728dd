"""The large radar: words on the rings, capitals as links with their values, ticks for targets, a band for a median.

Its lines are in a group of their own, and where they stand is told by `frame_of`: the interactive drawing lays its
lines over the same web.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

from app.reports.figures.figures import Axis, Series, SeriesRole
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.svg.canvas import Canvas, around, coordinate, text_width, wrapped
from app.reports.figures.svg.radar import SERIES_MARKERS, halved, reach

WIDTH = 560
MAX_RADIUS, MIN_RADIUS = 186.0, 110.0
MARGIN = 4.0
GLYPH_GAP, LABEL_GAP = 13.0, 24.0
LABEL_SIZE, VALUE_SIZE, RING_SIZE, NUMBER_SIZE = 15, 16, 12, 18
LINE_HEIGHT = 18.0
RING_WIDTH = 110.0
"""So wide that a long level's name stays clear of the next capital's."""
LONG_LABEL = 11
TICK = 9.0
"""Half the length of a target's tick."""
GOAL_LENGTH, GOAL_WIDTH = 13.0, 4.5
"""Half of a goal's hollow tick: so large that a target's tick on the same level is seen inside it."""
SIZES = {SeriesRole.THIS: 5.0, SeriesRole.EARLIER: 4.2, SeriesRole.BENCHMARK: 4.6, SeriesRole.INDIVIDUAL: 4.8}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Corner:
    """An axis with its direction (radians clockwise from the top), its label on one line or two, and its value."""

    axis: Axis
    angle: float
    lines: tuple[str, ...]
    value: str

    @property
    def sideways(self) -> float:
        """How far it leans to the right (1) or left (−1); upright ones are exactly 0."""
        leaning = sin(self.angle)
        return 0.0 if abs(leaning) < 0.01 else leaning

    @property
    def width(self) -> float:
        return max(*(text_width(line, LABEL_SIZE) for line in self.lines), text_width(self.value, VALUE_SIZE) * 1.1)

    @property
    def room(self) -> float:
        """The largest radius at which the label still ends inside the drawing."""
        if not self.sideways:
            return MAX_RADIUS
        return (WIDTH / 2 - MARGIN - self.width) / abs(self.sideways) - LABEL_GAP


@dataclass(frozen=True, slots=True)
class RadarFrame:
    """Where the web stands in the drawing, in the drawing's units."""

    corners: tuple[Corner, ...]
    centre: Point
    radius: float
    height: float


def frame_of(figure: ProfileRadar) -> RadarFrame:
    """Labels that would not fit beside the web are hyphenated onto two lines."""
    corners = tuple(_corner(figure, place) for place in range(len(figure.axes)))
    radius = max(MIN_RADIUS, min(MAX_RADIUS, *(corner.room for corner in corners)))
    above = LABEL_GAP + LINE_HEIGHT * (max(len(corner.lines) for corner in corners) + 1)
    return RadarFrame(corners=corners, centre=(WIDTH / 2, radius + above), radius=radius, height=2 * (radius + above))


def _corner(figure: ProfileRadar, place: int) -> Corner:
    axis, angle = figure.axes[place], 2 * pi * place / len(figure.axes)
    value = figure.series[0].shown[place] if figure.series[0].values[place] is not None else "–"
    whole = Corner(axis=axis, angle=angle, lines=(axis.label,), value=value)
    if whole.room >= MAX_RADIUS - 20 or len(axis.label) <= LONG_LABEL:
        return whole
    return Corner(axis=axis, angle=angle, lines=halved(axis.label, "-"), value=value)


def profile_radar(figure: ProfileRadar, *, with_title: bool = False) -> str:
    """As a picture without links."""
    canvas, frame = Canvas(), frame_of(figure)
    canvas.elements += [_ground(figure, frame), _lines(figure, frame), _words(figure, frame)]
    canvas.elements += [_corner_drawing(frame, place) for place in range(len(frame.corners))]
    return canvas.svg(frame.height, figure.alternative if with_title else None, "chart-profile", WIDTH)


def linked_radar(figure: ProfileRadar, links: Mapping[str, str]) -> str:
    """For a page: every capital is a link by its key, named with its values; all else is hidden from who listens, since
    the page says it in words. The words on the rings are a drawing of their own, to lie over interactive lines too.
    """
    frame = frame_of(figure)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {coordinate(frame.height)}"'
    family = 'font-family="Public Sans, sans-serif"'
    corners = "".join(_linked(figure, frame, place, links) for place in range(len(frame.corners)))
    return (
        f'{opening} class="chart chart-profile" role="group" aria-label="Kapitalslagen" {family}>'
        f'<g aria-hidden="true">{_ground(figure, frame)}</g>'
        f'<g aria-hidden="true" class="chart-lines">{_lines(figure, frame)}</g>{corners}</svg>'
        f'{opening} class="chart chart-words" aria-hidden="true" focusable="false" {family}>'
        f'<g class="ring-names">{_words(figure, frame)}</g><g class="ring-numbers">{_numbers(figure, frame)}</g></svg>'
    )


def _ground(figure: ProfileRadar, frame: RadarFrame) -> str:
    canvas = Canvas()
    _band(canvas, figure, frame)
    _web(canvas, figure, frame)
    _goals(canvas, figure, frame)
    _ticks(canvas, figure, frame)
    return "".join(canvas.elements)


def _lines(figure: ProfileRadar, frame: RadarFrame) -> str:
    canvas = Canvas()
    for series in reversed(figure.series):
        _line(canvas, figure, series, frame)
    return "".join(canvas.elements)


def _numbers(figure: ProfileRadar, frame: RadarFrame) -> str:
    """In place of the words where the page is so narrow that they would be too small; the scale then stands below."""
    canvas, (x, y) = Canvas(), frame.centre
    for ring in figure.scale:
        at = (x + 7, y - reach(figure.fraction(ring.value), frame.radius) + NUMBER_SIZE)
        canvas.text(at, ring.label, "halo", size=NUMBER_SIZE)
        canvas.text(at, ring.label, "quiet", size=NUMBER_SIZE)
    return "".join(canvas.elements)


def _words(figure: ProfileRadar, frame: RadarFrame) -> str:
    canvas = Canvas()
    _ring_words(canvas, figure, frame)
    return "".join(canvas.elements)


def _at(frame: RadarFrame, place: int, distance: float) -> Point:
    dx, dy = around(frame.corners[place].angle, distance)
    return frame.centre[0] + dx, frame.centre[1] + dy


def _value_at(figure: ProfileRadar, frame: RadarFrame, place: int, value: float) -> Point:
    return _at(frame, place, reach(figure.fraction(value), frame.radius))


def _band(canvas: Canvas, figure: ProfileRadar, frame: RadarFrame) -> None:
    """Under everything: between neighbours that both have one, and as a stroke on an axis that stands alone."""
    count = len(figure.axes)
    for place, ends in enumerate(figure.band):
        following = (place + 1) % count
        after, before = figure.band[following], figure.band[place - 1]
        if ends is None:
            continue
        if after is not None:
            edge = [_value_at(figure, frame, place, end) for end in ends]
            far = [_value_at(figure, frame, following, end) for end in after]
            canvas.polygon([edge[0], edge[1], far[1], far[0]], "band")
        elif before is None:
            canvas.line([_value_at(figure, frame, place, end) for end in ends], "band-alone")


def _web(canvas: Canvas, figure: ProfileRadar, frame: RadarFrame) -> None:
    places = range(len(figure.axes))
    for place in places:
        canvas.line([_value_at(figure, frame, place, figure.lowest), _at(frame, place, frame.radius)], "spoke")
    for ring in figure.scale:
        canvas.polygon([_value_at(figure, frame, place, ring.value) for place in places], "grid")


def _goals(canvas: Canvas, figure: ProfileRadar, frame: RadarFrame) -> None:
    for place, goal in enumerate(figure.goals):
        if goal is not None:
            angle = frame.corners[place].angle
            centre = _value_at(figure, frame, place, goal.value)
            canvas.polygon(hollow_tick(centre, angle), "goal-tick")


def hollow_tick(centre: Point, angle: float) -> list[Point]:
    """The corners of a bar across an axis that points in the direction (radians clockwise from the top)."""
    (outwards_x, outwards_y), (along_x, along_y) = around(angle, GOAL_WIDTH), around(angle + pi / 2, GOAL_LENGTH)
    return [
        (centre[0] + sideways * along_x + ahead * outwards_x, centre[1] + sideways * along_y + ahead * outwards_y)
        for sideways, ahead in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]


def _ticks(canvas: Canvas, figure: ProfileRadar, frame: RadarFrame) -> None:
    for place, tick in enumerate(figure.targets):
        if tick is None:
            continue
        x, y = _value_at(figure, frame, place, tick.value)
        dx, dy = around(frame.corners[place].angle + pi / 2, TICK)
        canvas.line([(x - dx, y - dy), (x + dx, y + dy)], "target-tick")


def _line(canvas: Canvas, figure: ProfileRadar, series: Series, frame: RadarFrame) -> None:
    points = {
        place: _value_at(figure, frame, place, value) for place, value in enumerate(series.values) if value is not None
    }
    paint = line_paint(series.role)
    for run in series.runs():
        if len(run) == len(figure.axes):
            canvas.polygon([points[place] for place in run], paint)
        elif len(run) > 1:
            canvas.line([points[place] for place in run], paint)
    for point in points.values():
        canvas.marker(SERIES_MARKERS[series.role], point, SIZES[series.role], f"{series.role}-mark")


def _ring_words(canvas: Canvas, figure: ProfileRadar, frame: RadarFrame) -> None:
    """Beside the first axis, just inside each ring; the lowest ring is too small for more than its number."""
    x, y = frame.centre
    for ring in figure.scale:
        words = ring.label if ring.value == figure.lowest else f"{ring.label} {ring.name}"
        top = y - reach(figure.fraction(ring.value), frame.radius) + RING_SIZE + 2
        for number, line in enumerate(wrapped(words, RING_WIDTH, RING_SIZE)):
            at = (x + 7, top + (RING_SIZE + 2) * number)
            canvas.text(at, line, "halo", size=RING_SIZE)
            canvas.text(at, line, "quiet", size=RING_SIZE)


def _corner_drawing(frame: RadarFrame, place: int, *, is_link: bool = False) -> str:
    corner, canvas = frame.corners[place], Canvas()
    x, y = _at(frame, place, frame.radius + LABEL_GAP)
    anchor = "middle" if not corner.sideways else "start" if corner.sideways > 0 else "end"
    block = LINE_HEIGHT * len(corner.lines)
    lift = (1 + cos(corner.angle)) / 2
    first = y + LABEL_SIZE * 0.75 * (1 - lift) - block * lift
    if is_link:
        start = x - corner.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        size = (corner.width + 12, block + LINE_HEIGHT + 4)
        canvas.rectangle((start - 6, first - LINE_HEIGHT + 2), size, "hit")
    canvas.marker(corner.axis.marker, _at(frame, place, frame.radius + GLYPH_GAP), 5, "capital")
    for number, line in enumerate(corner.lines):
        canvas.text((x, first + LINE_HEIGHT * number), line, "label", anchor=anchor, size=LABEL_SIZE)
    canvas.text((x, first + block), corner.value, "strong", anchor=anchor, size=VALUE_SIZE)
    return " ".join(canvas.elements)


def _linked(figure: ProfileRadar, frame: RadarFrame, place: int, links: Mapping[str, str]) -> str:
    """The name begins with what is seen, so that who speaks to the page can say it."""
    corner = frame.corners[place]
    axis, label = corner.axis, " ".join((*corner.lines, corner.value))
    values = ", ".join(f"{name}: {value}" for name, value in figure.values_at(place))
    return (
        f'<a href="{escape(links[axis.key])}" class="corner" data-capital="{escape(axis.key)}" '
        f'aria-label="{escape(f"{label}. {axis.name}. {values}")}">{_corner_drawing(frame, place, is_link=True)}</a>'
    )


def line_paint(role: SeriesRole) -> str:
    """This year strong and the year before it thin; other lines as in every figure."""
    return {SeriesRole.THIS: "this-strong", SeriesRole.EARLIER: "earlier-slim"}.get(role, f"{role}-line")


def series_swatch(role: SeriesRole | None, *, is_goal: bool = False) -> str:
    """How a series looks, small enough for a button: its line with a marker, or None: a target's or a goal's tick."""
    canvas = Canvas()
    if is_goal:
        canvas.line([(1, 9), (35, 9)], "spoke")
        canvas.rectangle((14, 2), (8, 14), "goal-tick")
    elif role is None:
        canvas.line([(18, 3), (18, 15)], "target-tick")
        canvas.line([(8, 9), (28, 9)], "spoke")
    else:
        if role is SeriesRole.BENCHMARK:
            canvas.rectangle((1, 3), (34, 12), "band")
        canvas.line([(1, 9), (35, 9)], line_paint(role))
        canvas.marker(SERIES_MARKERS[role], (18, 9), SIZES[role], f"{role}-mark")
    return canvas.svg(18, None, "chart-swatch", 36)
