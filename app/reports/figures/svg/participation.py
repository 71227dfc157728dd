"""Who took part, year by year: a bar of all that were invited, filled as far as they began and have approved."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.figures.svg.canvas import SMALL_SIZE, WIDTH, Canvas

LEFT, RIGHT, TOP = 44.0, 62.0, 4.0
ROW, BAR = 30.0, 16.0
LEGEND, SQUARE = 24.0, 10.0
PAINTS = (("fastställt", "this-mark"), ("har börjat", "quiet-mark"), ("inbjudna", "quiet-hollow"))


@dataclass(frozen=True, slots=True)
class ParticipationBar:
    """One year. Each number holds the next: invited, begun, approved."""

    label: str
    invited: int
    begun: int
    approved: int


def participation_bars(bars: Sequence[ParticipationBar]) -> str:
    """As SVG, all years in one scale. Its wrapper has the name and the numbers."""
    canvas = Canvas()
    each = (WIDTH - LEFT - RIGHT) / max(1, *(bar.invited for bar in bars))
    for place, bar in enumerate(bars):
        y = TOP + ROW * place
        canvas.text((0, y + BAR - 3), bar.label, "strong")
        for count, (_, paint) in zip((bar.invited, bar.begun, bar.approved), reversed(PAINTS), strict=True):
            if count:
                canvas.rectangle((LEFT, y), (each * count, BAR), paint)
        canvas.text((LEFT + each * bar.invited + 8, y + BAR - 3), f"{bar.approved} av {bar.invited}")
    bottom = TOP + ROW * len(bars)
    x = LEFT
    for name, paint in PAINTS:
        canvas.rectangle((x, bottom + 2), (SQUARE, SQUARE), paint)
        canvas.text((x + SQUARE + 5, bottom + SQUARE + 1), name, "quiet", size=SMALL_SIZE)
        x += 90
    return canvas.svg(bottom + LEGEND, None, "chart-participation")
