"""The strokes that drawings are made of: each has a class for the web and plain colours for paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import cos, pi, sin

from app.reports.figures.figures import Marker
from app.reports.kernel.hyphens import LAID_OUT
from app.reports.kernel.tokens import colour

WIDTH = 360
FONT_SIZE = 13
SMALL_SIZE = 11
LINE_HEIGHT = 15
NARROW = frozenset("fijlrtI.,:;'|!()- 1" + LAID_OUT)
WIDE = frozenset("mwMWÅÄÖ%@")

# Paint -> attributes with the name of a colour token or a plain value. The web's figures.css has a rule for each.
PAINTS: dict[str, dict[str, str]] = {
    "grid": {"fill": "none", "stroke": "chart-grid", "stroke-width": "1"},
    "spoke": {"fill": "none", "stroke": "chart-grid", "stroke-width": "1"},
    "edge": {"fill": "none", "stroke": "edge", "stroke-width": "1"},
    "zone": {"fill": "ground-soft", "stroke": "line", "stroke-width": "1"},
    "text": {"fill": "text"},
    "strong": {"fill": "text", "font-weight": "700"},
    "quiet": {"fill": "text-quiet"},
    "halo": {"fill": "ground", "stroke": "ground", "stroke-width": "3", "stroke-linejoin": "round"},
    "capital": {"fill": "text-quiet", "stroke": "text-quiet", "stroke-width": "1"},
    "this-line": {"fill": "none", "stroke": "series-this", "stroke-width": "2.5", "stroke-linejoin": "round"},
    "earlier-line": {"fill": "none", "stroke": "series-earlier", "stroke-width": "2", "stroke-dasharray": "7 4"},
    "this-strong": {"fill": "none", "stroke": "series-this", "stroke-width": "3.5", "stroke-linejoin": "round"},
    "earlier-slim": {"fill": "none", "stroke": "series-earlier", "stroke-width": "1.6", "stroke-dasharray": "7 4"},
    "target-tick": {"fill": "none", "stroke": "text", "stroke-width": "4"},
    "goal-tick": {"fill": "ground", "stroke": "text", "stroke-width": "2"},
    "band": {"fill": "ground-strong", "stroke": "none"},
    "band-alone": {"fill": "none", "stroke": "ground-strong", "stroke-width": "10"},
    "hit": {"fill": "none", "stroke": "none"},
    "label": {"fill": "text"},
    "earlier-thin": {"fill": "none", "stroke": "series-earlier", "stroke-width": "1.3", "stroke-dasharray": "4 2.5"},
    "benchmark-line": {
        "fill": "none",
        "stroke": "series-benchmark",
        "stroke-width": "2",
        "stroke-dasharray": "1.5 4",
    },
    "individual-line": {
        "fill": "none",
        "stroke": "series-individual",
        "stroke-width": "2",
        "stroke-dasharray": "8 3 2 3",
    },
    "this-mark": {"fill": "series-this", "stroke": "series-this", "stroke-width": "1.5"},
    "earlier-mark": {"fill": "ground", "stroke": "series-earlier", "stroke-width": "1.8"},
    "benchmark-mark": {"fill": "ground", "stroke": "series-benchmark", "stroke-width": "1.8"},
    "individual-mark": {"fill": "ground", "stroke": "series-individual", "stroke-width": "1.8"},
    "quiet-line": {"fill": "none", "stroke": "series-quiet", "stroke-width": "1.5", "stroke-dasharray": "2 3"},
    "quiet-mark": {"fill": "series-quiet", "stroke": "series-quiet", "stroke-width": "1.5"},
    "quiet-hollow": {"fill": "ground", "stroke": "series-quiet", "stroke-width": "1.5"},
    "group-1": {"fill": "series-this", "stroke": "series-this", "stroke-width": "1"},
    "group-2": {"fill": "series-earlier", "stroke": "series-earlier", "stroke-width": "1"},
    "group-3": {"fill": "ground", "stroke": "series-benchmark", "stroke-width": "2"},
    "group-4": {"fill": "series-benchmark", "stroke": "series-benchmark", "stroke-width": "1"},
    "group-5": {"fill": "text", "stroke": "text", "stroke-width": "1"},
    "target-line": {"fill": "none", "stroke": "text", "stroke-width": "1.2", "stroke-dasharray": "10 4"},
    "whisker": {"fill": "none", "stroke": "edge", "stroke-width": "1.5"},
}
COLOURED = ("fill", "stroke")


def attributes(paint: str) -> str:
    """The paint as attributes. On the web the class's rule wins over them; on paper nothing else is there."""
    plain = {
        name: colour(value) if name in COLOURED and value != "none" else value for name, value in PAINTS[paint].items()
    }
    return f'class="ink-{paint}" ' + " ".join(f'{name}="{value}"' for name, value in plain.items())


