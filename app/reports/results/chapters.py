"""One capital's chapter: what its level rests on and what holds it, then what each question has reached."""

from app.assessment.questionnaires.questionnaire import Capital, Limits, Question, Questionnaire
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    CapReason,
    Interval,
    LevelCap,
    QuestionResult,
    YearComparison,
)
from app.assessment.results.scale import next_position, position_at, scale_values
from app.reports.figures.capital_facts import (
    index_text,
    interval_text,
    lacks_level,
    level_name,
    level_text,
    missing_core,
    shown_dont_know,
    value_text,
)
from app.reports.figures.change_words import change_text, counted_on, difference_text, lower_start
from app.reports.figures.profile_figures import change_of
from app.reports.kernel.wording import (
    CONFIDENCE,
    NO_INTERVALS,
    OTHER_POOLS,
    SOURCES,
    count,
    level_title,
    listing,
    percent,
    quoted,
    sentence,
)
from app.reports.results.content import Chapter, QuestionLine
from app.reports.results.next_steps import Lift, lift
from app.reports.results.robustness_text import level_sentence
from app.reports.results.subject import Findings

NOTED_DONT_KNOW = 0.1
"""A share of vet ej from which the chapter mentions it."""


def chapter(questionnaire: Questionnaire, findings: Findings, result: CapitalResult) -> Chapter:
    """The chapter of one capital of the profile."""
    capital = questionnaire.capital(result.capital_id)
    target = findings.targets.get(result.capital_id)
    return Chapter(
        key=capital.id,
        name=capital.name,
        explanation=capital.explanation,
        more=capital.more or "",
        position=result.level,
        level=sentence(level_text(result, questionnaire))[:-1],
        index="–" if result.index is None else index_text(result, questionnaire),
        target="–" if target is None else f"{level_name(target.position, questionnaire)} {target.by_year}",
        notes=_notes(questionnaire, result, findings),
        questions=tuple(_question_line(questionnaire, capital, question) for question in result.questions),
    )


def _notes(questionnaire: Questionnaire, result: CapitalResult, findings: Findings) -> tuple[str, ...]:
    notes = [*_missing(result, questionnaire.limits)]
    if lacks_level(result):
        notes.append(_without_level(questionnaire, result))
    elif result.cap is not None and result.level is not None:
        notes.append(_capped(questionnaire, result.cap, result.level))
    if result.status is CapitalStatus.SCORED:
        notes += _coverage(result)
        notes += _near(questionnaire, result)
        notes.append(_interval(result, questionnaire))
        same = level_sentence(findings.robustness, result.capital_id)
        notes += [same] if same else []
    unsure = shown_dont_know(result, questionnaire.limits)
    if unsure is not None and unsure >= NOTED_DONT_KNOW:
        notes.append(f"{percent(unsure)} av svaren var ”vet ej”. Det är ett resultat i sig.")
    apart = sum(question.not_united for question in result.questions)
    if apart:
        notes.append(f"På {count(apart, 'fråga', 'frågor')} enades ni inte. Där räknas de enskilda svaren.")
    if findings.comparison is not None:
        notes += _change(questionnaire, findings.comparison, result.capital_id)
    return tuple(notes)


def _missing(result: CapitalResult, limits: Limits) -> list[str]:
    if result.status is CapitalStatus.NOT_APPLICABLE:
        return ["Ni har bedömt att frågorna inte går att tillämpa hos er."]
    if result.status is CapitalStatus.INSUFFICIENT and result.coverage is not None:
        share = f"Bara {percent(result.coverage)} av frågorna, räknat efter vikt, har ett resultat."
        opening = share if result.coverage else "Ingen fråga har ett resultat."
        return [f"{opening} För ett index krävs minst {percent(float(limits.min_coverage))}."]
    return []


def _without_level(questionnaire: Questionnaire, result: CapitalResult) -> str:
    """The index stands; which core question is missing, and what it takes."""
    texts = [quoted(question.text) for question in missing_core(result, questionnaire)]
    noun = "kärnfrågan" if len(texts) == 1 else "kärnfrågorna"
    return (
        f"Nivån kan inte anges, eftersom {noun} {listing(texts)} saknar resultat. "
        f"Det krävs ett enat svar, eller att minst {questionnaire.limits.min_group} personer anger en nivå. "
        "Indexet gäller ändå."
    )


