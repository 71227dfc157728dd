"""The figures beside the profile: how far each capital has moved between two years, and the map of unity."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import DirectionResult, Profile, Zone
from app.assessment.results.scale import one_level, scale_values
from app.reports.figures.capital_facts import axis_of, rings
from app.reports.figures.change_words import ChangeText, ComparisonText, change_note, counted_on
from app.reports.figures.figures import (
    Axis,
    ChangeFigure,
    ChangeRow,
    DirectionFigure,
    DirectionPoint,
    FigureTable,
    Ring,
)
from app.reports.kernel.wording import ZONES, capitals_of, in_words, number, percent, quoted


def change_figure(since: ComparisonText) -> ChangeFigure:
    """One row per capital: its change on what both years share (method 11), never two levels."""
    questionnaire, comparison = since.questionnaire, since.comparison
    rows = tuple(_change_row(questionnaire, text) for text in since.changes)
    return ChangeFigure(
        key="forandring",
        title=f"Förändring från {comparison.earlier_year} till {questionnaire.year}",
        conclusion=since.conclusion,
        alternative=_change_alternative(since, rows),
        table=change_table(since),
        scale=steps(questionnaire, (change.difference for change in comparison.capitals)),
        rows=rows,
        note=change_note(comparison, questionnaire),
    )


def steps(questionnaire: Questionnaire, differences: Iterable[Fraction | None]) -> tuple[Ring, ...]:
    """The figure's scale: no change in the middle, and as many whole levels on both sides as the largest needs."""
    level = one_level(scale_values(questionnaire))
    most = max((abs(difference) for difference in differences if difference is not None), default=Fraction())
    reach = max(1, -(-most // level))
    return tuple(_step(place, level * place) for place in range(-reach, reach + 1))


def _step(levels: int, value: Fraction) -> Ring:
    if levels == 0:
        return Ring(0.0, "0", "ingen förändring")
    amount = "en nivå" if abs(levels) == 1 else f"{in_words(abs(levels))} nivåer"
    sign = "+" if levels > 0 else ""
    return Ring(float(value), f"{sign}{number(value)}", f"{amount} {'upp' if levels > 0 else 'ned'}")


def _axis(questionnaire: Questionnaire, capital_id: str) -> Axis:
    place = [capital.id for capital in questionnaire.capitals].index(capital_id)
    return axis_of(questionnaire.capitals[place], place)


def _change_row(questionnaire: Questionnaire, text: ChangeText) -> ChangeRow:
    change = text.change
    is_compared = change.not_compared is None
    return ChangeRow(
        axis=_axis(questionnaire, change.capital_id),
        difference=float(change.difference) if is_compared and change.difference is not None else None,
        shown=text.difference,
        trend=change.trend if is_compared else None,
        missing=None if is_compared else text.verdict,
    )


def _change_alternative(since: ComparisonText, rows: tuple[ChangeRow, ...]) -> str:
    parts = []
    for row, text in zip(rows, since.changes, strict=True):
        if row.difference is None:
            parts.append(f"{row.axis.name}: {text.since}")
        else:
            parts.append(f"{row.axis.name} {row.shown} {counted_on(text.change)}, {text.verdict}")
    return f"Diagram över förändring, en rad per kapitalslag. {'; '.join(parts)}."


def change_table(since: ComparisonText) -> FigureTable:
    """The change, the verdict, and on how many questions it rests."""
    rows = tuple((text.name, text.difference, text.verdict, text.shared) for text in since.changes)
    caption = f"Förändring från {since.earlier_year} till {since.questionnaire.year}"
    return FigureTable(caption, ("Kapitalslag", "Förändring", "Bedömning", "Frågor"), rows)


def direction_figure(questionnaire: Questionnaire, profile: Profile) -> DirectionFigure | None:
    """The figure over the capitals that have both results; None when no capital has."""
    points = tuple(
        DirectionPoint(
            axis=_axis(questionnaire, direction.capital_id),
            unity=float(direction.unity),
            predictability=float(direction.predictability),
            zone=direction.zone,
        )
        for direction in profile.directions
        if direction.unity is not None and direction.predictability is not None and direction.zone is not None
    )
    if not points:
        return None
    return DirectionFigure(
        key="riktning",
        title="Enighet och väg",
        conclusion=direction_conclusion(questionnaire, points),
        alternative=_direction_alternative(points),
        table=direction_table(questionnaire, profile.directions),
        scale=rings(questionnaire),
        points=points,
    )


def direction_conclusion(questionnaire: Questionnaire, points: tuple[DirectionPoint, ...]) -> str:
    """One sentence: the zone most capitals lie in, the first met on ties; cross-cutting ones are not counted."""
    own = [point.zone for point in points if not questionnaire.capital(point.axis.key).cross_cutting]
    if not own:
        return f"Arbetssättet är {quoted(ZONES[points[0].zone])}."
    zone, amount = Counter(own).most_common(1)[0]
    return f"Vanligast är arbetssättet {quoted(ZONES[zone])}, med {capitals_of(amount, len(own))}."


def _direction_alternative(points: tuple[DirectionPoint, ...]) -> str:
    parts = [
        f"{point.axis.name}: enighet {percent(point.unity)}, känd väg {percent(point.predictability)}"
        for point in points
    ]
    return f"Diagram med enighet åt höger och känd väg uppåt, i procent av skalan. {'; '.join(parts)}."


def direction_table(questionnaire: Questionnaire, directions: tuple[DirectionResult, ...]) -> FigureTable:
    """Unity, predictability (percent of the scale) and zone per capital."""
    rows = tuple(
        (
            questionnaire.capital(direction.capital_id).name,
            "–" if direction.unity is None else percent(direction.unity),
            "–" if direction.predictability is None else percent(direction.predictability),
            zone_text(direction.zone),
        )
        for direction in directions
    )
    return FigureTable("Arbetssätt i varje kapitalslag", ("Kapitalslag", "Enighet", "Känd väg", "Arbetssätt"), rows)


def zone_text(zone: Zone | None) -> str:
    return "inget resultat" if zone is None else ZONES[zone]
