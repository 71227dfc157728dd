"""A drawing of ours as PNG. No browser and no library for SVG in general: only what `svg/canvas.py` writes is drawn."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import cos, dist, pi, sin
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw, ImageFont

from app.reports.styles import STYLES

SCALE = 2.5
"""Pixels for each of the drawing's units: 1,400 across, sharp on a slide."""
SMOOTHING = 2
"""Drawn so many times larger first, since Pillow's strokes have hard edges."""
SVG = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]


def png(drawing: str) -> bytes:
    """The picture of an SVG with `width` and `height`, on white. Raises ValueError for what no canvas makes."""
    root = ET.fromstring(drawing)  # noqa: S314 - written by ourselves
    factor = SCALE * SMOOTHING
    size = tuple(round(float(root.get(name, 0)) * factor) for name in ("width", "height"))
    image = Image.new("RGB", (size[0], size[1]), "white")
    _Painter(ImageDraw.Draw(image), factor).paint(root, (0.0, 0.0))
    image = image.resize((size[0] // SMOOTHING, size[1] // SMOOTHING), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.save(file, "PNG", dpi=(72 * SCALE, 72 * SCALE))
    return file.getvalue()


class _Painter:
    def __init__(self, draw: ImageDraw.ImageDraw, factor: float) -> None:
        self.draw = draw
        self.factor = factor

    def paint(self, element: ET.Element, offset: Point) -> None:
        name = element.tag.removeprefix(SVG)
        if name in ("title", "style"):
            return
        if name in ("svg", "g"):
            for child in element:
                self.paint(child, _moved(offset, element.get("transform")))
            return
        if name == "text":
            self.text(element, offset)
        elif name in ("polyline", "polygon", "rect", "circle"):
            self.shape(element, name, offset)
        else:
            raise ValueError(f"no canvas makes <{name}>")

    def shape(self, element: ET.Element, name: str, offset: Point) -> None:
        points = [self.placed(point, offset) for point in _outline(element, name)]
        fill, stroke = element.get("fill", "black"), element.get("stroke", "none")
        if fill != "none" and name != "polyline":
            self.draw.polygon(points, fill=fill)
        if stroke != "none":
            ring = points if name == "polyline" else [*points, points[0]]
            width = float(element.get("stroke-width", 1)) * self.factor
            self.stroke(ring, stroke, width, element.get("stroke-dasharray"))

    def stroke(self, points: Sequence[Point], colour: str, width: float, dashes: str | None) -> None:
        lengths = [float(length) * self.factor for length in dashes.split()] if dashes else []
        for part in _dashed(points, lengths) if lengths else [list(points)]:
            self.draw.line(part, fill=colour, width=max(1, round(width)), joint="curve")
            if not lengths and width > 2 * self.factor:
                for x, y in part:
                    self.draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)

    def text(self, element: ET.Element, offset: Point) -> None:
        at = self.placed((float(element.get("x", 0)), float(element.get("y", 0))), offset)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[element.get("text-anchor", "start")]
        font = _font(element.get("font-weight", "400"), round(float(element.get("font-size", 13)) * self.factor))
        fill, stroke = element.get("fill", "black"), element.get("stroke", "none")
        edge = 0 if stroke == "none" else round(float(element.get("stroke-width", 1)) / 2 * self.factor)
        self.draw.text(at, element.text or "", fill=fill, font=font, anchor=anchor, stroke_width=edge)

    def placed(self, point: Point, offset: Point) -> Point:
        return (point[0] + offset[0]) * self.factor, (point[1] + offset[1]) * self.factor


def _moved(offset: Point, transform: str | None) -> Point:
    """By a translation, the one transform that a picture has."""
    if transform is None:
        return offset
    x, y = (float(part) for part in transform.removeprefix("translate(").removesuffix(")").split())
    return offset[0] + x, offset[1] + y


def _outline(element: ET.Element, name: str) -> list[Point]:
    if name in ("polyline", "polygon"):
        pairs = (pair.split(",") for pair in element.get("points", "").split())
        return [(float(x), float(y)) for x, y in pairs]
    if name == "rect":
        x, y, width, height = (float(element.get(key, 0)) for key in ("x", "y", "width", "height"))
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return list(_circle(*(float(element.get(key, 0)) for key in ("cx", "cy", "r"))))


def _circle(x: float, y: float, radius: float) -> Iterator[Point]:
    for step in range(48):
        angle = 2 * pi * step / 48
        yield x + radius * cos(angle), y + radius * sin(angle)


def _dashed(points: Sequence[Point], lengths: Sequence[float]) -> Iterator[list[Point]]:
    """The strokes of a dashed line; the pattern goes on around corners."""
    place, rest, part = 0, lengths[0], [points[0]]
    for start, end in pairwise(points):
        whole, way = dist(start, end), 0.0
        while whole - way > rest:
            way += rest
            at = _between(start, end, way / whole)
            if place % 2 == 0:
                yield [*part, at]
            place += 1
            rest, part = lengths[place % len(lengths)], [at]
        rest -= whole - way
        part.append(end)
    if place % 2 == 0 and len(part) > 1:
        yield part


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


@lru_cache(maxsize=16)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    name = "bold" if weight == "700" else "regular"
    return ImageFont.truetype(STYLES / f"fonts/public-sans-{name}.woff2", size)
