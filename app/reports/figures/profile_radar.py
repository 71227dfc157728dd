"""The large radar of a kommun's result: this year, and what was chosen to stand beside it.

Other years and kommuner are lines, targets ticks on their axes, the region's goals hollow ticks, and a median a band
with a dotted line in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison import benchmarks
from app.assessment.comparison.benchmarks import Benchmark
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Profile
from app.assessment.results.scale import one_level, scale_values, value_at
from app.reports.figures.capital_facts import distance_text, level_name, rings
from app.reports.figures.capital_texts import NOTHING, ProfileText
from app.reports.figures.figures import FigureTable, RadarFigure, Series, SeriesRole
from app.reports.figures.profile_figures import extremes, profile_series, radar_alternative, series_of
from app.reports.kernel.wording import count
from app.rounds.assessments.plans import Target

TARGETS = "Målnivå"
GOALS = "Regionens mål"


@dataclass(frozen=True, slots=True)
class TargetTick:
    """Where a target or a goal stands on its axis, and the level's name with what else is to be read of it."""

    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class ProfileRadar(RadarFigure):
    """A radar with ticks and a band. All are by axis, empty where the figure has none; None where an axis has none."""

    targets: tuple[TargetTick | None, ...] = ()
    goals: tuple[TargetTick | None, ...] = ()
    """Of the region."""
    band: tuple[tuple[float, float] | None, ...] = ()
    band_name: str = ""
    """What the band is, beside the line in it."""

    def values_at(self, place: int) -> tuple[tuple[str, str], ...]:
        """What the axis at a place shows: each series' name with its value in words."""
        lines = tuple((line.name, line.shown[place]) for line in self.series)
        ticks = ((name, row[place]) for name, row in self.rows_of_ticks)
        return (*lines, *((name, tick.shown) for name, tick in ticks if tick))

    @property
    def rows_of_ticks(self) -> tuple[tuple[str, tuple[TargetTick | None, ...]], ...]:
        """Those that the figure has, with their names."""
        return tuple((name, row) for name, row in ((TARGETS, self.targets), (GOALS, self.goals)) if row)


@dataclass(frozen=True, slots=True)
class OtherProfile:
    """A year or a kommun that is lit, with the questionnaire that it was scored by."""

    role: SeriesRole
    name: str
    questionnaire: Questionnaire
    profile: Profile


@dataclass(frozen=True, slots=True)
class Median:
    """A median that is lit."""

    name: str
    figures: Mapping[str, Benchmark]


@dataclass(frozen=True, slots=True)
class RegionalGoal:
    """A goal of the region that is lit: the level (position 1…A on this year's scale), how many kommuner and when."""

    position: int
    kommuner: int
    by_year: int


@dataclass(frozen=True, slots=True)
class Beside:
    """All that is lit beside this year. `targets` and `goals` are by capital id, and empty where they are not lit."""

    others: tuple[OtherProfile, ...] = ()
    targets: Mapping[str, Target] | None = None
    goals: Mapping[str, RegionalGoal] | None = None
    median: Median | None = None


def profile_radar(texts: ProfileText, beside: Beside) -> ProfileRadar:
    """On this year's axes: a capital that another series does not have is a gap in it."""
    questionnaire = texts.questionnaire
    lines = [profile_series(texts, SeriesRole.THIS, str(questionnaire.year))]
    lines += [_line(texts, other) for other in beside.others]
    if beside.median is not None:
        lines.append(_median_line(texts, beside.median))
    targets, goals = _ticks(texts, _target_marks(texts, beside)), _ticks(texts, _goal_marks(texts, beside))
    rows = ((TARGETS, targets), (GOALS, goals))
    return ProfileRadar(
        key="profil",
        title=f"Profil {questionnaire.year}",
        conclusion=extremes(texts),
        alternative=_alternative(texts, lines, rows),
        table=_table(texts, lines, [row for row in rows if row[1]]),
        scale=rings(questionnaire),
        axes=texts.axes,
        series=tuple(lines),
        targets=targets,
        goals=goals,
        band=() if beside.median is None else _band(texts, beside.median.figures),
        band_name="" if beside.median is None else _band_name(beside.median.figures),
    )