def _capped(questionnaire: Questionnaire, cap: LevelCap, level: int) -> str:
    """Every core question that holds the level down."""
    texts = [quoted(questionnaire.questions[identifier].text) for identifier in cap.question_ids]
    core = f"{'kärnfrågan' if len(texts) == 1 else 'kärnfrågorna'} {listing(texts)}"
    why = "saknar resultat" if cap.reason is CapReason.MISSING_CORE else "har ett lägre resultat"
    return (
        f"Indexet räcker till nivån {level_name(cap.uncapped, questionnaire)}. Nivån stannar på "
        f"{level_name(level, questionnaire)}, eftersom {core} {why}."
    )


def _near(questionnaire: Questionnaire, result: CapitalResult) -> list[str]:
    return [] if result.near is None else [f"Nära gränsen till {level_name(result.near, questionnaire)}."]


def _coverage(result: CapitalResult) -> list[str]:
    if result.coverage is None or result.coverage == 1:
        return []
    return [f"Resultatet bygger på {percent(result.coverage)} av frågorna, räknat efter vikt."]


def _interval(result: CapitalResult, questionnaire: Questionnaire) -> str:
    if not isinstance(result.interval, Interval):
        return NO_INTERVALS[result.interval].sentence
    few = " Få svarande." if result.interval.few else ""
    text = interval_text(result, questionnaire)
    if result.interval.before_meeting:
        return f"Före mötet var index av de enskilda svaren osäkert: {text} ({CONFIDENCE}).{few}"
    return f"Osäkerhetsintervallet ({CONFIDENCE}) är {text}.{few}"


def _change(questionnaire: Questionnaire, comparison: YearComparison, capital_id: str) -> list[str]:
    change = change_of(comparison, capital_id)
    if change is None:
        return []
    if change.not_compared is not None:
        return [f"Jämförs inte med {comparison.earlier_year}: {lower_start(change_text(change))}."]
    since = (
        f"Sedan {comparison.earlier_year}: {change_text(change)} ({difference_text(change, questionnaire)}), "
        f"räknat {counted_on(change)} som båda åren har."
    )
    return [since, f"{sentence(OTHER_POOLS)[:-1]} {comparison.earlier_year}."] if change.pools_differ else [since]


def _question_line(questionnaire: Questionnaire, capital: Capital, result: QuestionResult) -> QuestionLine:
    question = next(candidate for candidate in capital.questions if candidate.id == result.question_id)
    if result.value is None:
        return _without_result(question, result)
    values = scale_values(questionnaire)
    position, following = position_at(result.value, values), next_position(result.value, values)
    next_lift = None if following is None else lift(questionnaire, question, following)
    has_advice = any(candidate.next_step for candidate in capital.questions)
    return QuestionLine(
        text=question.text,
        core=question.core,
        value=value_text(result.value, questionnaire.scale),
        source=_source(result),
        reached_level=_title(position, questionnaire),
        reached=question.anchors[position - 1],
        next_level=_next_level(following, next_lift, questionnaire),
        next="Ni är på den högsta nivån." if next_lift is None else next_lift.told if has_advice else next_lift.text,
        is_advice=next_lift is not None and next_lift.is_advice,
    )


def _title(position: int, questionnaire: Questionnaire) -> str:
    return level_title(questionnaire.scale[position - 1])


def _next_level(following: int | None, next_lift: Lift | None, questionnaire: Questionnaire) -> str:
    if following is None or next_lift is None:
        return ""
    return f"Till {_title(following, questionnaire)}" if next_lift.is_advice else _title(following, questionnaire)


def _without_result(question: Question, result: QuestionResult) -> QuestionLine:
    why = "Ej tillämpligt hos er." if result.settled_not_applicable else "För få svar för ett resultat."
    if result.not_united:
        why = f"Ni enades inte. {why}"
    return QuestionLine(
        text=question.text,
        core=question.core,
        value="–",
        source="ej tillämpligt" if result.settled_not_applicable else _source(result),
        reached_level="",
        reached=why,
        next_level="",
        next="–",
        is_advice=False,
    )


def _source(result: QuestionResult) -> str:
    """Where the figure comes from; also that they talked about it and did not agree."""
    return f"enades inte, {SOURCES[result.source]}" if result.not_united else SOURCES[result.source]
