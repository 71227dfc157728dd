"""How a common goal has gone, year by year: a bar of those that reach the level, with a mark where the goal is."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.figures.svg.canvas import SMALL_SIZE, WIDTH, Canvas

LEFT, RIGHT, TOP = 44.0, 62.0, 6.0
ROW, BAR, OVER = 28.0, 14.0, 4.0
LEGEND, SQUARE = 24.0, 10.0
PAINTS = (("når nivån", "this-mark", 84.0), ("har en nivå", "quiet-mark", 96.0), ("i omgången", "quiet-hollow", 94.0))


@dataclass(frozen=True, slots=True)
class GoalBar:
    """One year. Each number is part of the next: reached, with a known level, in the round."""

    label: str
    reached: int
    known: int
    invited: int


def goal_years(bars: Sequence[GoalBar], goal: int) -> str:
    """As SVG, all years in one scale, with a mark at the goal. Its wrapper has the name and the numbers."""
    canvas = Canvas()
    each = (WIDTH - LEFT - RIGHT) / max(goal, *(bar.invited for bar in bars), 1)
    for place, bar in enumerate(bars):
        y = TOP + ROW * place
        canvas.text((0, y + BAR - 2), bar.label, "strong")
        for amount, (_, paint, _) in zip((bar.invited, bar.known, bar.reached), reversed(PAINTS), strict=True):
            if amount:
                canvas.rectangle((LEFT, y), (each * amount, BAR), paint)
        x = LEFT + each * goal
        canvas.line([(x, y - OVER), (x, y + BAR + OVER)], "target-tick")
        end = LEFT + each * max(goal, bar.invited) + 9
        canvas.text((end, y + BAR - 2), f"{bar.reached} av {bar.known}")
    bottom, x = TOP + ROW * len(bars), LEFT
    for name, paint, width in PAINTS:
        canvas.rectangle((x, bottom + 2), (SQUARE, SQUARE), paint)
        canvas.text((x + SQUARE + 5, bottom + SQUARE + 1), name, "quiet", size=SMALL_SIZE)
        x += width
    canvas.line([(x + 1, bottom + 1), (x + 1, bottom + SQUARE + 3)], "target-tick")
    canvas.text((x + 7, bottom + SQUARE + 1), "mål", "quiet", size=SMALL_SIZE)
    return canvas.svg(bottom + LEGEND, None, "chart-goal")
