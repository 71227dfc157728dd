"""What a figure shows: values, labels, conclusion, text alternative and table, made once and drawn many times."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.assessment.results.results import Trend, Zone
from app.reports.kernel.wording import CONFIDENCE


class Marker(StrEnum):
    """The shapes that stand for capitals, by place in the order; plotly.js knows them by the same names."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE_UP = "triangle-up"
    TRIANGLE_DOWN = "triangle-down"
    CROSS = "cross"
    STAR = "star"
    HEXAGON = "hexagon"


MARKERS = tuple(Marker)


class SeriesRole(StrEnum):
    """What a line stands for; decides its dash, marker and colour."""

    THIS = "this"
    EARLIER = "earlier"
    BENCHMARK = "benchmark"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Ring:
    """One level of the scale: its value, and its name in words."""

    value: float
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One capital: its place in the figure has a label for short spaces, its full name and its own shape."""

    key: str
    label: str
    name: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figure's numbers as text. The first column heads its row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What every figure has. `conclusion` is one sentence; `alternative` gives the numbers to who cannot see it."""

    key: str
    title: str
    conclusion: str
    alternative: str
    table: FigureTable
    scale: tuple[Ring, ...]

    @property
    def lowest(self) -> float:
        return self.scale[0].value

    @property
    def highest(self) -> float:
        return self.scale[-1].value

    def fraction(self, value: float) -> float:
        """Where a value stands between the lowest (0) and the highest (1) level."""
        return (value - self.lowest) / (self.highest - self.lowest)


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a radar. A value of None is a gap, never zero; `shown` is the value as text."""

    role: SeriesRole
    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]

    def runs(self) -> Iterator[tuple[int, ...]]:
        """The stretches of neighbouring axes that have values, around the circle; the whole circle is one run."""
        size = len(self.values)
        gaps = [place for place, value in enumerate(self.values) if value is None]
        if not gaps:
            yield tuple(range(size))
            return
        run: list[int] = []
        for step in range(1, size + 1):
            place = (gaps[0] + step) % size
            if self.values[place] is not None:
                run.append(place)
            elif run:
                yield tuple(run)
                run = []


@dataclass(frozen=True, slots=True)
class RadarFigure(Figure):
    """The profile on one axis per capital, in the questionnaire's order, clockwise from the top."""

    axes: tuple[Axis, ...]
    series: tuple[Series, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no line has a value."""
        return all(value is None for line in self.series for value in line.values)

    def __post_init__(self) -> None:
        if len(self.series) > 3 or len({line.role for line in self.series}) < len(self.series):
            raise ValueError("a radar holds at most three lines, each with its own role")


@dataclass(frozen=True, slots=True)
class DotRow:
    """One capital on the scale; `missing` says why there is no value."""

    axis: Axis
    value: float | None
    shown: str
    interval: tuple[float, float] | None
    earlier: float | None
    missing: str | None


@dataclass(frozen=True, slots=True)
class DotPlotFigure(Figure):
    """The same profile on straight scales, one row per capital, with last year and the interval where they exist."""

    rows: tuple[DotRow, ...]
    this_name: str
    earlier_name: str | None
    interval_name: str = f"{CONFIDENCE} osäkerhetsintervall"
    missing: str = ""
    """Why no row has a value, where it is the same of all: it is said once, and each row has a dash."""

    @property
    def is_empty(self) -> bool:
        """Whether no row has a dot."""
        return all(row.value is None and row.earlier is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """How far a capital has moved, counted on what both years share; `missing` says why it is not compared."""

    axis: Axis
    difference: float | None
    shown: str
    trend: Trend | None
    missing: str | None


@dataclass(frozen=True, slots=True)
class ChangeFigure(Figure):
    """A stroke per capital from no change to where it has moved; `scale` is in differences, with 0 in the middle.

    Changes that are not clear are drawn quietly. `note` says what the change is counted on.
    """

    rows: tuple[ChangeRow, ...]
    note: str

    @property
    def is_empty(self) -> bool:
        """Whether no capital can be compared."""
        return all(row.difference is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class PanelPoint:
    """A capital in one year, on the figure's scale; a year without a value has no point."""

    year: int
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class PanelLink:
    """The line between two years, on the questions both share."""

    earlier_year: int
    later_year: int
    start: float
    end: float
    quiet: bool
    """No clear change."""


@dataclass(frozen=True, slots=True)
class DevelopmentPanel:
    """One capital over the years. `target` is the level it is to reach."""

    axis: Axis
    points: tuple[PanelPoint, ...]
    links: tuple[PanelLink, ...]
    target: float | None
    missing: str
    """Why there is nothing to draw, or empty."""


@dataclass(frozen=True, slots=True)
class DevelopmentFigure(Figure):
    """Every capital over the years, a small panel each. `years` are all from the first to the last."""

    years: tuple[int, ...]
    panels: tuple[DevelopmentPanel, ...]


@dataclass(frozen=True, slots=True)
class LevelsRow:
    """How many kommuner are on each level of a capital, lowest first, and how many have no result there."""

    axis: Axis
    on_level: tuple[int, ...]
    without: int


@dataclass(frozen=True, slots=True)
class LevelsFigure(Figure):
    """A row of bars per capital: how kommuner spread over the levels."""

    rows: tuple[LevelsRow, ...]


@dataclass(frozen=True, slots=True)
class DirectionPoint:
    """One capital on the map: unity to the right, predictability upwards, both 0…1."""

    axis: Axis
    unity: float
    predictability: float
    zone: Zone


@dataclass(frozen=True, slots=True)
class DirectionFigure(Figure):
    """The map of unity and predictability (method 8; Stacey)."""

    points: tuple[DirectionPoint, ...]
