"""The figures of a regional report: how kommuner spread over the levels, their profiles as small radars, the change."""

from app.assessment.comparison import regional_change
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import Profile, Trend
from app.reports.figures.capital_facts import axis_of, level_name, name_in_text, rings
from app.reports.figures.change_figures import steps
from app.reports.figures.change_words import CHANGE_NOTE
from app.reports.figures.figures import (
    Axis,
    ChangeFigure,
    ChangeRow,
    FigureTable,
    LevelsFigure,
    LevelsRow,
    RadarFigure,
    Series,
    SeriesRole,
)
from app.reports.figures.profile_figures import radar_alternative, series_of
from app.reports.kernel.wording import TRENDS, count, in_words, listing, quoted
from app.reports.overview.regional.change_words import difference, rose, verdict, went
from app.reports.overview.regional.subject import KommunState, YearChangePanel
from app.reports.overview.regional.tables import change_table, levels_table
from app.rounds.overview.overview import Distribution, MeanChange

MIN_AXES = 3
"""With fewer a radar is no shape to compare."""
WITHOUT_LEVEL = "ett index men ingen nivå, eftersom en kärnfråga saknar resultat,"
TOO_LITTLE, NOT_ASKED = "otillräckligt underlag", "svarat att frågorna inte är tillämpliga"


def axes_of(questionnaire: Questionnaire, capitals: tuple[Capital, ...]) -> tuple[Axis, ...]:
    """The shape follows the place in the questionnaire, as in a kommun's own report."""
    places = {capital.id: place for place, capital in enumerate(questionnaire.capitals)}
    return tuple(axis_of(capital, places[capital.id]) for capital in capitals)


def levels_figure(
    questionnaire: Questionnaire, capitals: tuple[Capital, ...], distributions: tuple[Distribution, ...]
) -> LevelsFigure:
    """One row of bars per capital, in the questionnaire's order."""
    rows = tuple(
        LevelsRow(
            axis,
            distribution.on_level,
            distribution.without_level + distribution.insufficient + distribution.not_applicable,
        )
        for axis, distribution in zip(axes_of(questionnaire, capitals), distributions, strict=True)
    )
    return LevelsFigure(
        key="fordelning-nivaer",
        title="Antal kommuner på varje nivå",
        conclusion=_most_common(questionnaire, distributions),
        alternative=_levels_alternative(questionnaire, rows),
        table=levels_table(questionnaire, distributions),
        scale=rings(questionnaire),
        rows=rows,
    )


def _most_common(questionnaire: Questionnaire, distributions: tuple[Distribution, ...]) -> str:
    """Over all capitals; of levels equally common the lower is named first, and both are."""
    sums = [sum(level) for level in zip(*(distribution.on_level for distribution in distributions), strict=True)]
    if not any(sums):
        return "Ingen kommun har ett resultat i något kapitalslag."
    names = [
        quoted(level_name(place, questionnaire)) for place, amount in enumerate(sums, start=1) if amount == max(sums)
    ]
    return f"Vanligast över alla kapitalslag är {'nivån' if len(names) == 1 else 'nivåerna'} {listing(names)}."


def _levels_alternative(questionnaire: Questionnaire, rows: tuple[LevelsRow, ...]) -> str:
    axis_texts = []
    for row in rows:
        parts = [
            f"{amount} på {level.label}"
            for amount, (_, level) in zip(row.on_level, questionnaire.levels(), strict=True)
            if amount
        ]
        parts += [f"{row.without} utan resultat"] if row.without else []
        axis_texts.append(f"{row.axis.name}: {', '.join(parts)}")
    return f"Stapeldiagram över hur många kommuner som ligger på varje nivå. {'; '.join(axis_texts)}."


def key_figure(questionnaire: Questionnaire, capitals: tuple[Capital, ...]) -> RadarFigure:
    """The axes with their names and no line: what tells how to read the small radars."""
    places = axes_of(questionnaire, capitals)
    order = ", ".join(axis.name for axis in places)
    levels = ", ".join(f"{ring.label} {ring.name}" for ring in rings(questionnaire))
    return RadarFigure(
        key="profiler-nyckel",
        title="Så läses diagrammen",
        conclusion="Varje kapitalslag har samma plats och form i alla diagram. En ofylld form betyder inget resultat.",
        alternative=(
            f"Nyckel till radardiagrammen. Axlarna står medsols uppifrån: {order}. Ringarna är nivåerna, inifrån och "
            f"ut: {levels}."
        ),
        table=FigureTable("Axlarna", ("Kapitalslag",), tuple((axis.name,) for axis in places)),
        scale=rings(questionnaire),
        axes=places,
        series=(),
    )


def kommun_radar(questionnaire: Questionnaire, capitals: tuple[Capital, ...], kommun: KommunState) -> RadarFigure:
    """One kommun's profile. Raises ValueError for a kommun whose result may not be shown."""
    if kommun.profile is None:
        raise ValueError(f"{kommun.name} does not show its result")
    places = axes_of(questionnaire, capitals)
    line = _series(questionnaire, capitals, kommun.name, kommun.profile)
    rows = tuple((axis.name, text) for axis, text in zip(places, line.shown, strict=True))
    return RadarFigure(
        key=f"radar-{kommun.code}",
        title=kommun.name,
        conclusion=_ends(places, line),
        alternative=radar_alternative(questionnaire, places, [line]),
        table=FigureTable(kommun.name, ("Kapitalslag", "Index"), rows),
        scale=rings(questionnaire),
        axes=places,
        series=(line,),
    )


