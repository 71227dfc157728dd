"""Context of what a meeting agreed, question by question with its reason: what a locked meeting shows."""

from dataclasses import dataclass

from app.assessment.meeting.outcomes import Outcome
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.level_ramp import ramp_step
from app.services.meeting.meeting import CapitalStandings, Meeting
from app.web.meeting.contexts.meeting_progress import url_at
from app.web.questionnaires.contexts.questions import describe_answer


@dataclass(frozen=True, slots=True)
class SettledRow:
    """`step` is the level's step on the ramp, 0 where no level was agreed."""

    text: str
    url: str
    step: int
    words: str
    reason: str
    evidence_url: str


@dataclass(frozen=True, slots=True)
class SettledCapital:
    id: str
    name: str
    rows: tuple[SettledRow, ...]


def settled_capitals(meeting: Meeting) -> tuple[SettledCapital, ...]:
    """Every question that was asked, also those where nothing was agreed."""
    return tuple(
        SettledCapital(
            standings.capital.id,
            standings.capital.name,
            tuple(_row(meeting, standings, question_id) for question_id in standings.standings),
        )
        for standings in meeting.capitals
    )


def _row(meeting: Meeting, standings: CapitalStandings, question_id: str) -> SettledRow:
    outcome, questionnaire = meeting.outcome(question_id), meeting.questionnaire
    position = None if outcome.answer is None else outcome.answer.position
    return SettledRow(
        text=questionnaire.questions[question_id].text,
        url=url_at(meeting, standings.capital.id, question_id),
        step=0 if position is None else ramp_step(position, len(questionnaire.scale)),
        words=_words(questionnaire, outcome),
        reason=outcome.reason,
        evidence_url=outcome.evidence_url,
    )


def _words(questionnaire: Questionnaire, outcome: Outcome) -> str:
    if outcome.answer is not None:
        return _capitalized(describe_answer(questionnaire, outcome.answer))
    return "Ni enades inte" if outcome.not_united else "Inget enat svar"


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
