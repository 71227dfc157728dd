"""The large radar as a picture to take home: with title, key and marks in it, and its fonts inside the file."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from html import escape

from app.reports.figures.figures import SeriesRole
from app.reports.figures.profile_radar import GOALS, TARGETS, ProfileRadar
from app.reports.figures.svg.canvas import Canvas, coordinate, text_width, wrapped
from app.reports.figures.svg.profile_radar import SIZES, WIDTH, frame_of, line_paint, profile_radar
from app.reports.figures.svg.radar import SERIES_MARKERS
from app.reports.styles import STYLES

EDGE = 20.0
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 20, 14, 12
LINE, KEY_ROW = 18.0, 24.0
FONTS = (("400", "public-sans-regular.woff2"), ("700", "public-sans-bold.woff2"))


@dataclass(frozen=True, slots=True)
class PictureHeading:
    """What the picture says beside its figure. `marks` warn of what must be known, such as example data."""

    title: str
    conclusion: str
    marks: tuple[str, ...]
    source: str


def picture_svg(figure: ProfileRadar, heading: PictureHeading) -> str:
    """One SVG file that looks the same wherever it is opened: it fetches nothing and needs no style sheet."""
    canvas = Canvas()
    top = _heading(canvas, heading)
    drawing = _inside(profile_radar(figure))
    canvas.elements.append(f'<g transform="translate(0 {coordinate(top)})">{drawing}</g>')
    top = _key(canvas, figure, top + frame_of(figure).height + 12)
    canvas.text((EDGE, top + LINE + 8), heading.source, "quiet", size=SMALL_SIZE)
    height = top + LINE + 8 + EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{coordinate(height)}" '
        f'viewBox="0 0 {WIDTH} {coordinate(height)}" font-family="Public Sans, sans-serif" role="img">'
        f"<title>{escape(f'{heading.title}. {figure.alternative}')}</title><style>{_font_faces()}</style>"
        f'<rect x="0" y="0" width="{WIDTH}" height="{coordinate(height)}" fill="#ffffff"/>'
        f"{''.join(canvas.elements)}</svg>"
    )


def _inside(drawing: str) -> str:
    return drawing.partition(">")[2].removesuffix("</svg>")


def _heading(canvas: Canvas, heading: PictureHeading) -> float:
    """Returns where it ends."""
    canvas.text((EDGE, EDGE + TITLE_SIZE * 0.8), heading.title, "strong", size=TITLE_SIZE)
    bottom = EDGE + TITLE_SIZE * 1.5
    for line in wrapped(heading.conclusion, WIDTH - 2 * EDGE, TEXT_SIZE):
        bottom += LINE
        canvas.text((EDGE, bottom - 6), line, size=TEXT_SIZE)
    if heading.marks:
        words = " · ".join(heading.marks)
        bottom += LINE + 6
        canvas.rectangle((EDGE, bottom - LINE), (text_width(words, TEXT_SIZE) + 16, LINE + 6), "zone")
        canvas.text((EDGE + 8, bottom - 1), words, "strong", size=TEXT_SIZE)
        bottom += 6
    return bottom + 6


def _key(canvas: Canvas, figure: ProfileRadar, top: float) -> float:
    for series in figure.series:
        top += KEY_ROW
        name = f"{series.name} ({figure.band_name})" if series.role is SeriesRole.BENCHMARK else series.name
        if series.role is SeriesRole.BENCHMARK and figure.band:
            canvas.rectangle((EDGE, top - 11), (40, 12), "band")
        canvas.line([(EDGE, top - 5), (EDGE + 40, top - 5)], line_paint(series.role))
        canvas.marker(SERIES_MARKERS[series.role], (EDGE + 20, top - 5), SIZES[series.role], f"{series.role}-mark")
        canvas.text((EDGE + 52, top), name, size=TEXT_SIZE)
    if figure.targets:
        top += KEY_ROW
        canvas.line([(EDGE + 20, top - 12), (EDGE + 20, top + 2)], "target-tick")
        canvas.text((EDGE + 52, top), TARGETS, size=TEXT_SIZE)
    if figure.goals:
        top += KEY_ROW
        canvas.rectangle((EDGE + 16, top - 12), (8, 14), "goal-tick")
        canvas.text((EDGE + 52, top), GOALS, size=TEXT_SIZE)
    return top


@cache
def _font_faces() -> str:
    faces = []
    for weight, name in FONTS:
        font = b64encode((STYLES / "fonts" / name).read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{font}) format('woff2')"
        faces.append(f"@font-face{{font-family:'Public Sans';font-weight:{weight};src:{source}}}")
    return "".join(faces)
