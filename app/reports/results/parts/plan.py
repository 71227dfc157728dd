"""What a kommun has decided from its result: targets beside levels, and who does what until when."""

import datetime as dt
from collections.abc import Iterable

from app.reports.figures.capital_texts import ProfileText
from app.reports.figures.figures import FigureTable
from app.reports.kernel.wording import count, listing, sentence
from app.reports.results.action_columns import HEADER, in_order, in_words
from app.reports.results.content import PlanPart
from app.reports.results.subject import Findings
from app.rounds.assessments.plans import Action, ActionStatus

NO_TARGETS = "Ni har inte satt några målnivåer än."
NO_ACTIONS = "Ni har inte beslutat om några åtgärder än."
OPEN = frozenset({ActionStatus.PLANNED, ActionStatus.UNDER_WAY})


def plan_part(texts: ProfileText, findings: Findings) -> PlanPart | None:
    """None while nothing has been decided."""
    if not findings.targets and not findings.actions:
        return None
    return PlanPart(_targets(texts, findings), _actions(texts, findings))


def targets_by_name(texts: ProfileText) -> tuple[tuple[str, str], ...]:
    """Level and year, and the capitals that are to reach it: ("Etablerat 2029", "humankapital och realt kapital")."""
    groups: dict[str, list[str]] = {}
    for text in texts.capitals:
        if text.key in texts.targets:
            groups.setdefault(texts.target(text.key), []).append(text.in_text)
    if len(groups) == 1 and len(texts.targets) == len(texts.capitals) > 1:
        return ((next(iter(groups)), "alla kapitalslag"),)
    return tuple((target, listing(names)) for target, names in groups.items())


def target_sentences(texts: ProfileText) -> tuple[str, ...]:
    """The targets by name, or that there are none."""
    return tuple(sentence(f"{names}: {target}") for target, names in targets_by_name(texts)) or (NO_TARGETS,)


def open_actions(actions: Iterable[Action]) -> list[Action]:
    """Those that are still to be done."""
    return [action for action in actions if action.status in OPEN]


def plan_sentence(actions: Iterable[Action], today: dt.date) -> str:
    """How many actions there are and how they stand; dropped ones are not counted."""
    plan = [action for action in actions if action.status is not ActionStatus.DROPPED]
    if not plan:
        return NO_ACTIONS
    to_do = open_actions(plan)
    late = sum(action.due_on is not None and action.due_on < today for action in to_do)
    without_day = sum(action.due_on is None for action in to_do)
    amounts = (
        (len(plan) - len(to_do), "klar", "klara"),
        (len(to_do) - late - without_day, "i tid", "i tid"),
        (late, "försenad", "försenade"),
        (without_day, "utan slutdatum", "utan slutdatum"),
    )
    parts = [count(*amount) for amount in amounts if amount[0]]
    return f"{count(len(plan), 'åtgärd', 'åtgärder')} i planen: {listing(parts)}."


def _targets(texts: ProfileText, findings: Findings) -> FigureTable | None:
    rows = tuple(
        (text.name, text.level, with_reason(target.level, findings.targets[text.key].reason), target.year)
        for text in texts.capitals
        if (target := texts.targets.get(text.key)) is not None
    )
    return FigureTable("Mål", ("Kapitalslag", "Nivå nu", "Målnivå", "Till år"), rows) if rows else None


def with_reason(level: str, reason: str) -> str:
    """The target's level, and why it lies below today's."""
    return f"{level} (under dagens nivå: {reason})" if reason else level


def _actions(texts: ProfileText, findings: Findings) -> FigureTable | None:
    # Every capital's: an action can stand in one that the round asks about no longer.
    names = {capital.id: capital.name for capital in texts.questionnaire.capitals}
    rows = tuple(in_words(action, names[action.capital_id]) for action in in_order(findings.actions, names))
    return FigureTable("Åtgärder", HEADER, rows) if rows else None
