"""The figures of a regional report: how kommuner spread over the levels, their profiles as small radars, the change."""

from app.assessment.comparison import regional_change
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import Profile, Trend
from app.reports.figures.capital_facts import axis_of, index_text, level_name, name_in_text, rings
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
from app.reports.figures.profile_figures import radar_alternative
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
    questionnaire: Questionnaire, capitals: tuple[Capital, ...], found: tuple[Distribution, ...]
) -> LevelsFigure:
    """One row of bars per capital, in the questionnaire's order."""
    rows = tuple(
        LevelsRow(axis, one.on_level, one.without_level + one.insufficient + one.not_applicable)
        for axis, one in zip(axes_of(questionnaire, capitals), found, strict=True)
    )
    return LevelsFigure(
        key="fordelning-nivaer",
        title="Antal kommuner på varje nivå",
        conclusion=_most_common(questionnaire, found),
        alternative=_levels_alternative(questionnaire, rows),
        table=levels_table(questionnaire, found),
        scale=rings(questionnaire),
        rows=rows,
    )


def _most_common(questionnaire: Questionnaire, found: tuple[Distribution, ...]) -> str:
    """Over all capitals; of levels equally common the lower is named first, and both are."""
    sums = [sum(level) for level in zip(*(one.on_level for one in found), strict=True)]
    if not any(sums):
        return "Ingen kommun har ett resultat i något kapitalslag."
    names = [
        quoted(level_name(place, questionnaire)) for place, amount in enumerate(sums, start=1) if amount == max(sums)
    ]
    return f"Vanligast över alla kapitalslag är {'nivån' if len(names) == 1 else 'nivåerna'} {listing(names)}."


def _levels_alternative(questionnaire: Questionnaire, rows: tuple[LevelsRow, ...]) -> str:
    told = []
    for row in rows:
        parts = [
            f"{amount} på {level.label}"
            for amount, (_, level) in zip(row.on_level, questionnaire.levels(), strict=True)
            if amount
        ]
        parts += [f"{row.without} utan resultat"] if row.without else []
        told.append(f"{row.axis.name}: {', '.join(parts)}")
    return f"Stapeldiagram över hur många kommuner som ligger på varje nivå. {'; '.join(told)}."


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
    rows = tuple((axis.name, shown) for axis, shown in zip(places, line.shown, strict=True))
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
    found = [profile.capital(capital.id) for capital in capitals]
    values = tuple(None if one is None or one.index is None else float(one.index) for one in found)
    shown = tuple("–" if one is None else index_text(one, questionnaire) for one in found)
    return Series(SeriesRole.THIS, name, values, shown)


def _ends(places: tuple[Axis, ...], line: Series) -> str:
    """The strongest and the weakest, the first in order of several alike, and what has no result."""
    told = [
        (value, axis.name, shown)
        for axis, value, shown in zip(places, line.values, line.shown, strict=True)
        if value is not None
    ]
    if not told:
        return "Inget kapitalslag har resultat."
    (high, top, most), (low, bottom, least) = (choose(told, key=lambda one: one[0]) for choose in (max, min))
    sentences = [f"Alla ligger på {most}."] if high == low else [f"Högst: {top} {most}. Lägst: {bottom} {least}."]
    gaps = [axis.name for axis, value in zip(places, line.values, strict=True) if value is None]
    return " ".join([*sentences, *([f"Utan resultat: {listing(gaps)}."] if gaps else [])])


def change_figure(
    questionnaire: Questionnaire, capitals: tuple[Capital, ...], panel: YearChangePanel
) -> ChangeFigure | None:
    """The mean of the same kommuner in two years; None when no capital can be compared in any of them."""
    if not any(one.kommuner for one in panel.changes):
        return None
    rows = tuple(
        _change_row(questionnaire, axis, one)
        for axis, one in zip(axes_of(questionnaire, capitals), panel.changes, strict=True)
    )
    return ChangeFigure(
        key="forandring",
        title=f"Medelindex, förändring från {panel.earlier_year} till {questionnaire.year}",
        conclusion=change_conclusion(questionnaire, panel),
        alternative=_change_alternative(questionnaire, panel),
        table=change_table(questionnaire, panel),
        scale=steps(questionnaire, (one.difference for one in panel.changes)),
        rows=rows,
        note=CHANGE_NOTE,
    )


def _change_row(questionnaire: Questionnaire, axis: Axis, one: MeanChange) -> ChangeRow:
    if one.difference is None:
        return ChangeRow(axis, None, "–", None, "Ingen kommun går att jämföra.")
    return ChangeRow(axis, float(one.difference), difference(one, questionnaire.scale), one.trend, None)


def change_conclusion(questionnaire: Questionnaire, panel: YearChangePanel) -> str:
    """One sentence: which capitals have clearly moved, in the mean over the kommuner, and how many went that way."""
    if all(one.trend is None for one in panel.changes):
        least = in_words(regional_change.MIN_KOMMUNER)
        return f"Färre än {least} kommuner går att jämföra. Då prövas inte om medlet har ändrats."
    told = []
    for trend, words in TRENDS.items():
        names = [
            f"{name_in_text(one.capital_id, questionnaire)} ({went(one)})"
            for one in panel.changes
            if one.trend is trend
        ]
        if names and trend is not Trend.UNCLEAR:
            told.append(f"{words} i {listing(names)}")
    if not told:
        return f"I inget kapitalslag har medlet ändrats tydligt sedan {panel.earlier_year}."
    return f"Sedan {panel.earlier_year} har medlet gått {listing(told)}."


def _change_alternative(questionnaire: Questionnaire, panel: YearChangePanel) -> str:
    told = []
    for one in panel.changes:
        name = questionnaire.capital(one.capital_id).name
        if one.difference is None:
            told.append(f"{name}: ingen kommun går att jämföra")
            continue
        told.append(f"{name} {difference(one, questionnaire.scale)}, {verdict(one)}, {rose(one)} kommuner upp")
    return f"Diagram över hur medelindex har ändrats, en rad per kapitalslag. {'; '.join(told)}."


def without_result(questionnaire: Questionnaire, found: tuple[Distribution, ...]) -> tuple[str, ...]:
    """How many kommuner have no result, in which capitals, and why: a sentence per reason and number."""
    told = []
    for why, amounts in (
        (WITHOUT_LEVEL, [one.without_level for one in found]),
        (TOO_LITTLE, [one.insufficient for one in found]),
        (NOT_ASKED, [one.not_applicable for one in found]),
    ):
        for amount in sorted(set(amounts) - {0}, reverse=True):
            places = [
                name_in_text(one.capital_id, questionnaire)
                for one, own in zip(found, amounts, strict=True)
                if own == amount
            ]
            where = "alla kapitalslag" if len(places) == len(found) > 1 else listing(places)
            told.append(f"{count(amount, 'kommun', 'kommuner')} har {why} i {where}.")
    return tuple(told)
