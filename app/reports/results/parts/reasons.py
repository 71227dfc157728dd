"""The appendix of reasons: what was settled on each question and why, when the coordinator has chosen to show it."""

from collections.abc import Iterator

from app.assessment.meeting.outcomes import Outcome
from app.assessment.questionnaires.questionnaire import Capital, Form, Question, Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.results.content import ReasonGroup, ReasonLine
from app.reports.results.subject import Findings


def reason_groups(questionnaire: Questionnaire, findings: Findings) -> tuple[ReasonGroup, ...]:
    """By capital; empty unless chosen. Only questions with a reason or with evidence are in it."""
    if not findings.reasons_shown:
        return ()
    groups = (
        ReasonGroup(
            capital.name,
            tuple(_line(questionnaire, question, outcome) for question, outcome in reasoned(capital, findings)),
        )
        for capital in (questionnaire.capital(result.capital_id) for result in findings.profile.capitals)
    )
    return tuple(group for group in groups if group.lines)


def reasoned(capital: Capital, findings: Findings) -> Iterator[tuple[Question, Outcome]]:
    """What was settled with a reason or with evidence: on the scored questions in order, then on direction."""
    for question in capital.asked(Form.LONG):  # where the round asks fewer, nothing is noted on the others
        outcome = findings.outcomes.get(question.id)
        if outcome is not None and outcome.is_settled and (outcome.reason or outcome.evidence_url):
            yield question, outcome


def _line(questionnaire: Questionnaire, question: Question, outcome: Outcome) -> ReasonLine:
    if outcome.answer is None:
        outcome_text = "Enades inte"
    elif outcome.answer.position is None:
        outcome_text = "Ej tillämpligt"
    else:
        outcome_text = level_name(outcome.answer.position, questionnaire)
    return ReasonLine(
        question=question.text, settled=outcome_text, reason=outcome.reason, evidence_url=outcome.evidence_url
    )
