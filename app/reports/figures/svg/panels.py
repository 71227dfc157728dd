"""The development over the years: a small panel per capital, two beside each other, one scale for all."""

from app.reports.figures.figures import DevelopmentFigure, DevelopmentPanel, Ring
from app.reports.figures.svg.canvas import LINE_HEIGHT, SMALL_SIZE, WIDTH, Canvas, text_width
from app.reports.kernel.wording import QUIET_CHANGE

COLUMNS = 2
GAP = 12.0
PANEL = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
NAME, PLOT, YEARS, BELOW = 20.0, 84.0, 18.0, 16.0
ROW = NAME + PLOT + YEARS + BELOW
LEFT, RIGHT = 20.0, 36.0
"""Room for the scale's values, and for the last point's."""
INSET = 10.0
LEGEND_ROW = 20.0
MARGIN = 3.0


def panels(figure: DevelopmentFigure, *, with_title: bool = False) -> str:
    """The panels as SVG. A quiet link is thin and grey, a broken one is not drawn; the last point has its value."""
    canvas = Canvas()
    for place, panel in enumerate(figure.panels):
        row, column = divmod(place, COLUMNS)
        _panel(canvas, figure, panel, (column * (PANEL + GAP), row * ROW))
    rows = -(-len(figure.panels) // COLUMNS)
    height = _legend(canvas, figure, rows * ROW)
    return canvas.svg(height, figure.alternative if with_title else None, "chart-development")


def _panel(canvas: Canvas, figure: DevelopmentFigure, panel: DevelopmentPanel, corner: tuple[float, float]) -> None:
    x, y = corner
    canvas.marker(panel.axis.marker, (x + 6, y + 9), 4, "capital")
    canvas.text((x + 16, y + 13.5), panel.axis.label)
    top = y + NAME
    for ring in figure.scale:
        height = _up(figure, ring.value, top)
        canvas.line([(x + LEFT, height), (x + PANEL - RIGHT, height)], "grid")
    for ring in _apart(figure):
        at = (x + LEFT - 6, _up(figure, ring.value, top) + 4)
        canvas.text(at, ring.label, "quiet", anchor="end", size=SMALL_SIZE)
    _year_labels(canvas, figure, x, top + PLOT + LINE_HEIGHT)
    if panel.target is not None:
        height = _up(figure, panel.target, top)
        canvas.line([(x + LEFT, height), (x + PANEL - RIGHT, height)], "target-line")
    _lines(canvas, figure, panel, (x, top))


def _lines(canvas: Canvas, figure: DevelopmentFigure, panel: DevelopmentPanel, corner: tuple[float, float]) -> None:
    x, top = corner
    for link in panel.links:
        ends = ((link.earlier_year, link.start), (link.later_year, link.end))
        points = [(x + _across(figure, year), _up(figure, value, top)) for year, value in ends]
        canvas.line(points, "quiet-line" if link.quiet else "this-line")
    for point in panel.points:
        at = (x + _across(figure, point.year), _up(figure, point.value, top))
        canvas.marker(panel.axis.marker, at, 4.4, "this-mark")
    if panel.points:
        last = panel.points[-1]
        at = (x + _across(figure, last.year) + 8, _up(figure, last.value, top) + 4.5)
        canvas.text(at, last.shown, "halo")
        canvas.text(at, last.shown, "strong")
    elif panel.missing:
        canvas.text((x + LEFT + 4, top + PLOT / 2), panel.missing, "halo", size=SMALL_SIZE)
        canvas.text((x + LEFT + 4, top + PLOT / 2), panel.missing, "quiet", size=SMALL_SIZE)


def _up(figure: DevelopmentFigure, value: float, top: float) -> float:
    return top + PLOT - 4 - (PLOT - 8) * figure.fraction(value)


def _across(figure: DevelopmentFigure, year: int) -> float:
    """From the panel's left edge; years stand at even distances, also those that are passed over."""
    first, last = figure.years[0], figure.years[-1]
    width = PANEL - LEFT - RIGHT - 2 * INSET
    return LEFT + INSET + (width * (year - first) / (last - first) if last > first else width / 2)


def _apart(figure: DevelopmentFigure) -> list[Ring]:
    """The levels whose values can be written without touching, from the lowest."""
    rings: list[Ring] = []
    for ring in figure.scale:
        if not rings or (PLOT - 8) * (figure.fraction(ring.value) - figure.fraction(rings[-1].value)) >= SMALL_SIZE:
            rings.append(ring)
    return rings


def _year_labels(canvas: Canvas, figure: DevelopmentFigure, x: float, y: float) -> None:
    """The last year always, and of the others as many as there is room for."""
    beside: float | None = None
    for year in reversed(figure.years):
        middle, half = _across(figure, year), text_width(str(year), SMALL_SIZE) / 2
        if beside is None or middle + half + 4 <= beside:
            canvas.text((x + middle, y), str(year), "quiet", anchor="middle", size=SMALL_SIZE)
            beside = middle - half


def _legend(canvas: Canvas, figure: DevelopmentFigure, top: float) -> float:
    links = [link for panel in figure.panels for link in panel.links]
    keys = [("this-line", "Tydlig förändring", any(not link.quiet for link in links))]
    keys.append(("quiet-line", QUIET_CHANGE, any(link.quiet for link in links)))
    keys.append(("target-line", "Målnivå", any(panel.target is not None for panel in figure.panels)))
    entries = [(paint, name) for paint, name, is_needed in keys if is_needed]
    for number, (paint, name) in enumerate(entries):
        y = top + LEGEND_ROW * number + 6
        canvas.line([(MARGIN, y), (MARGIN + 40, y)], paint)
        canvas.text((MARGIN + 50, y + 4.5), name)
    return top + LEGEND_ROW * len(entries)
