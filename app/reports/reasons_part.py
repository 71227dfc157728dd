"""The appendix of reasons: what was settled on each question and why, when the coordinator has chosen to show it."""

from app.assessment.outcome import Outcome
from app.assessment.questionnaire import Capital, Questionnaire
from app.assessment.results import QuestionResult
from app.assessment.scale import position_at, scale_values
from app.reports.capital_facts import level_name
from app.reports.content import ReasonGroup, ReasonLine
from app.reports.subject import Findings


def reason_groups(questionnaire: Questionnaire, findings: Findings) -> tuple[ReasonGroup, ...]:
    """By capital; empty unless chosen. Only questions with a reason or with evidence are in it."""
    if not findings.reasons_shown:
        return ()
    groups = (
        _group(questionnaire, questionnaire.capital(result.capital_id), result.questions, findings)
        for result in findings.profile.capitals
    )
    return tuple(group for group in groups if group.lines)


def _group(
    questionnaire: Questionnaire, capital: Capital, results: tuple[QuestionResult, ...], findings: Findings
) -> ReasonGroup:
    lines = [
        _line(questionnaire, result, outcome)
        for result in results
        if (outcome := findings.outcomes.get(result.question_id)) is not None
        and outcome.is_settled
        and (outcome.reason or outcome.evidence_url)
    ]
    return ReasonGroup(capital.name, tuple(lines))


def _line(questionnaire: Questionnaire, result: QuestionResult, outcome: Outcome) -> ReasonLine:
    if outcome.not_united:
        settled = "Enades inte"
    elif result.value is None:
        settled = "Ej tillämpligt"
    else:
        settled = level_name(position_at(result.value, scale_values(questionnaire)), questionnaire)
    return ReasonLine(questionnaire.questions[result.question_id].text, settled, outcome.reason, outcome.evidence_url)
