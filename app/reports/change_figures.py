"""The figures beside the profile: change between two years, and the map of unity and predictability."""

from collections import Counter

from app.assessment.questionnaire import Questionnaire
from app.assessment.results import CapitalChange, DirectionResult, Profile, Trend, YearComparison, Zone
from app.reports.capital_facts import axis_of, rings, value_text
from app.reports.figures import Axis, ChangeFigure, ChangeRow, DirectionFigure, DirectionPoint, Table
from app.reports.wording import NOT_COMPARED, TRENDS, ZONES, in_words, listing, percent, quoted, sentence, signed


def change_figure(questionnaire: Questionnaire, comparison: YearComparison) -> ChangeFigure:
    """One dumbbell per capital between the two years, on the questions both share (method 11)."""
    rows = tuple(_change_row(questionnaire, change) for change in comparison.capitals)
    earlier, later = str(comparison.earlier_year), str(questionnaire.year)
    return ChangeFigure(
        key="forandring",
        title=f"Förändring från {earlier} till {later}",
        conclusion=change_conclusion(comparison),
        alternative=_change_alternative(questionnaire, comparison, rows),
        table=change_table(questionnaire, comparison),
        scale=rings(questionnaire),
        rows=rows,
        earlier_name=earlier,
        later_name=later,
    )


def _axis(questionnaire: Questionnaire, capital_id: str) -> Axis:
    place = [capital.id for capital in questionnaire.capitals].index(capital_id)
    return axis_of(questionnaire.capitals[place], place)


def _change_row(questionnaire: Questionnaire, change: CapitalChange) -> ChangeRow:
    compared = change.not_compared is None
    return ChangeRow(
        axis=_axis(questionnaire, change.capital_id),
        earlier=float(change.earlier) if compared and change.earlier is not None else None,
        later=float(change.later) if compared and change.later is not None else None,
        shown=difference_text(change),
        trend=change.trend if compared else None,
        missing=None if change.not_compared is None else NOT_COMPARED[change.not_compared],
    )


def difference_text(change: CapitalChange) -> str:
    """The difference with sign, or a dash."""
    return "–" if change.difference is None else signed(change.difference)


def change_text(change: CapitalChange) -> str:
    """The change in words, or why there is none."""
    if change.not_compared is not None:
        return NOT_COMPARED[change.not_compared]
    return TRENDS[change.trend] if change.trend else "–"


def change_conclusion(comparison: YearComparison) -> str:
    """One sentence: how many capitals have clearly risen and fallen."""
    counts = Counter(change.trend for change in comparison.capitals if change.not_compared is None)
    year = comparison.earlier_year
    clear = [(trend, counts[trend]) for trend in (Trend.UP, Trend.DOWN) if counts[trend]]
    if clear:
        told = [f"{in_words(amount)} {TRENDS[trend]}" for trend, amount in clear]
        told[0] = told[0].replace(" ", " kapitalslag har gått ", 1)
        return sentence(f"{listing(told)} sedan {year}")
    if any(change.not_compared is None for change in comparison.capitals):
        return f"Inget kapitalslag har förändrats tydligt sedan {year}."
    return f"Inget kapitalslag går att jämföra med {year}."


def _change_alternative(questionnaire: Questionnaire, comparison: YearComparison, rows: tuple[ChangeRow, ...]) -> str:
    told = []
    for row, change in zip(rows, comparison.capitals, strict=True):
        if change.earlier is None or change.later is None or change.not_compared is not None:
            told.append(f"{row.axis.name}: {lower_start(change_text(change))}")
            continue
        start, end = (value_text(value, questionnaire.scale) for value in (change.earlier, change.later))
        told.append(f"{row.axis.name} från {start} till {end}, {change_text(change)}")
    return f"Diagram över förändring, en rad per kapitalslag. {'; '.join(told)}."


def lower_start(text: str) -> str:
    """A sentence as part of another: first letter lowered, no full stop."""
    return text[:1].lower() + text[1:].rstrip(".")


def change_table(questionnaire: Questionnaire, comparison: YearComparison) -> Table:
    """Both years' values, the difference, the verdict, and on how many questions it rests."""
    header = ("Kapitalslag", str(comparison.earlier_year), str(questionnaire.year), "Skillnad", "Bedömning", "Frågor")
    rows = []
    for change in comparison.capitals:
        values = [
            "–" if value is None or change.not_compared is not None else value_text(value, questionnaire.scale)
            for value in (change.earlier, change.later)
        ]
        shared = f"{change.shared_questions}\u00a0av\u00a0{change.questions}"
        name = questionnaire.capital(change.capital_id).name
        rows.append((name, *values, difference_text(change), change_text(change), shared))
    caption = f"Förändring från {comparison.earlier_year} till {questionnaire.year}"
    return Table(caption, header, tuple(rows))


def direction_figure(questionnaire: Questionnaire, profile: Profile) -> DirectionFigure | None:
    """The map over the capitals that have both results; None when no capital has."""
    points = tuple(
        DirectionPoint(
            _axis(questionnaire, found.capital_id), float(found.unity), float(found.predictability), found.zone
        )
        for found in profile.directions
        if found.unity is not None and found.predictability is not None and found.zone is not None
    )
    if not points:
        return None
    return DirectionFigure(
        key="riktning",
        title="Enighet och förutsägbarhet",
        conclusion=direction_conclusion(points),
        alternative=_direction_alternative(points),
        table=direction_table(questionnaire, profile.directions),
        scale=rings(questionnaire),
        points=points,
    )


def direction_conclusion(points: tuple[DirectionPoint, ...]) -> str:
    """One sentence: the zone most capitals lie in; ties go to the zone met first."""
    zone, amount = Counter(point.zone for point in points).most_common(1)[0]
    return f"Vanligast är zonen {quoted(ZONES[zone])}, med {in_words(amount)} av {in_words(len(points))} kapitalslag."


def _direction_alternative(points: tuple[DirectionPoint, ...]) -> str:
    told = [
        f"{point.axis.name}: enighet {percent(point.unity)}, förutsägbarhet {percent(point.predictability)}"
        for point in points
    ]
    return f"Karta med enighet åt höger och förutsägbarhet uppåt, i procent av skalan. {'; '.join(told)}."


def direction_table(questionnaire: Questionnaire, directions: tuple[DirectionResult, ...]) -> Table:
    """Unity, predictability (percent of the scale) and zone per capital."""
    rows = tuple(
        (
            questionnaire.capital(found.capital_id).name,
            "–" if found.unity is None else percent(found.unity),
            "–" if found.predictability is None else percent(found.predictability),
            zone_text(found.zone),
        )
        for found in directions
    )
    return Table("Läget i varje kapitalslag", ("Kapitalslag", "Enighet", "Förutsägbarhet", "Läge"), rows)


def zone_text(zone: Zone | None) -> str:
    return "inget resultat" if zone is None else ZONES[zone]
