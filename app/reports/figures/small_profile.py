"""The small radar of a kommun's year: this year strong, the year before it thin, and nothing else."""

from dataclasses import dataclass, replace

from app.reports.figures.figures import RadarFigure, SeriesRole
from app.reports.figures.profile_figures import lines_in_words

SHOWN = (SeriesRole.THIS, SeriesRole.EARLIER)


@dataclass(frozen=True, slots=True)
class SmallProfile:
    """The figure with at most two lines, and what they are called; `earlier_name` is empty where there is one alone."""

    figure: RadarFigure
    this_name: str
    earlier_name: str


def small_profile(figure: RadarFigure) -> SmallProfile:
    """Of a profile's radar, such as a report's. The text alternative tells what is left in it.

    Raises ValueError for a figure without a line of its own, such as a key to other figures.
    """
    lines = tuple(line for line in figure.series if line.role in SHOWN)
    if not lines or lines[0].role is not SeriesRole.THIS:
        raise ValueError(f"{figure.key} has no line of its own")
    alternative = lines_in_words(figure.scale, figure.axes, lines)
    return SmallProfile(
        figure=replace(figure, key=f"{figure.key}-liten", series=lines, alternative=alternative),
        this_name=lines[0].name,
        earlier_name=lines[1].name if len(lines) > 1 else "",
    )
