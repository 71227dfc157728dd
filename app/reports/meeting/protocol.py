"""The protocol of a joint meeting: how people answered each question, what was settled, and why; ready to lay out."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from app.assessment.meeting.outcomes import Outcome, OutcomeState
from app.assessment.meeting.spread import GroupSpread, Spread
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.reports.kernel.wording import count, date, listing, lowered, number
from app.reports.meeting.spread_words import mean_text
from app.reports.results.content import design_version
from app.reports.results.subject import Subject

STANDINGS = {OutcomeState.NOT_UNITED: "Enades inte", OutcomeState.PARKED: "Parkerad", OutcomeState.OPEN: "Inte avgjord"}
TOO_FEW = "För få har svarat för att visa hur svaren fördelar sig."


@dataclass(frozen=True, slots=True)
class ProtocolLine:
    """One question."""

    question: str
    core: bool
    answers: str
    settled: str
    reason: str
    evidence_url: str


@dataclass(frozen=True, slots=True)
class ProtocolPart:
    """One capital."""

    key: str
    name: str
    lines: tuple[ProtocolLine, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """A whole protocol."""

    municipality_name: str
    municipality_code: str
    title: str
    year: int
    generated: str
    generated_iso: str
    marks: tuple[str, ...]
    is_final: bool
    status: str
    summary: tuple[str, ...]
    parts: tuple[ProtocolPart, ...]

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"protocol\n{design_version()}\n{content}".encode()).hexdigest()


def build_protocol(
    questionnaire: Questionnaire,
    subject: Subject,
    capitals: Sequence[Capital],
    spreads: Mapping[str, Spread],
    outcomes: Mapping[str, Outcome],
    respondents: int,
) -> Protocol:
    """The protocol of the capitals that the round asks. `spreads` and `outcomes` are by question id.

    `respondents` is how many people have answered anything. Raises KeyError for a question without a spread.
    """
    parts = tuple(_part(questionnaire, subject, capital, spreads, outcomes) for capital in capitals)
    standings = [
        outcomes.get(question.id, Outcome()).standing
        for capital in capitals
        for question in capital.asked(subject.form)
    ]
    marks = (("Provomgång", subject.is_trial), ("Exempeldata", subject.is_example_data))
    return Protocol(
        municipality_name=subject.municipality_name,
        municipality_code=subject.municipality_code,
        title=questionnaire.title,
        year=questionnaire.year,
        generated=date(subject.generated),
        generated_iso=subject.generated.isoformat(),
        marks=tuple(words for words, applies in marks if applies),
        is_final=subject.approval is not None,
        status=_status(subject.approval.day) if subject.approval else "Resultatet är inte fastställt.",
        summary=_summary(standings, respondents),
        parts=parts,
    )


def _status(day: dt.date) -> str:
    return f"Resultatet fastställdes {date(day)}."


def _summary(standings: Sequence[OutcomeState], respondents: int) -> tuple[str, ...]:
    """How many answered before the meeting, and what the meeting came to."""
    agreements, disagreements = standings.count(OutcomeState.AGREED), standings.count(OutcomeState.NOT_UNITED)
    rest = len(standings) - agreements - disagreements
    sentences = [
        f"{count(respondents, 'person', 'personer')} hade svarat före mötet.",
        f"Ni enades om {agreements} av {count(len(standings), 'fråga', 'frågor')}.",
    ]
    if disagreements:
        sentences.append(f"På {count(disagreements, 'fråga', 'frågor')} enades ni inte. Där räknas de enskilda svaren.")
    if rest:
        sentences.append(f"{count(rest, 'fråga', 'frågor')} är inte avgjorda.")
    return tuple(sentences)


def _part(
    questionnaire: Questionnaire,
    subject: Subject,
    capital: Capital,
    spreads: Mapping[str, Spread],
    outcomes: Mapping[str, Outcome],
) -> ProtocolPart:
    lines = (
        _line(questionnaire, question, spreads[question.id], outcomes.get(question.id, Outcome()))
        for question in capital.asked(subject.form)
    )
    return ProtocolPart(capital.id, capital.name, tuple(lines))


def _line(questionnaire: Questionnaire, question: Question, spread: Spread, outcome: Outcome) -> ProtocolLine:
    return ProtocolLine(
        question=question.text,
        core=question.core,
        answers=answers_in_words(questionnaire, spread),
        settled=_settled(questionnaire, outcome),
        reason=outcome.reason,
        evidence_url=outcome.evidence_url,
    )


def _settled(questionnaire: Questionnaire, outcome: Outcome) -> str:
    if outcome.answer is None:
        return STANDINGS[outcome.standing]
    position = outcome.answer.position
    return "Ej tillämpligt" if position is None else questionnaire.scale[position - 1].label


def answers_in_words(questionnaire: Questionnaire, spread: Spread) -> str:
    """How the answers to one question spread, as far as it may be shown."""
    if not spread.is_shown:
        return TOO_FEW
    sentences = [TOO_FEW] if spread.everyone is None else [_levels(questionnaire, spread.everyone)]
    if spread.dont_know:
        sentences.append(f"{number(spread.dont_know)} vet ej.")
    if spread.not_applicable:
        sentences.append(f"{number(spread.not_applicable)} ej tillämpligt.")
    if spread.groups:
        sentences.append(_groups(questionnaire, spread.groups))
    return " ".join(sentences)


def _levels(questionnaire: Questionnaire, group: GroupSpread) -> str:
    counts = [
        f"{number(amount)} {lowered(level.label)}"
        for amount, level in zip(group.counts, questionnaire.scale, strict=True)
        if amount
    ]
    return f"{listing(counts)[:1].upper()}{listing(counts)[1:]}."


def _groups(questionnaire: Questionnaire, groups: Sequence[GroupSpread]) -> str:
    names = {role.id: role.name for role in questionnaire.role_groups}
    parts = [
        f"{listing([lowered(names[role]) for role in group.role_groups])} {mean_text(group.mean, questionnaire)}"
        for group in groups
    ]
    return f"Medel per grupp: {'; '.join(parts)}."