def _line(texts: ProfileText, other: OtherProfile) -> Series:
    results = [other.profile.capital(text.key) for text in texts.capitals]
    return series_of(other.role, other.name, results, other.questionnaire)


def _median_line(texts: ProfileText, median: Median) -> Series:
    figures = [median.figures.get(text.key) for text in texts.capitals]
    scale = texts.questionnaire.scale
    return Series(
        role=SeriesRole.BENCHMARK,
        name=median.name,
        values=tuple(None if figure is None else float(figure.median) for figure in figures),
        shown=tuple(NOTHING if figure is None else distance_text(figure.median, scale) for figure in figures),
    )


def _band(texts: ProfileText, figures: Mapping[str, Benchmark]) -> tuple[tuple[float, float] | None, ...]:
    """The middle half where it may be shown, and otherwise what the median is rounded to: it lies somewhere there."""
    values = scale_values(texts.questionnaire)
    half = one_level(values) / benchmarks.COARSE / 2
    return tuple(
        None if (figure := figures.get(text.key)) is None else _ends(figure, half, values) for text in texts.capitals
    )


def _ends(figure: Benchmark, half: Fraction, values: Sequence[Fraction]) -> tuple[float, float]:
    if figure.lower_quartile is not None and figure.upper_quartile is not None:
        return float(figure.lower_quartile), float(figure.upper_quartile)
    return float(max(figure.median - half, values[0])), float(min(figure.median + half, values[-1]))


def _band_name(figures: Mapping[str, Benchmark]) -> str:
    has_quartiles = any(figure.lower_quartile is not None for figure in figures.values())
    return "bandet: mittersta hälften" if has_quartiles else "bandet: så grovt är den avrundad"


def _target_marks(texts: ProfileText, beside: Beside) -> dict[str, tuple[int, str]]:
    return {
        key: (target.position, f"{level_name(target.position, texts.questionnaire)} {target.by_year}")
        for key, target in (beside.targets or {}).items()
    }


def _goal_marks(texts: ProfileText, beside: Beside) -> dict[str, tuple[int, str]]:
    return {
        key: (goal.position, f"{level_name(goal.position, texts.questionnaire)}, {_aim(goal)}")
        for key, goal in (beside.goals or {}).items()
    }


def _aim(goal: RegionalGoal) -> str:
    return f"minst {count(goal.kommuner, 'kommun', 'kommuner')} {goal.by_year}"


def _ticks(texts: ProfileText, marks: Mapping[str, tuple[int, str]]) -> tuple[TargetTick | None, ...]:
    """`marks` are position and words by capital id."""
    if not marks:
        return ()
    values = scale_values(texts.questionnaire)
    return tuple(
        TargetTick(float(value_at(values, mark[0])), mark[1]) if (mark := marks.get(text.key)) else None
        for text in texts.capitals
    )


TickRow = tuple[str, tuple[TargetTick | None, ...]]
"""What ticks are called, and each axis's own."""


def _alternative(texts: ProfileText, lines: Sequence[Series], rows: Sequence[TickRow]) -> str:
    sentences = [radar_alternative(texts.questionnaire, texts.axes, lines)]
    for name, ticks in rows:
        levels = [f"{text.name} {tick.shown}" for text, tick in zip(texts.capitals, ticks, strict=False) if tick]
        sentences += [f"{name}: {', '.join(levels)}."] if levels else []
    return " ".join(sentences)


def _table(texts: ProfileText, lines: Sequence[Series], rows: Sequence[TickRow]) -> FigureTable:
    """Level and index of this year, then a column for each other series, the targets and the region's goals."""
    others = lines[1:]
    header = ("Kapitalslag", "Nivå", str(texts.questionnaire.year), *(line.name for line in others))
    cells = tuple(
        (
            text.name,
            text.level,
            text.index_or_dash,
            *(line.shown[place] for line in others),
            *(tick.shown if (tick := ticks[place]) else NOTHING for _, ticks in rows),
        )
        for place, text in enumerate(texts.capitals)
    )
    return FigureTable(
        f"Siffrorna i diagrammet {texts.questionnaire.year}", (*header, *(name for name, _ in rows)), cells
    )
