"""One capital's chapter: what its level rests on and what holds it, then what each question has reached."""

from app.assessment.questionnaires.questionnaire import Capital, Limits, Question, Questionnaire
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    CapReason,
    Interval,
    LevelCap,
    QuestionResult,
)
from app.assessment.results.scale import next_position, position_at, scale_values
from app.reports.figures.capital_facts import lacks_level, level_name, missing_core, shown_dont_know, value_text
from app.reports.figures.capital_texts import CapitalText, ProfileText
from app.reports.figures.change_words import ComparisonText, counted_on
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
from app.reports.results.robustness_text import level_certainty, level_sentence
from app.reports.results.subject import Findings

NOTED_DONT_KNOW = 0.1
"""A share of vet ej from which the chapter mentions it."""


def chapter(texts: ProfileText, findings: Findings, text: CapitalText) -> Chapter:
    """The chapter of one capital of the profile."""
    questionnaire, result = texts.questionnaire, text.result
    capital = questionnaire.capital(text.key)
    lines = tuple(_question_line(questionnaire, capital, question) for question in result.questions)
    highest, lowest = _ends(result, lines)
    return Chapter(
        key=capital.id,
        name=capital.name,
        explanation=capital.explanation,
        more=capital.more or "",
        position=result.level,
        number=text.level_number(questionnaire),
        step=text.ramp_step(questionnaire),
        level=sentence(text.level)[:-1],
        index=text.index_or_dash,
        target=texts.target(text.key),
        notes=_notes(texts, text, findings),
        basis=tuple(_basis(text, findings)),
        questions=lines,
        highest=highest,
        lowest=lowest,
    )


def _ends(
    result: CapitalResult, lines: tuple[QuestionLine, ...]
) -> tuple[QuestionLine, QuestionLine] | tuple[None, None]:
    """The first question with the highest result, and the first with the lowest, core questions before others."""
    values = [
        (question.value, not line.core, line)
        for question, line in zip(result.questions, lines, strict=True)
        if question.value is not None
    ]
    if len({value for value, _, _ in values}) < 2:
        return None, None
    highest = max(values, key=lambda item: item[0])[2]
    return highest, min(values, key=lambda item: item[:2])[2]


def _notes(texts: ProfileText, text: CapitalText, findings: Findings) -> tuple[str, ...]:
    questionnaire, result = texts.questionnaire, text.result
    notes = [*_missing(result, questionnaire.limits)]
    if lacks_level(result):
        notes.append(_without_level(questionnaire, result))
    elif result.cap is not None and result.level is not None:
        notes.append(_capped(questionnaire, result.cap, result.level))
    if result.status is CapitalStatus.SCORED:
        notes += _coverage(result)
        notes += _near(questionnaire, result)
        notes += filter(None, [level_certainty(findings.robustness, text.key)])
    unsure = shown_dont_know(result, questionnaire.limits)
    if unsure is not None and unsure >= NOTED_DONT_KNOW:
        notes.append(f"{percent(unsure)} av svaren var ”vet ej”. Det är ett resultat i sig.")
    apart = sum(question.not_united for question in result.questions)
    if apart:
        notes.append(f"På {count(apart, 'fråga', 'frågor')} enades ni inte. Där räknas de enskilda svaren.")
    if texts.since is not None:
        notes += _change(texts.since, text.key)
    return tuple(notes)


def _basis(text: CapitalText, findings: Findings) -> list[str]:
    """How sure index and level are."""
    if text.result.status is not CapitalStatus.SCORED:
        return []
    same = level_sentence(findings.robustness, text.key)
    return [_interval(text), *([same] if same else [])]


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
    is_single = len(texts) == 1
    return (
        f"Nivån kan inte anges, eftersom {'kärnfrågan' if is_single else 'kärnfrågorna'} {listing(texts)} "
        "saknar resultat. "
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


def _interval(text: CapitalText) -> str:
    interval = text.result.interval
    if not isinstance(interval, Interval):
        return NO_INTERVALS[interval].sentence
    few = " Få svarande." if interval.few else ""
    if interval.before_meeting:
        return f"Före mötet var index av de enskilda svaren osäkert: {text.interval} ({CONFIDENCE}).{few}"
    return f"Osäkerhetsintervallet ({CONFIDENCE}) är {text.interval}.{few}"


def _change(since: ComparisonText, capital_id: str) -> list[str]:
    text = since.change(capital_id)
    if text is None:
        return []
    year = since.earlier_year
    if text.change.not_compared is not None:
        return [f"Jämförs inte med {year}: {text.since}."]
    verdict = f"Sedan {year}: {text.verdict} ({text.difference}), räknat {counted_on(text.change)} som båda åren har."
    return [verdict, f"{sentence(OTHER_POOLS)[:-1]} {year}."] if text.change.pools_differ else [verdict]


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