def coordinate(value: float) -> str:
    """A length with at most one decimal, never a negative zero, so that the same figure gives the same text."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def text_width(text: str, size: float) -> float:
    """A width that the text in the regular weight stays within, in the drawing's units."""
    ems = sum(0.36 if character in NARROW else 0.93 if character in WIDE else 0.63 for character in text)
    return ems * size


@dataclass(slots=True)
class Canvas:
    """Collects the elements of one drawing, in the order they are painted."""

    elements: list[str] = field(default_factory=list)

    def line(self, points: Sequence[tuple[float, float]], paint: str) -> None:
        path = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
        self.elements.append(f'<polyline points="{path}" {attributes(paint)}/>')

    def polygon(self, points: Sequence[tuple[float, float]], paint: str) -> None:
        path = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
        self.elements.append(f'<polygon points="{path}" {attributes(paint)}/>')

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], paint: str) -> None:
        x, y, width, height = (coordinate(value) for value in (*corner, *size))
        self.elements.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" {attributes(paint)}/>')

    def text(
        self, at: tuple[float, float], text: str, paint: str = "text", *, anchor: str = "start", size: int = FONT_SIZE
    ) -> None:
        """Text on one line; `at` is the baseline's start, middle or end."""
        x, y = (coordinate(value) for value in at)
        self.elements.append(
            f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" {attributes(paint)}>{escape(text)}</text>'
        )

    def upward_text(self, at: tuple[float, float], text: str, *, anchor: str) -> None:
        """Small quiet text that reads from the bottom up."""
        x, y = (coordinate(value) for value in at)
        self.elements.append(
            f'<text transform="translate({x} {y}) rotate(-90)" text-anchor="{anchor}" font-size="{SMALL_SIZE}" '
            f"{attributes('text')}>{escape(text)}</text>"
        )

    def marker(self, shape: Marker, at: tuple[float, float], radius: float, paint: str) -> None:
        x, y = at
        if shape is Marker.CIRCLE:
            self.elements.append(
                f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(radius)}" {attributes(paint)}/>'
            )
            return
        self.polygon([(x + radius * dx, y + radius * dy) for dx, dy in OUTLINES[shape]], paint)

    def svg(self, height: float, title: str | None, kind: str, width: int = WIDTH) -> str:
        """The whole element. Without a title it is hidden from assistive technology: its wrapper carries the name."""
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {coordinate(height)}" class="chart {kind}"'
        )
        family = ' font-family="Public Sans, sans-serif"'
        if title is None:
            return f'{opening}{family} aria-hidden="true" focusable="false">{"".join(self.elements)}</svg>'
        return f"{opening}{family}><title>{escape(title)}</title>{''.join(self.elements)}</svg>"


def around(angle: float, radius: float) -> tuple[float, float]:
    """The offset of a point on a circle; 0 is straight up, angles in radians clockwise."""
    return radius * sin(angle), -radius * cos(angle)


def _regular(corners: int, radius: float = 1.0, turn: float = 0.0) -> tuple[tuple[float, float], ...]:
    return tuple(around(turn + 2 * pi * corner / corners, radius) for corner in range(corners))


def _star() -> tuple[tuple[float, float], ...]:
    return tuple(around(pi * corner / 5, 1.3 if corner % 2 == 0 else 0.55) for corner in range(10))


_ARM = 0.4
OUTLINES: dict[Marker, tuple[tuple[float, float], ...]] = {
    Marker.SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Marker.DIAMOND: _regular(4, 1.25),
    Marker.TRIANGLE_UP: tuple((x, y + 0.15) for x, y in _regular(3, 1.25)),
    Marker.TRIANGLE_DOWN: tuple((x, y - 0.15) for x, y in _regular(3, 1.25, pi)),
    Marker.CROSS: (
        (-_ARM, -1.1), (_ARM, -1.1), (_ARM, -_ARM), (1.1, -_ARM), (1.1, _ARM), (_ARM, _ARM),
        (_ARM, 1.1), (-_ARM, 1.1), (-_ARM, _ARM), (-1.1, _ARM), (-1.1, -_ARM), (-_ARM, -_ARM),
    ),
    Marker.STAR: _star(),
    Marker.HEXAGON: _regular(6, 1.1),
}  # fmt: skip


def wrapped(text: str, width: float, size: float = SMALL_SIZE) -> list[str]:
    """The text broken between words into lines that stay within the width where a break exists."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
