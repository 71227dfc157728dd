"""Page one of a report: level per capital, what is strong, holds back and has changed, targets, plan and next steps."""

from collections.abc import Sequence

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    RecommendedStart,
    StartReason,
    Trend,
)
from app.assessment.results.scale import scale_values, value_at
from app.reports.figures.capital_facts import lacks_level, level_name, name_in_text
from app.reports.figures.capital_texts import (
    NOTHING,
    CapitalText,
    ProfileText,
    all_alike,
    names_in_text,
    ranked,
    shown_as,
)
from app.reports.figures.change_words import ChangeText
from app.reports.figures.profile_figures import reaching
from app.reports.kernel.wording import TRENDS, listing, number, quoted, sentence
from app.reports.results.content import LevelLine, StartPart, Summary
from app.reports.results.next_steps import step_line
from app.reports.results.parts.plan import plan_sentence, target_sentences
from app.reports.results.proposal import proposal
from app.reports.results.robustness_text import start_certainty
from app.reports.results.subject import Findings, Subject

SHOWN_STEPS = 3


def summary(texts: ProfileText, findings: Findings, subject: Subject) -> Summary:
    """Everything on page one; long texts are clipped so that it stays one page."""
    questionnaire = texts.questionnaire
    steps = tuple(step_line(questionnaire, step, clip=True) for step in findings.next_steps[:SHOWN_STEPS])
    return Summary(
        opening=reaching(texts),
        since=f"Sedan {texts.since.earlier_year}" if texts.since else "Sedan sist",
        levels=tuple(_level_line(texts, text) for text in texts.capitals),
        strong=_strong(texts),
        holding=_holding(texts),
        changed=changed(texts, findings, is_trial=subject.is_trial),
        targets=target_sentences(texts),
        plan=plan_sentence(findings.actions, subject.plan_day),
        steps=steps,
        proposal=proposal(texts, findings, steps, subject),
    )


def _level_line(texts: ProfileText, text: CapitalText) -> LevelLine:
    since = texts.since.change(text.key) if texts.since else None
    return LevelLine(
        key=text.key,
        name=text.name,
        number=text.level_number(texts.questionnaire),
        step=text.ramp_step(texts.questionnaire),
        level=text.level,
        index=text.index_or_dash,
        change=NOTHING if since is None else _brief(since),
    )


def _brief(since: ChangeText) -> str:
    """The verdict, with how much where it is clear or untested."""
    trend = since.change.trend
    if trend is None:
        return NOTHING
    return TRENDS[trend] if trend is Trend.UNCLEAR else f"{TRENDS[trend]} ({since.difference})"


def _strong(texts: ProfileText) -> tuple[str, ...]:
    questionnaire, order = texts.questionnaire, ranked(texts)
    reaching_it = [text for text in order if (text.result.level or 0) >= questionnaire.prerequisite_position]
    if not reaching_it:
        return (_none_reaches(texts),)
    if all_alike(order):
        return ("Alla kapitalslag ligger lika.",)
    index_texts = list(dict.fromkeys(text.index for text in reaching_it))
    groups = [shown_as(reaching_it, index, questionnaire) for index in index_texts]
    sentences = [f"{names_in_text(groups[0])} är starkast{_standing(groups[0])}"]
    if len(groups) > 1 and len(groups[0]) == 1:
        sentences.append(f"Därefter kommer {names_in_text(groups[1])}{_standing(groups[1])}")
    return tuple(map(sentence, sentences))


def _none_reaches(texts: ProfileText) -> str:
    levels = [text.result.level for text in texts.own]
    if all(level is None for level in levels):
        return "Det går inte att säga än."
    which = " med en nivå" if None in levels else ""
    name = level_name(texts.questionnaire.prerequisite_position, texts.questionnaire)
    return f"Inget kapitalslag{which} når ännu nivån {name}."


def _standing(texts: Sequence[CapitalText]) -> str:
    """Level and index; capitals shown with the same index may be on different levels, and then only the index."""
    levels = {text.level for text in texts}
    index = f"({texts[0].index})"
    return f": {levels.pop()} {index}" if len(levels) == 1 else f" {index}"