def _series(questionnaire: Questionnaire, capitals: tuple[Capital, ...], name: str, profile: Profile) -> Series:
    results = [profile.capital(capital.id) for capital in capitals]
    return series_of(SeriesRole.THIS, name, results, questionnaire)


def _ends(places: tuple[Axis, ...], line: Series) -> str:
    """The strongest and the weakest, the first in order of several alike, and what has no result."""
    ends = [
        (value, axis.name, text)
        for axis, value, text in zip(places, line.values, line.shown, strict=True)
        if value is not None
    ]
    if not ends:
        return "Inget kapitalslag har resultat."
    (high, top, most), (low, bottom, least) = (choose(ends, key=lambda end: end[0]) for choose in (max, min))
    sentences = [f"Alla ligger på {most}."] if high == low else [f"Högst: {top} {most}. Lägst: {bottom} {least}."]
    gaps = [axis.name for axis, value in zip(places, line.values, strict=True) if value is None]
    return " ".join([*sentences, *([f"Utan resultat: {listing(gaps)}."] if gaps else [])])


def change_figure(
    questionnaire: Questionnaire, capitals: tuple[Capital, ...], panel: YearChangePanel
) -> ChangeFigure | None:
    """The mean of the same kommuner in two years; None when no capital can be compared in any of them."""
    if not any(change.kommuner for change in panel.changes):
        return None
    rows = tuple(
        _change_row(questionnaire, axis, change)
        for axis, change in zip(axes_of(questionnaire, capitals), panel.changes, strict=True)
    )
    return ChangeFigure(
        key="forandring",
        title=f"Medelindex, förändring från {panel.earlier_year} till {questionnaire.year}",
        conclusion=change_conclusion(questionnaire, panel),
        alternative=_change_alternative(questionnaire, panel),
        table=change_table(questionnaire, panel),
        scale=steps(questionnaire, (change.difference for change in panel.changes)),
        rows=rows,
        note=CHANGE_NOTE,
    )


def _change_row(questionnaire: Questionnaire, axis: Axis, change: MeanChange) -> ChangeRow:
    if change.difference is None:
        return ChangeRow(axis=axis, difference=None, shown="–", trend=None, missing="Ingen kommun går att jämföra.")
    return ChangeRow(
        axis=axis,
        difference=float(change.difference),
        shown=difference(change, questionnaire.scale),
        trend=change.trend,
        missing=None,
    )


def change_conclusion(questionnaire: Questionnaire, panel: YearChangePanel) -> str:
    """One sentence: which capitals have clearly moved, in the mean over the kommuner, and how many went that way."""
    if all(change.trend is None for change in panel.changes):
        least = in_words(regional_change.MIN_KOMMUNER)
        return f"Färre än {least} kommuner går att jämföra. Då prövas inte om medlet har ändrats."
    parts = []
    for trend, words in TRENDS.items():
        names = [
            f"{name_in_text(change.capital_id, questionnaire)} ({went(change)})"
            for change in panel.changes
            if change.trend is trend
        ]
        if names and trend is not Trend.UNCLEAR:
            parts.append(f"{words} i {listing(names)}")
    if not parts:
        return f"I inget kapitalslag har medlet ändrats tydligt sedan {panel.earlier_year}."
    return f"Sedan {panel.earlier_year} har medlet gått {listing(parts)}."


def _change_alternative(questionnaire: Questionnaire, panel: YearChangePanel) -> str:
    parts = []
    for change in panel.changes:
        name = questionnaire.capital(change.capital_id).name
        if change.difference is None:
            parts.append(f"{name}: ingen kommun går att jämföra")
            continue
        parts.append(
            f"{name} {difference(change, questionnaire.scale)}, {verdict(change)}, {rose(change)} kommuner upp"
        )
    return f"Diagram över hur medelindex har ändrats, en rad per kapitalslag. {'; '.join(parts)}."


def without_result(questionnaire: Questionnaire, distributions: tuple[Distribution, ...]) -> tuple[str, ...]:
    """How many kommuner have no result, in which capitals, and why: a sentence per reason and number."""
    sentences = []
    for why, amounts in (
        (WITHOUT_LEVEL, [distribution.without_level for distribution in distributions]),
        (TOO_LITTLE, [distribution.insufficient for distribution in distributions]),
        (NOT_ASKED, [distribution.not_applicable for distribution in distributions]),
    ):
        for amount in sorted(set(amounts) - {0}, reverse=True):
            places = [
                name_in_text(distribution.capital_id, questionnaire)
                for distribution, own in zip(distributions, amounts, strict=True)
                if own == amount
            ]
            where = "alla kapitalslag" if len(places) == len(distributions) > 1 else listing(places)
            sentences.append(f"{count(amount, 'kommun', 'kommuner')} har {why} i {where}.")
    return tuple(sentences)
