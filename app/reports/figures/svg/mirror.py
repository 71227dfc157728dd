"""One factor from both sides on a straight scale, for a table cell that has the figures in words beside it."""

from html import escape

from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import Canvas

LENGTH, HEIGHT = 200, 18
MARGIN = 8.0


def mirror_bar(own: float | None, median: float | None, levels: tuple[float, ...], *, title: str | None = None) -> str:
    """Places 0…1 along the scale: the association's filled dot, the kommuner's hollow square, and a tick a level.

    Without a title, which paper needs, it is hidden from assistive technology: the words beside it say the same.
    """
    canvas, middle = Canvas(), HEIGHT / 2
    canvas.line([(_across(levels[0]), middle), (_across(levels[-1]), middle)], "edge")
    for level in levels:
        canvas.line([(_across(level), middle - 4), (_across(level), middle + 4)], "edge")
    if own is not None and median is not None:
        canvas.line([(_across(own), middle), (_across(median), middle)], "this-line")
    if median is not None:
        canvas.marker(Marker.SQUARE, (_across(median), middle), 5.6, "benchmark-mark")
    if own is not None:
        canvas.marker(Marker.CIRCLE, (_across(own), middle), 4.4, "this-mark")
    return _svg(canvas, LENGTH, "rank-bar", title)


def mirror_key(side: str) -> str:
    """How a side's dot looks, beside its name: "own" or "median"."""
    canvas = Canvas()
    if side == "own":
        canvas.marker(Marker.CIRCLE, (HEIGHT / 2, HEIGHT / 2), 5.6, "this-mark")
    else:
        canvas.marker(Marker.SQUARE, (HEIGHT / 2, HEIGHT / 2), 6.0, "benchmark-mark")
    return _svg(canvas, HEIGHT, "mirror-mark", None)


def _svg(canvas: Canvas, width: int, css_class: str, title: str | None) -> str:
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" class="{css_class}"'
    drawing = "".join(canvas.elements)
    if title is None:
        return f'{opening} aria-hidden="true" focusable="false">{drawing}</svg>'
    return f'{opening} role="img"><title>{escape(title)}</title>{drawing}</svg>'


def _across(place: float) -> float:
    return MARGIN + (LENGTH - 2 * MARGIN) * place
