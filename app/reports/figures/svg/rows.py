"""The figures with one row per capital on a straight scale: the dot plot and the strokes of change."""

from app.assessment.results.results import Trend
from app.reports.figures.figures import ChangeFigure, ChangeRow, DotPlotFigure, DotRow, Figure, Marker
from app.reports.figures.svg.canvas import SMALL_SIZE, WIDTH, Canvas
from app.reports.kernel.wording import QUIET_CHANGE

LEFT, RIGHT = 132.0, 314.0
TOP = 22.0
ROW = 30.0
LEGEND_ROW = 20.0
MARGIN = 3.0


def dots(figure: DotPlotFigure, *, with_title: bool = False) -> str:
    """The dot plot as SVG: the earlier year's dot is hollow, the interval a whisker behind the dot."""
    canvas = Canvas()
    bottom = _scale(canvas, figure, len(figure.rows))
    for place, row in enumerate(figure.rows):
        _dot_row(canvas, figure, row, TOP + ROW * (place + 0.5))
    keys = [] if figure.missing else [("this-mark", figure.this_name)]
    if figure.earlier_name:
        keys.append(("earlier-mark", figure.earlier_name))
    top = _legend(canvas, keys, bottom)
    if figure.missing:
        canvas.text((MARGIN, top + 10.5), f"{figure.this_name}: {figure.missing} i alla rader")
        top += LEGEND_ROW
    if any(row.interval for row in figure.rows):
        _whisker(canvas, (MARGIN, MARGIN + 24), top + 6)
        canvas.text((MARGIN + 32, top + 10.5), figure.interval_name)
        top += LEGEND_ROW
    return canvas.svg(top, figure.alternative if with_title else None, "chart-dots")


def changes(figure: ChangeFigure, *, with_title: bool = False) -> str:
    """The change as SVG: a stroke from no change, up to the right and down to the left; unclear ones thin and grey."""
    canvas = Canvas()
    bottom = _scale(canvas, figure, len(figure.rows))
    middle = _across(figure, 0)
    canvas.line([(middle, TOP), (middle, bottom)], "edge")
    for place, row in enumerate(figure.rows):
        _change_row(canvas, figure, row, TOP + ROW * (place + 0.5))
    top = _legend(canvas, [("this-mark", "Tydlig förändring"), ("quiet-mark", QUIET_CHANGE)], bottom)
    return canvas.svg(top, figure.alternative if with_title else None, "chart-change")


def _across(figure: Figure, value: float) -> float:
    return LEFT + (RIGHT - LEFT) * figure.fraction(value)


def _scale(canvas: Canvas, figure: Figure, rows: int) -> float:
    """The level lines with their values above; returns where the rows end."""
    bottom = TOP + ROW * rows
    for ring in figure.scale:
        x = _across(figure, ring.value)
        canvas.line([(x, TOP), (x, bottom)], "grid")
        canvas.text((x, TOP - 8), ring.label, "quiet", anchor="middle", size=SMALL_SIZE)
    return bottom


def _dot_row(canvas: Canvas, figure: DotPlotFigure, row: DotRow, y: float) -> None:
    canvas.text((MARGIN, y + 4.5), row.axis.label)
    if row.value is None:
        _without_value(canvas, figure, row, y)
        return
    canvas.line([(LEFT, y), (RIGHT, y)], "grid")
    if row.interval:
        _whisker(canvas, (_across(figure, row.interval[0]), _across(figure, row.interval[1])), y)
    if row.earlier is not None:
        canvas.marker(row.axis.marker, (_across(figure, row.earlier), y), 5.2, "earlier-mark")
    canvas.marker(row.axis.marker, (_across(figure, row.value), y), 5.2, "this-mark")
    canvas.text((WIDTH - MARGIN, y + 4.5), row.shown, "strong", anchor="end")


def _without_value(canvas: Canvas, figure: DotPlotFigure, row: DotRow, y: float) -> None:
    """Why there is no dot. An earlier year's dot keeps the line above the words, so that neither covers the other."""
    down = 4.0
    if row.earlier is not None:
        canvas.marker(row.axis.marker, (_across(figure, row.earlier), y - 6), 5.2, "earlier-mark")
        down = 12.0
    canvas.text((LEFT + 4, y + down), row.missing or "", "halo", size=SMALL_SIZE)
    canvas.text((LEFT + 4, y + down), row.missing or "", "quiet", size=SMALL_SIZE)


def _change_row(canvas: Canvas, figure: ChangeFigure, row: ChangeRow, y: float) -> None:
    canvas.text((MARGIN, y + 4.5), row.axis.label)
    if row.difference is None:
        canvas.text((LEFT + 4, y + 4), "jämförs inte", "halo", size=SMALL_SIZE)
        canvas.text((LEFT + 4, y + 4), "jämförs inte", "quiet", size=SMALL_SIZE)
        return
    clear = row.trend in (Trend.UP, Trend.DOWN)
    canvas.line([(LEFT, y), (RIGHT, y)], "grid")
    end = _across(figure, row.difference)
    canvas.line([(_across(figure, 0), y), (end, y)], "this-line" if clear else "quiet-line")
    canvas.marker(row.axis.marker, (end, y), 5.2, "this-mark" if clear else "quiet-mark")
    canvas.text((WIDTH - MARGIN, y + 4.5), row.shown, "strong" if clear else "quiet", anchor="end")


def _whisker(canvas: Canvas, ends: tuple[float, float], y: float) -> None:
    low, high = ends
    canvas.line([(low, y), (high, y)], "whisker")
    for x in ends:
        canvas.line([(x, y - 5), (x, y + 5)], "whisker")


def _legend(canvas: Canvas, keys: list[tuple[str, str]], bottom: float) -> float:
    top = bottom + 10
    for number, (paint, name) in enumerate(keys):
        y = top + LEGEND_ROW * number + 6
        canvas.marker(Marker.CIRCLE, (MARGIN + 12, y), 5.2, paint)
        canvas.text((MARGIN + 32, y + 4.5), name)
    return top + LEGEND_ROW * len(keys)
