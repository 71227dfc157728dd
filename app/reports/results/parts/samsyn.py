"""How far the people of a kommun agree, in words and figures (methods 6 and 10): only of an assessment by several."""

from app.assessment.meeting.samsyn import Samsyn
from app.assessment.meeting.spread import RoleGap
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import LEVEL_DECIMALS
from app.reports.figures.capital_facts import distance_text, name_in_text, rings
from app.reports.figures.capital_texts import ProfileText, profile_text
from app.reports.figures.figures import FigureTable, RadarFigure, SeriesRole
from app.reports.figures.profile_figures import profile_series, profile_table, radar_alternative
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


def samsyn_part(texts: ProfileText, findings: Findings) -> SamsynPart | None:
    """None where one person answered for the kommun, so that there is nothing to agree on."""
    if not findings.samsyn:
        return None
    questionnaire = texts.questionnaire
    return SamsynPart(
        conclusion=_conclusion(questionnaire, findings.samsyn),
        notes=_notes(questionnaire, findings),
        table=_table(questionnaire, findings.samsyn),
        radar=_radar(texts, findings),
    )


def _conclusion(questionnaire: Questionnaire, samsyn: tuple[Samsyn, ...]) -> str:
    """One sentence: where people see things alike, and where least."""
    pairs = [(result.ad_m, result) for result in samsyn if result.ad_m is not None]
    if not pairs:
        return f"Färre än {in_words(questionnaire.limits.min_group)} har svarat, så samsynen visas inte."
    opening = _agreeing(questionnaire, [result for _, result in pairs])
    widest = max(pairs, key=lambda pair: pair[0])
    return (
        f"{sentence(opening)} Mest skiljer sig svaren om {name_in_text(widest[1].capital_id, questionnaire)}: "
        f"i snitt {_levels(widest[0])}."
    )


def _agreeing(questionnaire: Questionnaire, samsyn: list[Samsyn]) -> str:
    """How many capitals; a cross-cutting dimension is no capital and stands by its name."""
    own = [result for result in samsyn if not questionnaire.capital(result.capital_id).cross_cutting]
    across = [result for result in samsyn if result not in own]
    names = {
        agrees: listing(
            [
                definite(questionnaire.capital(result.capital_id).name)
                for result in across
                if agrees == bool(result.agrees)
            ]
        )
        for agrees in (True, False)
    }
    if not own:
        return f"{names[True]} har samsyn" if names[True] else f"{names[False]} har inte samsyn"
    agreeing = sum(bool(result.agrees) for result in own)
    text = f"{capitals_of(agreeing, len(own))} har samsyn"
    if names[True]:
        text += f", liksom {names[True]}" if agreeing else f", men {names[True]} har det"
    if names[False]:
        text += f", men inte {names[False]}" if agreeing else f", och inte heller {names[False]}"
    return text


def _levels(figure: float) -> str:
    text = number(figure, LEVEL_DECIMALS)
    return f"{text} {'nivå' if text == '1' else 'nivåer'}"


def _notes(questionnaire: Questionnaire, findings: Findings) -> tuple[str, ...]:
    notes = [_gap(questionnaire, *item.widest) for item in findings.samsyn if item.widest is not None]
    apart = sum(item.not_united for result in findings.profile.capitals for item in result.questions)
    if apart:
        notes.append(f"På {count(apart, 'fråga', 'frågor')} enades ni inte vid mötet. Där räknas de enskilda svaren.")
    return tuple(notes)


def _gap(questionnaire: Questionnaire, question_id: str, gap: RoleGap) -> str:
    names = {role.id: role.name for role in questionnaire.role_groups}
    higher, lower = (listing([lowered(names[role]) for role in roles]) for roles in (gap.higher, gap.lower))
    text = quoted(questionnaire.questions[question_id].text)
    return f"På {text} är medlet för {higher} {_levels(float(gap.levels))} högre än för {lower}."


def _table(questionnaire: Questionnaire, samsyn: tuple[Samsyn, ...]) -> FigureTable:
    header = ("Kapitalslag", "Svaren skiljer sig i snitt", "Samsyn", "a_wg", "r_wg(j)", "Frågor")
    rows = tuple(
        (
            questionnaire.capital(result.capital_id).name,
            HIDDEN if result.ad_m is None else _levels(result.ad_m),
            "–" if result.agrees is None else ("ja" if result.agrees else "nej"),
            _index(result.a_wg),
            _index(result.r_wg_j),
            number(result.questions),
        )
        for result in samsyn
    )
    return FigureTable("Samsyn per kapitalslag", header, rows)


def _index(figure: float | None) -> str:
    return "–" if figure is None else number(figure, 2)


def _radar(texts: ProfileText, findings: Findings) -> RadarFigure | None:
    """The agreed profile against that of the single answers; None where nothing was agreed on."""
    questionnaire = texts.questionnaire
    if findings.individual is None:
        return None
    lines = [
        profile_series(texts, SeriesRole.THIS, "Enat"),
        profile_series(profile_text(questionnaire, findings.individual), SeriesRole.INDIVIDUAL, "Enskilda svar"),
    ]
    return RadarFigure(
        key="samsyn-radar",
        title="Enat och enskilda svar",
        conclusion=_difference(questionnaire, findings),
        alternative=radar_alternative(questionnaire, texts.axes, lines),
        table=profile_table(texts, None),
        scale=rings(questionnaire),
        axes=texts.axes,
        series=tuple(lines),
    )


def _difference(questionnaire: Questionnaire, findings: Findings) -> str:
    """One sentence: where the meeting came to something else than the single answers."""
    single = (
        {}
        if findings.individual is None
        else {single_result.capital_id: single_result.index for single_result in findings.individual.capitals}
    )
    moves = [
        (result.index - before, result.capital_id)
        for result in findings.profile.capitals
        if result.index is not None and (before := single.get(result.capital_id)) is not None
    ]
    if not moves:
        return "De enskilda svaren räcker inte för en jämförelse."
    most, capital_id = max(moves, key=lambda pair: abs(pair[0]))
    if most == 0:
        return "Det ni enades om är detsamma som de enskilda svaren."
    way = "över" if most > 0 else "under"
    apart = f"{distance_text(abs(most), questionnaire.scale)} nivåer {way} de enskilda svaren"
    return f"Mest skiljer {name_in_text(capital_id, questionnaire)}: det ni enades om ligger {apart}."
