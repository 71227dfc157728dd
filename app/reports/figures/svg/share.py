"""A part of a whole as a bar that is filled so far: small enough for a table cell that has the numbers beside it."""

from html import escape

from app.reports.figures.svg.canvas import attributes, coordinate

LENGTH, HEIGHT = 72, 12


def share_bar(part: int, whole: int, *, title: str | None = None) -> str:
    """`part` of `whole`; nothing is filled when the whole is nothing. `title` as in `draw`."""
    width = (LENGTH - 2) * part / whole if whole else 0
    frame = f'<rect x="1" y="1" width="{LENGTH - 2}" height="{HEIGHT - 2}" {attributes("quiet-hollow")}/>'
    if width:
        size = f'width="{coordinate(width)}" height="{HEIGHT - 2}"'
        frame += f'<rect x="1" y="1" {size} {attributes("this-mark")}/>'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LENGTH} {HEIGHT}" class="share-bar"'
    if title is None:
        return f'{opening} aria-hidden="true" focusable="false">{frame}</svg>'
    return f"{opening}><title>{escape(title)}</title>{frame}</svg>"
