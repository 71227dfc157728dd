"""The two figures of a profile: the radar, and the dot plot of the same numbers that always stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, CapitalResult, Interval, NoInterval, Profile, YearComparison
from app.assessment.results.rounding import rounded, scale_decimals
from app.reports.figures.capital_facts import level_name, range_text, rings
from app.reports.figures.capital_texts import (
    NOTHING,
    CapitalText,
    EarlierText,
    ProfileText,
    capital_text,
    names_in_text,
    ranked,
    shown_as,
)
from app.reports.figures.figures import Axis, DotPlotFigure, DotRow, FigureTable, RadarFigure, Ring, Series, SeriesRole
from app.reports.kernel.wording import (
    CONFIDENCE,
    NO_INTERVALS,
    capitals_of,
    in_words,
    number,
    sentence,
)

NO_SCORES = "Inget kapitalslag har tillräckligt underlag för ett resultat."
NO_LEVELS = "Inget kapitalslag har en nivå än, eftersom kärnfrågor saknar resultat."


def radar(texts: ProfileText, benchmark: Mapping[str, Decimal] | None = None) -> RadarFigure:
    """This year's profile, with the earlier year and the benchmark (capital id -> value, rounded) where they exist.

    The earlier year's values are its own result. A year on another scale is not drawn.
    """
    questionnaire, profile = texts.questionnaire, texts.profile
    lines = [profile_series(texts, SeriesRole.THIS, str(questionnaire.year))]
    if texts.before is not None:
        lines.append(earlier_series(texts, texts.before))
    if benchmark:
        lines.append(benchmark_series(profile, benchmark))
    return RadarFigure(
        key="profil-radar",
        title=f"Profil {questionnaire.year}",
        conclusion=extremes(texts),
        alternative=radar_alternative(questionnaire, texts.axes, lines),
        table=profile_table(texts, texts.before),
        scale=rings(questionnaire),
        axes=texts.axes,
        series=tuple(lines),
    )


def profile_series(texts: ProfileText, role: SeriesRole, name: str) -> Series:
    """A whole profile as a line of a radar."""
    return Series(
        role=role,
        name=name,
        values=tuple(text.value for text in texts.capitals),
        shown=tuple(text.index for text in texts.capitals),
    )


def series_of(
    role: SeriesRole, name: str, results: Sequence[CapitalResult | None], questionnaire: Questionnaire
) -> Series:
    """Another profile's results as a line; a capital that it does not have is a gap."""
    texts = [None if result is None else capital_text(result, questionnaire) for result in results]
    values = tuple(None if text is None else text.value for text in texts)
    return Series(
        role=role, name=name, values=values, shown=tuple(NOTHING if text is None else text.index for text in texts)
    )


def earlier_series(texts: ProfileText, before: EarlierText) -> Series:
    keys = [text.key for text in texts.capitals]
    return Series(
        role=SeriesRole.EARLIER,
        name=str(before.year),
        values=tuple(map(before.value, keys)),
        shown=tuple(map(before.index, keys)),
    )


def benchmark_series(profile: Profile, benchmark: Mapping[str, Decimal]) -> Series:
    medians = [benchmark.get(result.capital_id) for result in profile.capitals]
    values = tuple(None if value is None else float(value) for value in medians)
    return Series(
        role=SeriesRole.BENCHMARK,
        name="Andra kommuners median",
        values=values,
        shown=tuple("–" if value is None else number(value) for value in medians),
    )


def change_of(comparison: YearComparison, capital_id: str) -> CapitalChange | None:
    """The capital's change, None where the comparison does not have it."""
    return next((change for change in comparison.capitals if change.capital_id == capital_id), None)


def extremes(texts: ProfileText) -> str:
    """One sentence that names the strongest and the weakest capital."""
    order = ranked(texts)
    if not order:
        return NO_SCORES
    top, bottom = order[0].index, order[-1].index
    if top == bottom:
        return f"Alla kapitalslag med resultat ligger på {top}."
    strong, weak = (names_in_text(shown_as(order, results, texts.questionnaire)) for results in (top, bottom))
    return f"Starkast är {strong} ({top}) och svagast är {weak} ({bottom})."


def radar_alternative(questionnaire: Questionnaire, places: tuple[Axis, ...], lines: Sequence[Series]) -> str:
    """Every line's numbers in words."""
    return lines_in_words(rings(questionnaire), places, lines)


def lines_in_words(scale: tuple[Ring, ...], places: tuple[Axis, ...], lines: Sequence[Series]) -> str:
    """As `radar_alternative`, of a figure that is made already."""
    low, high = scale[0], scale[-1]
    opening = (
        f"Radardiagram med {in_words(len(places))} kapitalslag på skalan {low.label} ({low.name}) "
        f"till {high.label} ({high.name})."
    )
    sentences = [
        f"{line.name}: " + ", ".join(f"{axis.name} {text}" for axis, text in zip(places, line.shown, strict=True)) + "."
        for line in lines
    ]
    return " ".join((opening, *sentences))


