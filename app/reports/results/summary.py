"""Page one of a report: level per capital, what is strong, what holds back, what changed, what to do and to decide."""

from collections.abc import Sequence

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    Profile,
    RecommendedStart,
    StartReason,
    Trend,
    YearComparison,
)
from app.assessment.results.scale import scale_values, value_at
from app.reports.figures.capital_facts import (
    all_alike,
    index_text,
    lacks_level,
    level_name,
    level_text,
    name_in_text,
    names_in_text,
    own_capitals,
    ranked,
    shown_as,
)
from app.reports.figures.change_words import change_conclusion, difference_text
from app.reports.figures.profile_figures import change_of, reaching
from app.reports.kernel.wording import TRENDS, listing, number, quoted, sentence
from app.reports.results.content import LevelLine, StartPart, StepLine, Summary
from app.reports.results.next_steps import step_line
from app.reports.results.robustness_text import profile_sentence
from app.reports.results.subject import Findings

SHOWN_STEPS = 3


def summary(questionnaire: Questionnaire, findings: Findings, *, is_trial: bool = False) -> Summary:
    """Everything on page one; long texts are clipped so that it stays one page."""
    profile = findings.profile
    steps = tuple(step_line(questionnaire, step, clip=True) for step in findings.next_steps[:SHOWN_STEPS])
    return Summary(
        opening=reaching(questionnaire, profile),
        since=f"Sedan {findings.comparison.earlier_year}" if findings.comparison else "Sedan sist",
        levels=tuple(_level_line(questionnaire, result, findings.comparison) for result in profile.capitals),
        strong=_strong(questionnaire, profile),
        holding=_holding(questionnaire, profile),
        changed=changed(questionnaire, findings, is_trial=is_trial),
        steps=steps,
        decisions=_decisions(questionnaire, findings, steps),
    )


def _level_line(questionnaire: Questionnaire, result: CapitalResult, comparison: YearComparison | None) -> LevelLine:
    change = change_of(comparison, result.capital_id) if comparison else None
    text = f"{TRENDS[change.trend]} ({difference_text(change, questionnaire)})" if change and change.trend else "–"
    return LevelLine(
        key=result.capital_id,
        name=questionnaire.capital(result.capital_id).name,
        position=result.level,
        level=level_text(result, questionnaire),
        index="–" if result.index is None else index_text(result, questionnaire),
        change=TRENDS[Trend.UNCLEAR] if change and change.trend is Trend.UNCLEAR else text,
    )


def _strong(questionnaire: Questionnaire, profile: Profile) -> tuple[str, ...]:
    target, order = questionnaire.prerequisite_position, ranked(questionnaire, profile)
    reaching_it = [(value, result) for value, result in order if (result.level or 0) >= target]
    if not reaching_it:
        return (_none_reaches(questionnaire, profile),)
    if all_alike(order, questionnaire):
        return ("Alla kapitalslag ligger lika.",)
    index_texts = list(dict.fromkeys(index_text(result, questionnaire) for _, result in reaching_it))
    groups = [shown_as(reaching_it, text, questionnaire) for text in index_texts]
    sentences = [f"{names_in_text(groups[0], questionnaire)} är starkast{_standing(questionnaire, groups[0])}"]
    if len(groups) > 1 and len(groups[0]) == 1:
        sentences.append(
            f"Därefter kommer {names_in_text(groups[1], questionnaire)}{_standing(questionnaire, groups[1])}"
        )
    return tuple(sentence(text) for text in sentences)


def _none_reaches(questionnaire: Questionnaire, profile: Profile) -> str:
    capitals = own_capitals(questionnaire, profile)
    if all(result.level is None for result in capitals):
        return "Det går inte att säga än."
    which = " med en nivå" if any(result.level is None for result in capitals) else ""
    name = level_name(questionnaire.prerequisite_position, questionnaire)
    return f"Inget kapitalslag{which} når ännu nivån {name}."


def _standing(questionnaire: Questionnaire, results: Sequence[CapitalResult]) -> str:
    """Level and index; capitals shown with the same index may be on different levels, and then only the index."""
    levels = {level_text(result, questionnaire) for result in results}
    index = f"({index_text(results[0], questionnaire)})"
    return f": {levels.pop()} {index}" if len(levels) == 1 else f" {index}"