def _holding(texts: ProfileText) -> tuple[str, ...]:
    order, sentences = ranked(texts), []
    if order and not all_alike(order):
        low = shown_as(order, order[-1].index, texts.questionnaire)
        sentences.append(sentence(f"{names_in_text(low)} är svagast{_standing(low)}"))
    capital_names = [text for text in texts.own if text.result.cap and text.result.level is not None]
    if capital_names:
        sentences.append(f"I {names_in_text(capital_names)} håller en svag kärnfråga nere nivån.")
    unknown = [text for text in texts.capitals if lacks_level(text.result)]
    if unknown:
        sentences.append(f"I {names_in_text(unknown)} kan nivån inte anges, eftersom en kärnfråga saknar resultat.")
    missing = [text for text in texts.capitals if text.result.status is CapitalStatus.INSUFFICIENT]
    if len(missing) == len(texts.capitals):
        sentences.append("För få svar: underlaget räcker inte i något kapitalslag.")
    elif missing:
        sentences.append(sentence(f"{names_in_text(missing)} saknar tillräckligt underlag"))
    return tuple(sentences)


def changed(texts: ProfileText, findings: Findings, *, is_trial: bool = False) -> tuple[str, ...]:
    """What changed since the earlier year, in a few sentences; skipped years are told."""
    since = texts.since
    if is_trial:
        return ("En provomgång jämförs inte med tidigare år.",)
    if since is None:
        return _withheld(findings) or ("Det finns ingen tidigare fastställd självskattning att jämföra med.",)
    sentences = [since.conclusion]
    for trend in (Trend.UP, Trend.DOWN):
        names = [text.in_text for text in since.changes if text.change.trend is trend]
        if names:
            sentences.append(f"{sentence(TRENDS[trend])[:-1]}: {listing(names)}.")
    years = [str(year) for year in since.comparison.skipped_years if year not in findings.withheld_years]
    if years:
        year, missing = since.earlier_year, listing(years)
        sentences.append(f"Ni jämförs med {year}, eftersom {missing} saknar fastställd självskattning.")
    return (*sentences, *_withheld(findings))


def _withheld(findings: Findings) -> tuple[str, ...]:
    """To a reader outside the kommun, who is not shown every year."""
    years = listing([str(year) for year in sorted(findings.withheld_years)])
    return (f"Resultatet för {years} delas inte, så det är inte med i jämförelsen.",) if years else ()


def start(texts: ProfileText, findings: Findings) -> StartPart:
    """Where to begin and why, with every next step in full."""
    questionnaire = texts.questionnaire
    steps = tuple(step_line(questionnaire, step) for step in findings.next_steps)
    if findings.start is None:
        return StartPart(_no_start(texts, findings), (), steps)
    name = name_in_text(findings.start.capital_id, questionnaire)
    reasons = (*_reasons(texts, findings.start), start_certainty(findings.robustness))
    return StartPart(f"Börja med {name}.", tuple(filter(None, reasons)), steps)


def _no_start(texts: ProfileText, findings: Findings) -> str:
    questionnaire = texts.questionnaire
    capitals = [text.result for text in texts.own if text.result.index is not None]
    if capitals and all(result.level == len(questionnaire.scale) for result in capitals):
        return "Alla kapitalslag är på den högsta nivån. Bestäm tillsammans vad ni vill hålla fast vid."
    if capitals and all(_target_reached(questionnaire, findings, result) for result in capitals):
        return "Ni har nått era målnivåer. Bestäm tillsammans vilket kapitalslag ni vill lyfta härnäst."
    return "Underlaget räcker inte för att föreslå var ni ska börja."


def _target_reached(questionnaire: Questionnaire, findings: Findings, result: CapitalResult) -> bool:
    target = findings.targets.get(result.capital_id)
    if target is None or result.index is None:
        return False
    return result.index >= value_at(scale_values(questionnaire), target.position)


def _reasons(texts: ProfileText, start: RecommendedStart) -> tuple[str, ...]:
    questionnaire, result = texts.questionnaire, texts.profile.capital(start.capital_id)
    if start.reason is StartReason.LARGEST_GAP and start.gap is not None and result and result.index is not None:
        index, level = texts.capital(start.capital_id).index, number(result.index + start.gap)
        return (f"Där är det längst till målet: index {index} mot nivå {level}.",)
    if start.reason is StartReason.LOWEST_LEVEL:
        return ("Inget kapitalslag som andra bygger på går före, och här är nivån lägst.",)
    dependants = [name_in_text(identifier, questionnaire) for identifier in start.dependants]
    target = quoted(level_name(questionnaire.prerequisite_position, questionnaire))
    name = name_in_text(start.capital_id, questionnaire)
    return (sentence(f"{name} har ännu inte nått nivån {target}, och {listing(dependants)} bygger på det"),)