def dot_plot(texts: ProfileText) -> DotPlotFigure:
    """The profile on straight scales, with intervals and the earlier year's own dot where they exist.

    An interval of the single answers is not drawn around what the kommun has agreed since: that is another index.
    """
    questionnaire, before = texts.questionnaire, texts.before
    rows = tuple(_dot_row(questionnaire, text, before) for text in texts.capitals)
    earlier_name = str(before.year) if before and any(row.earlier is not None for row in rows) else None
    reason = _shared_reason(rows)
    alternative = _dot_alternative(questionnaire, rows, before if earlier_name else None, reason)
    return DotPlotFigure(
        key="profil-punkter",
        title=f"Varje kapitalslag {questionnaire.year}",
        conclusion=reaching(texts),
        alternative=alternative,
        table=profile_table(texts, texts.before),
        scale=rings(questionnaire),
        rows=tuple(replace(row, missing=NOTHING) for row in rows) if reason else rows,
        this_name=str(questionnaire.year),
        earlier_name=earlier_name,
        missing=reason,
    )


def _shared_reason(rows: Sequence[DotRow]) -> str:
    """Why no row has a value, where it is the same of all; empty otherwise."""
    reasons = {row.missing or "" for row in rows}
    return reasons.pop() if len(rows) > 1 and len(reasons) == 1 else ""


def _dot_row(questionnaire: Questionnaire, text: CapitalText, before: EarlierText | None) -> DotRow:
    result = text.result
    interval = result.interval
    drawable = interval if isinstance(interval, Interval) and not interval.before_meeting else None
    return DotRow(
        axis=text.axis,
        value=text.value,
        shown=text.index,
        interval=None if drawable is None else _ends(drawable, questionnaire),
        earlier=before.value(text.key) if before else None,
        missing=text.index if result.index is None else None,
    )


def _ends(interval: Interval, questionnaire: Questionnaire) -> tuple[float, float]:
    """No finer than they are told: more decimals, and the index, would tell how few people's answers are spread."""
    decimals = scale_decimals(questionnaire.scale)
    low, high = (float(rounded(Fraction(end), decimals)) for end in (interval.low, interval.high))
    return low, high


def reaching(texts: ProfileText) -> str:
    """How many capitals reach the level that others can build on (method 7), of those that have a level."""
    questionnaire, capitals = texts.questionnaire, texts.own
    target = questionnaire.prerequisite_position
    levels = [text.result.level for text in capitals if text.result.level is not None]
    if not levels:
        return NO_LEVELS if any(text.result.index is not None for text in capitals) else NO_SCORES
    name, successes = level_name(target, questionnaire), sum(level >= target for level in levels)
    if len(levels) == len(capitals):
        return sentence(f"{capitals_of(successes, len(capitals))} når nivån {name}{'' if successes else ' än'}")
    missing = f"{sentence(in_words(len(capitals) - len(levels)))[:-1]} saknar nivå."
    if len(levels) == 1:
        return f"Bara ett kapitalslag har en nivå, och det når {'' if successes else 'inte '}{name}. {missing}"
    subject = capitals_of(successes, len(levels), which="som har en nivå")
    return f"{sentence(f'{subject} når {name}')} {missing}"


def _dot_alternative(
    questionnaire: Questionnaire, rows: tuple[DotRow, ...], before: EarlierText | None, reason: str
) -> str:
    """`reason`: why no row has a value, where it is the same of all."""
    parts = []
    for row in rows:
        extra = [f"intervall {range_text(*row.interval, questionnaire.scale)}"] if row.interval else []
        if before is not None and row.earlier is not None:
            extra.append(f"{before.year}: {before.index(row.axis.key)}")
        name = row.axis.name if reason else f"{row.axis.name} {row.shown}"
        parts.append(name + (f" ({', '.join(extra)})" if extra else ""))
    of_all = f" {questionnaire.year}: {reason} i alla rader." if reason else ""
    return f"Punktdiagram med en rad per kapitalslag.{of_all} {'; '.join(parts)}."


def _interval_cell(text: CapitalText) -> str:
    interval = text.result.interval
    if interval is NoInterval.EVERYONE_ANSWERED:
        return NO_INTERVALS[interval].reason
    before = isinstance(interval, Interval) and interval.before_meeting
    return f"{text.interval} före mötet" if before else text.interval


def profile_table(texts: ProfileText, before: EarlierText | None) -> FigureTable:
    """Level, index, interval and, where there is an earlier year on the same scale, its own index."""
    header = ["Kapitalslag", "Nivå", "Index", f"{CONFIDENCE} intervall"]
    header += [str(before.year)] if before else []
    rows = [
        (
            text.name,
            text.level,
            text.index_or_dash,
            _interval_cell(text),
            *([before.index(text.key)] if before else []),
        )
        for text in texts.capitals
    ]
    return FigureTable(f"Profil {texts.questionnaire.year}", tuple(header), tuple(rows))
