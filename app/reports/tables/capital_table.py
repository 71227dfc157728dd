"""The table of a kommun's capitals: index, level, what it rests on, target, change and the others' median."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import (
    CapitalChange,
    CapitalResult,
    CapitalStatus,
    Interval,
    NoInterval,
    NotCompared,
)
from app.assessment.results.rounding import scale_decimals
from app.assessment.results.uncertainty import CONFIDENCE_PERCENT
from app.reports.figures.capital_facts import level_name, shown_dont_know
from app.reports.figures.profile_figures import change_of
from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable, Mark, measure
from app.reports.kernel.wording import STATUSES, TRENDS
from app.reports.tables.marking import CAPITAL, Basis, absent, as_shown, index_of, missing, yes

CHANGE = (
    Column(
        "change_on_shared_questions",
        "Förändring",
        "Räknad på gemensamma frågor, med samma indelning i rollgrupper; kan skilja sig från skillnaden i index.",
        ColumnKind.CHANGE,
    ),
    Column("trend", "Bedömning", "Tydligt upp, tydligt ned, ingen tydlig förändring eller inte prövad mot osäkerhet."),
    Column(
        "shared_questions",
        "Gemensamma frågor",
        "Antal frågor som båda åren har och som har resultat.",
        ColumnKind.WHOLE,
    ),
    Column("questions", "Av frågor", "Antal frågor som gäller det senare året.", ColumnKind.WHOLE),
)
HELD = (
    Column("capped", "Hålls tillbaka", "Ja om en svag kärnfråga håller nivån under vad index räcker till."),
    Column("near", "Nära gränsen till", "Nivån på andra sidan av en gräns som är nära; . när ingen är det."),
)
INTERVAL = (
    Column(
        "interval_low",
        "Intervall, lägst",
        f"Osäkerhetsintervall ({CONFIDENCE_PERCENT} %) av de enskilda svaren, även där ni enats sedan; . där alla har "
        "svarat eller enskilda svar saknas.",
        ColumnKind.DECIMAL,
    ),
    Column("interval_high", "Intervall, högst", "Intervallets övre gräns.", ColumnKind.DECIMAL),
)
COLUMNS = (
    *CAPITAL,
    Column("status", "Underlag", "Om det finns ett resultat, och annars varför inte."),
    Column("index", "Index", "Vägt medel av frågornas resultat, på frågeformulärets skala.", ColumnKind.DECIMAL),
    Column("level_position", "Nivå, nummer", "Nivåns plats på skalan; 1 är lägst.", ColumnKind.WHOLE),
    Column("level", "Nivå", "Nivån i ord."),
    *HELD,
    Column("coverage", "Täckning", "Andel av frågorna, räknat efter vikt, som har ett resultat.", ColumnKind.SHARE),
    Column("with_result", "Frågor med resultat", "Antal frågor.", ColumnKind.WHOLE),
    Column("applicable", "Frågor som gäller", "Antal frågor utan dem som inte är tillämpliga.", ColumnKind.WHOLE),
    Column("dont_know", "Vet ej", "Andel av svaren.", ColumnKind.SHARE),
    *INTERVAL,
    Column("target_position", "Målnivå, nummer", "Tom när inget mål är satt.", ColumnKind.WHOLE),
    Column("target", "Målnivå", "Målet i ord."),
    Column("target_year", "Till år", "Året då målet ska vara nått.", ColumnKind.WHOLE),
    Column("target_reason", "Skäl till målet", "Varför målet ligger under dagens nivå; annars tom."),
    Column("earlier_year", "Jämförs med år", "Senaste fastställda året.", ColumnKind.WHOLE),
    Column("earlier_index", "Index då", "Det årets eget resultat, på det årets skala.", ColumnKind.DECIMAL),
    *CHANGE,
    Column("others_median", "Andra kommuners median", "Avrundad; .. när den inte får visas.", ColumnKind.DECIMAL),
)


def capital_table(basis: Basis) -> ExportTable:
    """One row per capital that the round asks."""
    rows = tuple(_row(basis, result) for result in basis.findings.profile.capitals)
    explanation = "Ett kapitalslag per rad: index, nivå, mål och förändring."
    return ExportTable("capitals", "kapitalslag", "Kapitalslag", explanation, COLUMNS, rows)


def _row(basis: Basis, result: CapitalResult) -> tuple[Cell, ...]:
    return (
        *basis.named(result.capital_id),
        STATUSES[result.status],
        *figures_of(result, basis.questionnaire, is_small=basis.is_small),
        *_gathered(basis, result),
        *interval_of(result, basis.questionnaire, is_small=basis.is_small),
        *_target(basis, result.capital_id),
        *_earlier(basis, result.capital_id),
        *_change(basis, result.capital_id),
        _median(basis, result.capital_id),
    )


def figures_of(result: CapitalResult, questionnaire: Questionnaire, *, is_small: bool) -> tuple[Cell, ...]:
    """Index, level as number and in words, whether it is held back, which other it is near, coverage."""
    mark = absent(result, is_small=is_small)
    return (
        index_of(result, questionnaire, is_small=is_small),
        mark if result.level is None else result.level,
        mark if result.level is None else level_name(result.level, questionnaire),
        mark if result.level is None else yes(result.cap is not None),
        Mark.NOT_APPLICABLE if result.near is None else level_name(result.near, questionnaire),
        Mark.NOT_APPLICABLE if result.coverage is None else measure(result.coverage, 2),
    )


def _gathered(basis: Basis, result: CapitalResult) -> tuple[Cell, ...]:
    if result.status is CapitalStatus.NOT_APPLICABLE:
        return (Mark.NOT_APPLICABLE,) * 3
    unsure = shown_dont_know(result, basis.questionnaire.limits)
    mark = Mark.PROTECTED if basis.findings.samsyn else Mark.NOT_APPLICABLE
    return (
        sum(question.value is not None for question in result.questions),
        sum(not question.settled_not_applicable for question in result.questions),
        mark if unsure is None else measure(as_shown(unsure, 2), 2),
    )


NOT_OF_CHANCE = {NoInterval.AGREED, NoInterval.NO_SINGLE_ANSWERS, NoInterval.EVERYONE_ANSWERED}
"""Where an interval would have nothing to say."""


def interval_of(result: CapitalResult, questionnaire: Questionnaire, *, is_small: bool) -> tuple[Cell, Cell]:
    """Both ends as the pages have them, or why there are none: with more decimals the ends and the index together tell
    how the few people's answers are spread."""
    interval = result.interval
    if isinstance(interval, Interval):
        decimals = scale_decimals(questionnaire.scale)
        return measure(as_shown(interval.low, decimals), decimals), measure(as_shown(interval.high, decimals), decimals)
    if interval is NoInterval.NO_SCORE:
        mark = absent(result, is_small=is_small)
    else:
        mark = Mark.NOT_APPLICABLE if interval in NOT_OF_CHANCE else missing(is_small=is_small)
    return mark, mark


