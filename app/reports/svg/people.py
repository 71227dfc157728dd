"""People's answers as marks: one for each who chose a level, shaped after the group of roles they are counted in."""

from collections.abc import Sequence
from functools import lru_cache

from app.reports.figures import Marker
from app.reports.svg.canvas import Canvas, coordinate

SHAPES = (Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE_UP, Marker.DIAMOND, Marker.CROSS)
"""By the group's place among those shown; there are never more groups than role groups."""
PITCH = 16.0
RADIUS = 5.5
PER_ROW = 10
MOST_MARKS = 40
"""So many marks at one level can be taken in; where more chose it, each mark stands for several."""


def answers_per_mark(most: int) -> int:
    """How many answers a mark stands for when `most` people chose the same level."""
    return max(1, -(-most // MOST_MARKS))


def shape_of(place: int) -> Marker:
    return SHAPES[place % len(SHAPES)]


@lru_cache(maxsize=4_096)
def level_marks(by_group: tuple[int, ...], each: int = 1) -> str:
    """Marks of those who chose one level, group after group, each standing for `each` answers (rounded up)."""
    marks = [place for place, people in enumerate(by_group) for _ in range(-(-people // each))]
    return _drawn(marks, min(len(marks), PER_ROW))


@lru_cache(maxsize=16)
def group_mark(place: int) -> str:
    """A single mark, for a key that says which shape is whose."""
    return _drawn([place], 1)


def _drawn(marks: Sequence[int], columns: int) -> str:
    canvas = Canvas()
    for number, place in enumerate(marks):
        row, column = divmod(number, PER_ROW)
        at = (PITCH * (column + 0.5), PITCH * (row + 0.5))
        canvas.marker(shape_of(place), at, RADIUS, f"group-{1 + place % len(SHAPES)}")
    width, height = PITCH * columns, PITCH * (1 + (len(marks) - 1) // PER_ROW)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {coordinate(width)} {coordinate(height)}" '
        f'width="{coordinate(width)}" height="{coordinate(height)}" class="choosers-marks" aria-hidden="true" '
        f'focusable="false">{"".join(canvas.elements)}</svg>'
    )
