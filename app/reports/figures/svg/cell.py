"""One index as a dot on the scale: small enough for a table cell, beside the index and the level in words."""

from collections.abc import Sequence

from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import Canvas

LENGTH, HEIGHT = 96, 14
MARGIN = 7.0


def cell_dot(fraction: float, ticks: Sequence[float]) -> str:
    """The dot at `fraction` of the scale, with a tick for each level: all between the lowest (0) and the highest (1).

    It is hidden from assistive technology: the words beside it say the same.
    """
    canvas, middle = Canvas(), HEIGHT / 2
    canvas.line([(_across(0), middle), (_across(1), middle)], "edge")
    for tick in ticks:
        canvas.line([(_across(tick), middle - 4), (_across(tick), middle + 4)], "edge")
    canvas.marker(Marker.CIRCLE, (_across(fraction), middle), 4.6, "this-mark")
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LENGTH} {HEIGHT}" class="cell-dot"'
    return f'{opening} aria-hidden="true" focusable="false">{"".join(canvas.elements)}</svg>'


def _across(fraction: float) -> float:
    return MARGIN + (LENGTH - 2 * MARGIN) * fraction