def _target(basis: Basis, capital_id: str) -> tuple[Cell, Cell, Cell, Cell]:
    target = basis.findings.targets.get(capital_id)
    if target is None:
        return None, None, None, None
    level = level_name(target.position, basis.questionnaire)
    return target.position, level, target.by_year, target.reason or None


def _earlier(basis: Basis, capital_id: str) -> tuple[Cell, Cell]:
    """The year that is compared with, and its own index."""
    earlier = basis.findings.earlier
    if earlier is None:
        return (_without_year(basis),) * 2
    result = earlier.capital(capital_id)
    if result is None:
        return earlier.year, Mark.NOT_APPLICABLE
    return earlier.year, index_of(result, earlier.questionnaire, is_small=basis.is_small)


def _change(basis: Basis, capital_id: str) -> tuple[Cell, ...]:
    comparison = basis.findings.comparison
    change = None if comparison is None else change_of(comparison, capital_id)
    if change is None:
        return (_without_year(basis),) * len(CHANGE)
    return change_cells(change, basis.questionnaire, is_small=basis.is_small)


def _without_year(basis: Basis) -> Mark:
    return Mark.PROTECTED if basis.findings.withheld_years else Mark.NOT_APPLICABLE


def change_cells(change: CapitalChange, questionnaire: Questionnaire, *, is_small: bool) -> tuple[Cell, ...]:
    """The cells of CHANGE; `questionnaire` is the later year's."""
    counts = (change.shared_questions, change.questions)
    if change.difference is None:
        no_score = change.not_compared is NotCompared.NO_SCORE
        mark = missing(is_small=is_small) if no_score else Mark.NOT_APPLICABLE
        return (mark, mark, *counts)
    difference = measure(change.difference, scale_decimals(questionnaire.scale))
    return (difference, Mark.MISSING if change.trend is None else TRENDS[change.trend], *counts)


def _median(basis: Basis, capital_id: str) -> Cell:
    median = (basis.findings.benchmark or {}).get(capital_id)
    if median is not None:
        return measure(median, scale_decimals(basis.questionnaire.scale))
    return Mark.NOT_APPLICABLE if basis.subject.is_trial else Mark.PROTECTED
