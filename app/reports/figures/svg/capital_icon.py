"""A line icon per kind of capital: the outline of its marker shape, and a few strokes that remind of its meaning.

The shape is the one that stands for the capital in every figure, so that the icon and the figures are read as one.
"""

from dataclasses import dataclass

from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import OUTLINES, coordinate

SIZE = 24


@dataclass(frozen=True, slots=True)
class _IconShape:
    """Where the marker stands in the square of SIZE, and how large."""

    marker: Marker
    inside: str
    """The strokes inside or beside it, as SVG."""
    x: float = 12.0
    y: float = 12.0
    radius: float = 8.0


_SHAPES = {
    # A compass: where one is going.
    "politiskt": _IconShape(Marker.CIRCLE, '<path d="M15.5 8.5l-2 5-5 2 2-5z"/>', radius=9.5),
    # A note of money.
    "finansiellt": _IconShape(
        Marker.SQUARE, '<circle cx="12" cy="12" r="3.2"/><path d="M7 8v.1M17 16v.1"/>', radius=9.5
    ),
    # Two that hold on to each other.
    "relations": _IconShape(
        Marker.DIAMOND, '<circle cx="9.3" cy="12" r="2.3"/><circle cx="14.7" cy="12" r="2.3"/>', radius=8.6
    ),
    # A person.
    "human": _IconShape(Marker.TRIANGLE_UP, '<circle cx="12" cy="4" r="2.6"/>', y=15.8, radius=7.6),
    # Three parts that are tied together.
    "organisatoriskt": _IconShape(
        Marker.TRIANGLE_DOWN,
        '<path d="M8.5 9h7M12 9v5.2"/><path d="M8.5 9v.1M15.5 9v.1M12 14.4v.1"/>',
        y=11.2,
        radius=8.4,
    ),
    # Something that turns.
    "dynamiskt": _IconShape(Marker.CROSS, '<path d="M17.2 2.8a8 8 0 0 1 4 4M6.8 21.2a8 8 0 0 1-4-4"/>', radius=8.2),
    # What stands on the ground.
    "realt": _IconShape(Marker.STAR, '<path d="M3.5 21.5h17"/>', y=11.2, radius=7.2),
    # Something that is taken in.
    "mottagarformaga": _IconShape(Marker.HEXAGON, '<path d="M12 7.5v8M8.8 12.5l3.2 3.2 3.2-3.2"/>', radius=9.0),
}
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" class="capital-icon" viewBox="0 0 {SIZE} {SIZE}" fill="none" '
    'stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
    'focusable="false">'
)


def capital_icon(key: str) -> str:
    """The icon of the capital with that id as SVG, hidden from assistive technology; empty for one of another
    questionnaire than ours."""
    shape = _SHAPES.get(key)
    return "" if shape is None else f"{_OPENING}{_outline(shape)}{shape.inside}</svg>"


def icon_markers() -> dict[str, Marker]:
    """Capital id -> the shape its icon is made from."""
    return {key: shape.marker for key, shape in _SHAPES.items()}


def _outline(shape: _IconShape) -> str:
    if shape.marker is Marker.CIRCLE:
        return f'<circle cx="{coordinate(shape.x)}" cy="{coordinate(shape.y)}" r="{coordinate(shape.radius)}"/>'
    corners = ((shape.x + shape.radius * dx, shape.y + shape.radius * dy) for dx, dy in OUTLINES[shape.marker])
    return f'<polygon points="{" ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in corners)}"/>'
