"""How far the people of a kommun agree, in words and figures (methods 6 and 10): only of an assessment by several."""

from app.assessment.meeting.samsyn import Samsyn
from app.assessment.meeting.spread import RoleGap
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import LEVEL_DECIMALS
from app.reports.figures.capital_facts import axes, distance_text, index_text, name_in_text, rings
from app.reports.figures.figures import FigureTable, RadarFigure, Series, SeriesRole
from app.reports.figures.profile_figures import profile_table, radar_alternative
from app.reports.kernel.wording import (
    capitals_of,
    count,
    definite,
    in_words,
    listing,
    lowered,
    number,
    quoted,
    sentence,
)
from app.reports.results.content import SamsynPart
from app.reports.results.subject import Findings

HIDDEN = "För få svar"


def samsyn_part(questionnaire: Questionnaire, findings: Findings) -> SamsynPart | None:
    """None where one person answered for the kommun, so that there is nothing to agree on."""
    if not findings.samsyn:
        return None
    return SamsynPart(
        conclusion=_conclusion(questionnaire, findings.samsyn),
        notes=_notes(questionnaire, findings),
        table=_table(questionnaire, findings.samsyn),
        radar=_radar(questionnaire, findings),
    )


def _conclusion(questionnaire: Questionnaire, found: tuple[Samsyn, ...]) -> str:
    """One sentence: where people see things alike, and where least."""
    measured = [(one.ad_m, one) for one in found if one.ad_m is not None]
    if not measured:
        return f"Färre än {in_words(questionnaire.limits.min_group)} har svarat, så samsynen visas inte."
    opening = _agreeing(questionnaire, [one for _, one in measured])
    widest = max(measured, key=lambda pair: pair[0])
    return (
        f"{sentence(opening)} Mest skiljer sig svaren om {name_in_text(widest[1].capital_id, questionnaire)}: "
        f"i snitt {_levels(widest[0])}."
    )


def _agreeing(questionnaire: Questionnaire, measured: list[Samsyn]) -> str:
    """How many capitals; a cross-cutting dimension is no capital and stands by its name."""
    own = [one for one in measured if not questionnaire.capital(one.capital_id).cross_cutting]
    across = [one for one in measured if one not in own]
    named = {
        agrees: listing(
            [definite(questionnaire.capital(one.capital_id).name) for one in across if agrees == bool(one.agrees)]
        )
        for agrees in (True, False)
    }
    if not own:
        return f"{named[True]} har samsyn" if named[True] else f"{named[False]} har inte samsyn"
    agreeing = sum(bool(one.agrees) for one in own)
    told = f"{capitals_of(agreeing, len(own))} har samsyn"
    if named[True]:
        told += f", liksom {named[True]}" if agreeing else f", men {named[True]} har det"
    if named[False]:
        told += f", men inte {named[False]}" if agreeing else f", och inte heller {named[False]}"
    return told


def _levels(figure: float) -> str:
    shown = number(figure, LEVEL_DECIMALS)
    return f"{shown} {'nivå' if shown == '1' else 'nivåer'}"


def _notes(questionnaire: Questionnaire, findings: Findings) -> tuple[str, ...]:
    notes = [_gap(questionnaire, *one.widest) for one in findings.samsyn if one.widest is not None]
    apart = sum(one.not_united for result in findings.profile.capitals for one in result.questions)
    if apart:
        notes.append(f"På {count(apart, 'fråga', 'frågor')} enades ni inte vid mötet. Där räknas de enskilda svaren.")
    return tuple(notes)


def _gap(questionnaire: Questionnaire, question_id: str, gap: RoleGap) -> str:
    names = {role.id: role.name for role in questionnaire.role_groups}
    higher, lower = (listing([lowered(names[role]) for role in roles]) for roles in (gap.higher, gap.lower))
    text = quoted(questionnaire.questions[question_id].text)
    return f"På {text} är medlet för {higher} {_levels(float(gap.levels))} högre än för {lower}."


def _table(questionnaire: Questionnaire, found: tuple[Samsyn, ...]) -> FigureTable:
    header = ("Kapitalslag", "Svaren skiljer sig i snitt", "Samsyn", "a_wg", "r_wg(j)", "Frågor")
    rows = tuple(
        (
            questionnaire.capital(one.capital_id).name,
            HIDDEN if one.ad_m is None else _levels(one.ad_m),
            "–" if one.agrees is None else ("ja" if one.agrees else "nej"),
            _index(one.a_wg),
            _index(one.r_wg_j),
            number(one.questions),
        )
        for one in found
    )
    return FigureTable("Samsyn per kapitalslag", header, rows)


def _index(figure: float | None) -> str:
    return "–" if figure is None else number(figure, 2)


def _radar(questionnaire: Questionnaire, findings: Findings) -> RadarFigure | None:
    """The agreed profile against that of the single answers; None where nothing was agreed on."""
    agreed, single = findings.profile, findings.individual
    if single is None:
        return None
    lines = [
        Series(
            role,
            name,
            tuple(None if result.index is None else float(result.index) for result in profile.capitals),
            tuple(index_text(result, questionnaire) for result in profile.capitals),
        )
        for role, name, profile in (
            (SeriesRole.THIS, "Enat", agreed),
            (SeriesRole.INDIVIDUAL, "Enskilda svar", single),
        )
    ]
    places = axes(questionnaire, agreed)
    return RadarFigure(
        key="samsyn-radar",
        title="Enat och enskilda svar",
        conclusion=_difference(questionnaire, findings),
        alternative=radar_alternative(questionnaire, places, lines),
        table=profile_table(questionnaire, agreed, None),
        scale=rings(questionnaire),
        axes=places,
        series=tuple(lines),
    )


def _difference(questionnaire: Questionnaire, findings: Findings) -> str:
    """One sentence: where the meeting came to something else than the single answers."""
    single = {} if findings.individual is None else {one.capital_id: one.index for one in findings.individual.capitals}
    moved = [
        (found.index - before, found.capital_id)
        for found in findings.profile.capitals
        if found.index is not None and (before := single.get(found.capital_id)) is not None
    ]
    if not moved:
        return "De enskilda svaren räcker inte för en jämförelse."
    most, capital_id = max(moved, key=lambda pair: abs(pair[0]))
    if most == 0:
        return "Det ni enades om är detsamma som de enskilda svaren."
    way = "över" if most > 0 else "under"
    apart = f"{distance_text(abs(most), questionnaire.scale)} nivåer {way} de enskilda svaren"
    return f"Mest skiljer {name_in_text(capital_id, questionnaire)}: det ni enades om ligger {apart}."
