"""Between which places of an order a kommun lies, as a bar for a table cell, beside the places in words."""

from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import Canvas

LENGTH, HEIGHT = 200, 14
MARGIN = 7.0


def rank_bar(best: int, worst: int, count: int) -> str:
    """From place `best` to `worst` of `count` (at least two), the first to the left.

    It is hidden from assistive technology: the words beside it say the same.
    """
    canvas, middle = Canvas(), HEIGHT / 2
    canvas.line([(_across(1, count), middle), (_across(count, count), middle)], "edge")
    for place in (1, count):
        canvas.line([(_across(place, count), middle - 4), (_across(place, count), middle + 4)], "edge")
    canvas.line([(_across(best, count), middle), (_across(worst, count), middle)], "this-line")
    for place in {best, worst}:
        canvas.marker(Marker.CIRCLE, (_across(place, count), middle), 4.0, "this-mark")
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LENGTH} {HEIGHT}" class="rank-bar"'
    return f'{opening} aria-hidden="true" focusable="false">{"".join(canvas.elements)}</svg>'


def _across(place: int, count: int) -> float:
    return MARGIN + (LENGTH - 2 * MARGIN) * (place - 1) / (count - 1)
