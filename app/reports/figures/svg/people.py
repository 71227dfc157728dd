"""People's answers as marks: one for each who chose a level, shaped after the group of roles they are counted in."""

from collections.abc import Sequence
from functools import lru_cache

from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import Canvas, coordinate

SHAPES = (Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE_UP, Marker.DIAMOND, Marker.CROSS)
"""By the group's place among those shown; there are never more groups than role groups."""
PITCH = 16.0
RADIUS = 5.5
PER_ROW = 10
MAX_MARKS = 2 * PER_ROW
"""So many marks at one level can be taken in; where more chose it, each mark stands for several."""


def answers_per_mark(most: int) -> int:
    """How many answers a mark stands for when `most` people chose the same level."""
    return max(1, -(-most // MAX_MARKS))


@lru_cache(maxsize=4_096)
def level_marks(by_group: tuple[int, ...], each: int = 1) -> str:
    """Marks of those who chose one level, group after group, each standing for `each` answers (rounded up).

    They point to `mark_shapes`, which the page has to hold once: a page may have thousands of marks.
    """
    marks = [place for place, people in enumerate(by_group) for _ in range(-(-people // each))]
    return _drawn(marks)


@lru_cache(maxsize=16)
def group_mark(place: int) -> str:
    """A single mark, for a key that says which shape is whose."""
    return _drawn([place])


@lru_cache(maxsize=1)
def mark_shapes() -> str:
    """The shapes that marks on the page point to; nothing of it is seen by itself."""
    canvas = Canvas()
    for place, shape in enumerate(SHAPES):
        canvas.elements.append(f'<g id="{_name(place)}">')
        canvas.marker(shape, (0, 0), RADIUS, f"group-{place + 1}")
        canvas.elements.append("</g>")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" class="mark-shapes" aria-hidden="true" '
        f'focusable="false"><defs>{"".join(canvas.elements)}</defs></svg>'
    )


def _name(place: int) -> str:
    return f"marke-{1 + place % len(SHAPES)}"


def _drawn(marks: Sequence[int]) -> str:
    uses = []
    for number, place in enumerate(marks):
        row, column = divmod(number, PER_ROW)
        x, y = (coordinate(PITCH * (step + 0.5)) for step in (column, row))
        uses.append(f'<use href="#{_name(place)}" x="{x}" y="{y}"/>')
    width, height = PITCH * min(len(marks), PER_ROW), PITCH * (1 + (len(marks) - 1) // PER_ROW)
    return (
        f'<svg width="{coordinate(width)}" height="{coordinate(height)}" '
        f'viewBox="0 0 {coordinate(width)} {coordinate(height)}" class="choosers-marks" aria-hidden="true">'
        f"{''.join(uses)}</svg>"
    )
