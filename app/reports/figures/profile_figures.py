"""The two figures of a profile: the radar, and the dot plot of the same numbers that always stands beside it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, CapitalResult, Interval, NoInterval, Profile, YearComparison
from app.assessment.results.rounding import rounded, scale_decimals
from app.reports.figures.capital_facts import (
    axes,
    index_text,
    interval_text,
    level_name,
    level_text,
    names_in_text,
    own_capitals,
    range_text,
    ranked,
    rings,
    shown_as,
    value_text,
)
from app.reports.figures.figures import Axis, DotPlotFigure, DotRow, FigureTable, RadarFigure, Series, SeriesRole
from app.reports.kernel.wording import (
    CONFIDENCE,
    NO_INTERVALS,
    NOT_ASKED,
    STATUSES,
    capitals_of,
    in_words,
    number,
    sentence,
)

NO_SCORES = "Inget kapitalslag har tillräckligt underlag för ett resultat."
NO_LEVELS = "Inget kapitalslag har en nivå än, eftersom kärnfrågor saknar resultat."


def radar(
    questionnaire: Questionnaire,
    profile: Profile,
    earlier: EarlierYear | None = None,
    benchmark: Mapping[str, Decimal] | None = None,
) -> RadarFigure:
    """This year's profile, with the earlier year and the benchmark (capital id -> value, rounded) where they exist.

    The earlier year's values are its own result. A year on another scale is not drawn.
    """
    lines = [this_series(questionnaire, profile)]
    earlier = drawable(earlier)
    if earlier is not None:
        lines.append(earlier_series(profile, earlier))
    if benchmark:
        lines.append(benchmark_series(profile, benchmark))
    places = axes(questionnaire, profile)
    return RadarFigure(
        key="profil-radar",
        title=f"Profil {questionnaire.year}",
        conclusion=extremes(questionnaire, profile),
        alternative=radar_alternative(questionnaire, places, lines),
        table=profile_table(questionnaire, profile, earlier),
        scale=rings(questionnaire),
        axes=places,
        series=tuple(lines),
    )


def this_series(questionnaire: Questionnaire, profile: Profile) -> Series:
    values = tuple(None if result.index is None else float(result.index) for result in profile.capitals)
    texts = tuple(index_text(result, questionnaire) for result in profile.capitals)
    return Series(SeriesRole.THIS, str(questionnaire.year), values, texts)


def drawable(earlier: EarlierYear | None) -> EarlierYear | None:
    """The earlier year where it can stand on this year's scale."""
    return earlier if earlier is not None and earlier.same_scale else None


def earlier_series(profile: Profile, earlier: EarlierYear) -> Series:
    results = [earlier.capital(result.capital_id) for result in profile.capitals]
    values = tuple(None if result is None or result.index is None else float(result.index) for result in results)
    texts = tuple(earlier_text(result.capital_id, earlier) for result in profile.capitals)
    return Series(SeriesRole.EARLIER, str(earlier.year), values, texts)


def earlier_text(capital_id: str, earlier: EarlierYear) -> str:
    """The year's own index on its own scale, or why it has none."""
    result = earlier.capital(capital_id)
    return NOT_ASKED if result is None else index_text(result, earlier.questionnaire)


def benchmark_series(profile: Profile, benchmark: Mapping[str, Decimal]) -> Series:
    medians = [benchmark.get(result.capital_id) for result in profile.capitals]
    values = tuple(None if value is None else float(value) for value in medians)
    return Series(
        SeriesRole.BENCHMARK,
        "Andra kommuners median",
        values,
        tuple("–" if value is None else number(value) for value in medians),
    )


def change_of(comparison: YearComparison, capital_id: str) -> CapitalChange | None:
    """The capital's change, None where the comparison does not have it."""
    return next((change for change in comparison.capitals if change.capital_id == capital_id), None)


def extremes(questionnaire: Questionnaire, profile: Profile) -> str:
    """One sentence that names the strongest and the weakest capital."""
    order = ranked(questionnaire, profile)
    if not order:
        return NO_SCORES
    top, bottom = (value_text(value, questionnaire.scale) for value in (order[0][0], order[-1][0]))
    if top == bottom:
        return f"Alla kapitalslag med resultat ligger på {top}."
    strong, weak = (names_in_text(shown_as(order, results, questionnaire), questionnaire) for results in (top, bottom))
    return f"Starkast är {strong} ({top}) och svagast är {weak} ({bottom})."


def radar_alternative(questionnaire: Questionnaire, places: tuple[Axis, ...], lines: list[Series]) -> str:
    """Every line's numbers in words."""
    low, high = questionnaire.scale[0], questionnaire.scale[-1]
    opening = (
        f"Radardiagram med {in_words(len(places))} kapitalslag på skalan {number(low.value)} ({low.label}) "
        f"till {number(high.value)} ({high.label})."
    )
    sentences = [
        f"{line.name}: " + ", ".join(f"{axis.name} {text}" for axis, text in zip(places, line.shown, strict=True)) + "."
        for line in lines
    ]
    return " ".join((opening, *sentences))


