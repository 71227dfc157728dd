"""How kommuner spread over the levels: a row of bars per capital, and a hollow one for those without a result."""

from app.reports.figures.figures import LevelsFigure, LevelsRow
from app.reports.figures.svg.canvas import SMALL_SIZE, WIDTH, Canvas

LEFT = 134.0
MARGIN = 3.0
TOP = 20.0
ROW = 46.0
MAX_HEIGHT = 26.0
BAR = 0.62
"""Share of its column that a bar fills."""
WITHOUT = "–"


def level_bars(figure: LevelsFigure, *, with_title: bool = False) -> str:
    """The bars as SVG. All have the same scale: the tallest is the level, of any capital, that most kommuner are on."""
    canvas, columns = Canvas(), len(figure.scale) + 1
    width = (WIDTH - MARGIN - LEFT) / columns
    for place, heading in enumerate((*(ring.label for ring in figure.scale), WITHOUT)):
        canvas.text((LEFT + width * (place + 0.5), TOP - 8), heading, "quiet", anchor="middle", size=SMALL_SIZE)
    most = max(max(*row.on_level, row.without) for row in figure.rows)
    for place, row in enumerate(figure.rows):
        _row(canvas, row, TOP + ROW * (place + 1) - 6, width, MAX_HEIGHT / max(most, 1))
    bottom = TOP + ROW * len(figure.rows) + 14
    canvas.text((LEFT, bottom - 2), f"{WITHOUT} utan resultat", "quiet", size=SMALL_SIZE)
    return canvas.svg(bottom + 4, figure.alternative if with_title else None, "chart-levels")


def _row(canvas: Canvas, row: LevelsRow, base: float, width: float, each: float) -> None:
    """`base` is where the bars stand; `each` is the height of one kommun. An empty level has no bar and no number."""
    canvas.text((MARGIN, base - 4), row.axis.label)
    canvas.line([(LEFT, base), (LEFT + width * len(row.on_level), base)], "edge")
    for place, count in enumerate((*row.on_level, row.without)):
        if not count:
            continue
        x, height = LEFT + width * (place + (1 - BAR) / 2), each * count
        paint = "this-mark" if place < len(row.on_level) else "quiet-hollow"
        canvas.rectangle((x, base - height), (width * BAR, height), paint)
        canvas.text((x + width * BAR / 2, base - height - 4), str(count), "strong", anchor="middle", size=SMALL_SIZE)
