"""The map of unity and predictability: five zones, one capital a shape, names in a key where they cannot collide."""

from math import pi

from app.assessment.results.results import Zone
from app.reports.figures.figures import DirectionFigure, DirectionPoint
from app.reports.figures.svg.canvas import LINE_HEIGHT, SMALL_SIZE, WIDTH, Canvas, around, wrapped

LEFT, TOP = 30.0, 46.0
SIDE = WIDTH - LEFT - 4
BOTTOM = TOP + SIDE
THIRD = 1 / 3
CORNERS = ((0.0, 0.0), (2 * THIRD, 0.0), (0.0, 2 * THIRD), (2 * THIRD, 2 * THIRD))
# The names stand outside the square, above or below their zone, so that no capital can cover them.
ABOVE = {
    Zone.KNOWN_DIVIDED: "Känd väg, oeniga: förhandla",
    Zone.COMPLEX: "Komplex: experimentera",
    Zone.PLAN: "Planera och genomför",
}
BELOW = {Zone.CHAOS: "Kaoszon: pröva smått", Zone.UNITED_UNSURE: "Enad men osäker: pilot"}
ANCHORS = ("start", "middle", "end")


def direction_map(figure: DirectionFigure, *, with_title: bool = False) -> str:
    """The map as SVG. Capitals on the same spot are drawn beside each other."""
    canvas = Canvas()
    canvas.rectangle((LEFT, TOP), (SIDE, SIDE), "edge")
    for x, y in (_spot(across, up + THIRD) for across, up in CORNERS):
        canvas.rectangle((x, y), (SIDE / 3, SIDE / 3), "zone")
    _names(canvas, tuple(ABOVE.values()), ANCHORS, TOP - 22)
    _names(canvas, tuple(BELOW.values()), (ANCHORS[0], ANCHORS[2]), BOTTOM + 32)
    _axes(canvas)
    for point, (x, y) in zip(figure.points, _spots(figure.points), strict=True):
        canvas.marker(point.axis.marker, (x, y), 6, "this-mark")
    bottom = _key(canvas, figure.points)
    return canvas.svg(bottom, figure.alternative if with_title else None, "chart-map")


def _spot(unity: float, predictability: float) -> tuple[float, float]:
    return LEFT + SIDE * unity, BOTTOM - SIDE * predictability


def _names(canvas: Canvas, names: tuple[str, ...], anchors: tuple[str, ...], top: float) -> None:
    for name, anchor in zip(names, anchors, strict=True):
        x = LEFT + SIDE * ANCHORS.index(anchor) / 2
        for number, line in enumerate(wrapped(name, SIDE / 3 - 6)):
            canvas.text((x, top + 13 * number), line, "quiet", anchor=anchor, size=SMALL_SIZE)


def _axes(canvas: Canvas) -> None:
    canvas.text((LEFT, BOTTOM + 15), "Oeniga", size=SMALL_SIZE)
    canvas.text((LEFT + SIDE, BOTTOM + 15), "Eniga om riktningen", anchor="end", size=SMALL_SIZE)
    for text, anchor, y in (("Osäker väg", "start", BOTTOM), ("Känd väg", "end", TOP)):
        canvas.upward_text((LEFT - 8, y), text, anchor=anchor)


def _spots(points: tuple[DirectionPoint, ...]) -> list[tuple[float, float]]:
    """Where each capital is drawn; those with the same figures stand in a small circle around their common spot."""
    places = [(point.unity, point.predictability) for point in points]
    spots = []
    for number, place in enumerate(places):
        x, y = _spot(*place)
        shared = places.count(place)
        dx, dy = around(2 * pi * places[:number].count(place) / shared, 9) if shared > 1 else (0.0, 0.0)
        spots.append((min(max(x + dx, LEFT + 8), WIDTH - 12), min(max(y + dy, TOP + 8), BOTTOM - 8)))
    return spots


def _key(canvas: Canvas, points: tuple[DirectionPoint, ...]) -> float:
    top = BOTTOM + 68
    for number, point in enumerate(points):
        x = LEFT + (number % 2) * SIDE / 2
        y = top + (number // 2) * (LINE_HEIGHT + 4)
        canvas.marker(point.axis.marker, (x + 6, y), 5, "this-mark")
        canvas.text((x + 18, y + 4.5), point.axis.label)
    return top + ((len(points) + 1) // 2) * (LINE_HEIGHT + 4)
