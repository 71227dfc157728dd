"""What a kommun has decided from its result: targets beside levels, and who does what until when."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name, level_text
from app.reports.figures.figures import FigureTable
from app.reports.results.action_columns import HEADER, in_order, in_words
from app.reports.results.content import PlanPart
from app.reports.results.subject import Findings


def plan_part(questionnaire: Questionnaire, findings: Findings) -> PlanPart | None:
    """None while nothing has been decided."""
    if not findings.targets and not findings.actions:
        return None
    return PlanPart(_targets(questionnaire, findings), _actions(questionnaire, findings))


def _targets(questionnaire: Questionnaire, findings: Findings) -> FigureTable | None:
    rows = tuple(
        (
            questionnaire.capital(result.capital_id).name,
            level_text(result, questionnaire),
            level_name(target.position, questionnaire),
            str(target.by_year),
        )
        for result in findings.profile.capitals
        if (target := findings.targets.get(result.capital_id)) is not None
    )
    return FigureTable("Mål", ("Kapitalslag", "Nivå nu", "Målnivå", "Till år"), rows) if rows else None


def _actions(questionnaire: Questionnaire, findings: Findings) -> FigureTable | None:
    capital_ids = (result.capital_id for result in findings.profile.capitals)
    rows = tuple(
        in_words(action, questionnaire.capital(action.capital_id).name)
        for action in in_order(findings.actions, capital_ids)
    )
    return FigureTable("Åtgärder", HEADER, rows) if rows else None