def _holding(questionnaire: Questionnaire, profile: Profile) -> tuple[str, ...]:
    order, sentences = ranked(questionnaire, profile), []
    if order and not all_alike(order, questionnaire):
        low = shown_as(order, index_text(order[-1][1], questionnaire), questionnaire)
        sentences.append(sentence(f"{names_in_text(low, questionnaire)} är svagast{_standing(questionnaire, low)}"))
    capital_names = [
        name_in_text(result.capital_id, questionnaire)
        for result in own_capitals(questionnaire, profile)
        if result.cap and result.level is not None
    ]
    if capital_names:
        sentences.append(f"I {listing(capital_names)} håller en svag kärnfråga nere nivån.")
    unknown = [name_in_text(result.capital_id, questionnaire) for result in profile.capitals if lacks_level(result)]
    if unknown:
        sentences.append(f"I {listing(unknown)} kan nivån inte anges, eftersom en kärnfråga saknar resultat.")
    missing = [
        name_in_text(result.capital_id, questionnaire)
        for result in profile.capitals
        if result.status is CapitalStatus.INSUFFICIENT
    ]
    if missing:
        sentences.append(sentence(f"{listing(missing)} saknar tillräckligt underlag"))
    return tuple(sentences)


def changed(questionnaire: Questionnaire, findings: Findings, *, is_trial: bool = False) -> tuple[str, ...]:
    """What changed since the earlier year, in a few sentences; skipped years are told."""
    comparison = findings.comparison
    if is_trial:
        return ("En provomgång jämförs inte med tidigare år.",)
    if comparison is None:
        return _withheld(findings) or ("Det finns ingen tidigare fastställd självskattning att jämföra med.",)
    sentences = [change_conclusion(comparison, questionnaire)]
    for trend in (Trend.UP, Trend.DOWN):
        names = [
            f"{name_in_text(change.capital_id, questionnaire)} ({difference_text(change, questionnaire)})"
            for change in comparison.capitals
            if change.trend is trend
        ]
        if names:
            sentences.append(f"{sentence(TRENDS[trend])[:-1]}: {listing(names)}.")
    years = [str(year) for year in comparison.skipped_years if year not in findings.withheld_years]
    if years:
        year, missing = comparison.earlier_year, listing(years)
        sentences.append(f"Ni jämförs med {year}, eftersom {missing} saknar fastställd självskattning.")
    return (*sentences, *_withheld(findings))


def _withheld(findings: Findings) -> tuple[str, ...]:
    """To a reader outside the kommun, who is not shown every year."""
    years = listing([str(year) for year in sorted(findings.withheld_years)])
    return (f"Kommunen delar inte resultatet för {years}, så det är inte med i jämförelsen.",) if years else ()


def start(questionnaire: Questionnaire, findings: Findings) -> StartPart:
    """Where to begin and why, with every next step in full."""
    steps = tuple(step_line(questionnaire, step) for step in findings.next_steps)
    if findings.start is None:
        return StartPart(_no_start(questionnaire, findings), (), steps)
    name = name_in_text(findings.start.capital_id, questionnaire)
    reasons = (*_reasons(questionnaire, findings, findings.start), profile_sentence(findings.robustness))
    return StartPart(f"Börja med {name}.", tuple(filter(None, reasons)), steps)


def _no_start(questionnaire: Questionnaire, findings: Findings) -> str:
    capitals = [result for result in own_capitals(questionnaire, findings.profile) if result.index is not None]
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


def _reasons(questionnaire: Questionnaire, findings: Findings, start: RecommendedStart) -> tuple[str, ...]:
    result = findings.profile.capital(start.capital_id)
    if start.reason is StartReason.LARGEST_GAP and start.gap is not None and result and result.index is not None:
        index, level = index_text(result, questionnaire), number(result.index + start.gap)
        return (f"Där är det längst till målet: index {index} mot nivå {level}.",)
    if start.reason is StartReason.LOWEST_LEVEL:
        return ("Inget kapitalslag som andra bygger på går före, och här är nivån lägst.",)
    dependants = [name_in_text(identifier, questionnaire) for identifier in start.dependants]
    target = quoted(level_name(questionnaire.prerequisite_position, questionnaire))
    name = name_in_text(start.capital_id, questionnaire)
    return (sentence(f"{name} har ännu inte nått nivån {target}, och {listing(dependants)} bygger på det"),)


def _decisions(questionnaire: Questionnaire, findings: Findings, steps: tuple[StepLine, ...]) -> tuple[str, ...]:
    has_scores = any(result.index is not None for result in own_capitals(questionnaire, findings.profile))
    requests = ["Ställ er bakom lägesbilden." if has_scores else "Bestäm hur ni får in de svar som saknas."]
    if findings.start is not None:
        requests.append(f"Besluta att börja med {name_in_text(findings.start.capital_id, questionnaire)}.")
    if steps and all(step.is_advice for step in steps):
        requests.append("Utse en ansvarig och bestäm slutdatum för vart och ett av stegen.")
    elif steps:
        requests.append("Bestäm en åtgärd, en ansvarig och ett slutdatum för var och en av frågorna.")
    requests.append(
        "Bekräfta målnivåerna." if findings.targets else "Bestäm vilken nivå ni vill nå i varje kapitalslag."
    )
    return tuple(requests)
