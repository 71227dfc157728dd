"""A level as a row of boxes, filled up to the level: readable without colour and small enough for a table cell."""

from html import escape

from app.reports.figures.svg.canvas import attributes, coordinate

BOX = 11
GAP = 3


def level_steps(position: int | None, levels: int, *, title: str | None = None) -> str:
    """Boxes for the positions 1…levels, those up to `position` filled; None fills none. `title` as in `draw`."""
    boxes = "".join(
        f'<rect x="{coordinate(1 + place * (BOX + GAP))}" y="1" width="{BOX}" height="{BOX}" '
        f"{attributes('this-mark' if position is not None and place < position else 'quiet-hollow')}/>"
        for place in range(levels)
    )
    width, height = levels * (BOX + GAP) - GAP + 2, BOX + 2
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" class="level-steps"'
    if title is None:
        return f'{opening} aria-hidden="true" focusable="false">{boxes}</svg>'
    return f"{opening}><title>{escape(title)}</title>{boxes}</svg>"
