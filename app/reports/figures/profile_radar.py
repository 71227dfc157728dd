"""The large radar of a kommun's result: this year, and what was chosen to stand beside it.

Other years and kommuner are lines, targets ticks on their axes, and a median a band with a dotted line in it.
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
from app.rounds.assessments.plans import Target

TARGETS = "Målnivå"


@dataclass(frozen=True, slots=True)
class TargetTick:
    """Where a target stands on its axis, and the level's name with the year."""

    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class ProfileRadar(RadarFigure):
    """A radar with ticks and a band. Both are by axis, empty where the figure has none; None where an axis has none."""

    targets: tuple[TargetTick | None, ...] = ()
    band: tuple[tuple[float, float] | None, ...] = ()
    band_name: str = ""
    """What the band is, beside the line in it."""

    def values_at(self, place: int) -> tuple[tuple[str, str], ...]:
        """What the axis at a place shows: each series' name with its value in words."""
        lines = tuple((line.name, line.shown[place]) for line in self.series)
        tick = self.targets[place] if self.targets else None
        return (*lines, (TARGETS, tick.shown)) if tick else lines


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
class Beside:
    """All that is lit beside this year. `targets` are by capital id, and empty where they are not lit."""

    others: tuple[OtherProfile, ...] = ()
    targets: Mapping[str, Target] | None = None
    median: Median | None = None


def profile_radar(texts: ProfileText, beside: Beside) -> ProfileRadar:
    """On this year's axes: a capital that another series does not have is a gap in it."""
    questionnaire = texts.questionnaire
    lines = [profile_series(texts, SeriesRole.THIS, str(questionnaire.year))]
    lines += [_line(texts, other) for other in beside.others]
    if beside.median is not None:
        lines.append(_median_line(texts, beside.median))
    ticks = _ticks(texts, beside.targets or {})
    return ProfileRadar(
        key="profil",
        title=f"Profil {questionnaire.year}",
        conclusion=extremes(texts),
        alternative=_alternative(texts, lines, ticks),
        table=_table(texts, lines, ticks),
        scale=rings(questionnaire),
        axes=texts.axes,
        series=tuple(lines),
        targets=ticks,
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


def _ticks(texts: ProfileText, targets: Mapping[str, Target]) -> tuple[TargetTick | None, ...]:
    if not targets:
        return ()
    questionnaire, values = texts.questionnaire, scale_values(texts.questionnaire)
    return tuple(
        None
        if (target := targets.get(text.key)) is None
        else TargetTick(
            float(value_at(values, target.position)),
            f"{level_name(target.position, questionnaire)} {target.by_year}",
        )
        for text in texts.capitals
    )


def _alternative(texts: ProfileText, lines: Sequence[Series], ticks: tuple[TargetTick | None, ...]) -> str:
    words = radar_alternative(texts.questionnaire, texts.axes, lines)
    levels = [f"{text.name} {tick.shown}" for text, tick in zip(texts.capitals, ticks, strict=False) if tick]
    return f"{words} {TARGETS}: {', '.join(levels)}." if levels else words


def _table(texts: ProfileText, lines: Sequence[Series], ticks: tuple[TargetTick | None, ...]) -> FigureTable:
    """Level and index of this year, then a column for each other series and the targets."""
    others = lines[1:]
    header = ("Kapitalslag", "Nivå", str(texts.questionnaire.year), *(line.name for line in others))
    rows = tuple(
        (
            text.name,
            text.level,
            text.index_or_dash,
            *(line.shown[place] for line in others),
            *([tick.shown if (tick := ticks[place]) else NOTHING] if ticks else []),
        )
        for place, text in enumerate(texts.capitals)
    )
    return FigureTable(
        f"Siffrorna i diagrammet {texts.questionnaire.year}", (*header, TARGETS) if ticks else header, rows
    )
