"""What a kommun has decided from its result: targets beside levels, and who does what until when."""

from app.reports.figures.capital_texts import ProfileText
from app.reports.figures.figures import FigureTable
from app.reports.results.action_columns import HEADER, in_order, in_words
from app.reports.results.content import PlanPart
from app.reports.results.subject import Findings


def plan_part(texts: ProfileText, findings: Findings) -> PlanPart | None:
    """None while nothing has been decided."""
    if not findings.targets and not findings.actions:
        return None
    return PlanPart(_targets(texts), _actions(texts, findings))


def _targets(texts: ProfileText) -> FigureTable | None:
    rows = tuple(
        (text.name, text.level, target.level, target.year)
        for text in texts.capitals
        if (target := texts.targets.get(text.key)) is not None
    )
    return FigureTable("Mål", ("Kapitalslag", "Nivå nu", "Målnivå", "Till år"), rows) if rows else None


def _actions(texts: ProfileText, findings: Findings) -> FigureTable | None:
    names = {text.key: text.name for text in texts.capitals}
    rows = tuple(in_words(action, names[action.capital_id]) for action in in_order(findings.actions, names))
    return FigureTable("Åtgärder", HEADER, rows) if rows else None