def dot_plot(questionnaire: Questionnaire, profile: Profile, earlier: EarlierYear | None = None) -> DotPlotFigure:
    """The profile on straight scales, with intervals and the earlier year's own dot where they exist.

    An interval of the single answers is not drawn around what the kommun has agreed since: that is another index.
    """
    places, earlier = axes(questionnaire, profile), drawable(earlier)
    rows = tuple(
        _dot_row(questionnaire, axis, result, earlier) for axis, result in zip(places, profile.capitals, strict=True)
    )
    earlier_name = str(earlier.year) if earlier and any(row.earlier is not None for row in rows) else None
    return DotPlotFigure(
        key="profil-punkter",
        title=f"Varje kapitalslag {questionnaire.year}",
        conclusion=reaching(questionnaire, profile),
        alternative=_dot_alternative(questionnaire, rows, earlier if earlier_name else None),
        table=profile_table(questionnaire, profile, earlier),
        scale=rings(questionnaire),
        rows=rows,
        this_name=str(questionnaire.year),
        earlier_name=earlier_name,
    )


def _dot_row(questionnaire: Questionnaire, axis: Axis, result: CapitalResult, earlier: EarlierYear | None) -> DotRow:
    before = earlier.capital(result.capital_id) if earlier else None
    interval = result.interval
    drawable = interval if isinstance(interval, Interval) and not interval.before_meeting else None
    return DotRow(
        axis=axis,
        value=None if result.index is None else float(result.index),
        shown=index_text(result, questionnaire),
        interval=None if drawable is None else _ends(drawable, questionnaire),
        earlier=float(before.index) if before and before.index is not None else None,
        missing=STATUSES[result.status] if result.index is None else None,
    )


def _ends(interval: Interval, questionnaire: Questionnaire) -> tuple[float, float]:
    """No finer than they are told: more decimals, and the index, would tell how few people's answers are spread."""
    decimals = scale_decimals(questionnaire.scale)
    low, high = (float(rounded(Fraction(end), decimals)) for end in (interval.low, interval.high))
    return low, high


def reaching(questionnaire: Questionnaire, profile: Profile) -> str:
    """How many capitals reach the level that others can build on (method 7), of those that have a level."""
    target = questionnaire.prerequisite_position
    capitals = own_capitals(questionnaire, profile)
    levels = [result.level for result in capitals if result.level is not None]
    if not levels:
        return NO_LEVELS if any(result.index is not None for result in capitals) else NO_SCORES
    name, successes = level_name(target, questionnaire), sum(level >= target for level in levels)
    if len(levels) == len(capitals):
        return sentence(f"{capitals_of(successes, len(capitals))} når nivån {name}{'' if successes else ' än'}")
    missing = f"{sentence(in_words(len(capitals) - len(levels)))[:-1]} saknar nivå."
    if len(levels) == 1:
        return f"Bara ett kapitalslag har en nivå, och det når {'' if successes else 'inte '}{name}. {missing}"
    subject = capitals_of(successes, len(levels), which="som har en nivå")
    return f"{sentence(f'{subject} når {name}')} {missing}"


def _dot_alternative(questionnaire: Questionnaire, rows: tuple[DotRow, ...], earlier: EarlierYear | None) -> str:
    parts = []
    for row in rows:
        extra = [f"intervall {range_text(*row.interval, questionnaire.scale)}"] if row.interval else []
        if earlier is not None and row.earlier is not None:
            extra.append(f"{earlier.year}: {earlier_text(row.axis.key, earlier)}")
        parts.append(f"{row.axis.name} {row.shown}" + (f" ({', '.join(extra)})" if extra else ""))
    return f"Punktdiagram med en rad per kapitalslag. {'; '.join(parts)}."


def _interval_cell(result: CapitalResult, questionnaire: Questionnaire) -> str:
    if result.interval is NoInterval.EVERYONE_ANSWERED:
        return NO_INTERVALS[result.interval].reason
    text = interval_text(result, questionnaire)
    before = isinstance(result.interval, Interval) and result.interval.before_meeting
    return f"{text} före mötet" if before else text


def profile_table(questionnaire: Questionnaire, profile: Profile, earlier: EarlierYear | None) -> FigureTable:
    """Level, index, interval and, where there is an earlier year on the same scale, its own index."""
    header = ["Kapitalslag", "Nivå", "Index", f"{CONFIDENCE} intervall"]
    before = drawable(earlier)
    header += [str(before.year)] if before else []
    rows = [
        (
            questionnaire.capital(result.capital_id).name,
            level_text(result, questionnaire),
            "–" if result.index is None else index_text(result, questionnaire),
            _interval_cell(result, questionnaire),
            *([earlier_text(result.capital_id, before)] if before else []),
        )
        for result in profile.capitals
    ]
    return FigureTable(f"Profil {questionnaire.year}", tuple(header), tuple(rows))
