"""Actions of a region's kommuner, counted by hand."""

from datetime import date, timedelta

from app.rounds.assessments.plans import ActionStatus
from app.rounds.overview.action_counts import ActionCounts, PlannedAction, action_counts

TODAY = date(2026, 11, 29)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def action(kommun: int, status: ActionStatus, due_on: date | None = None, capital: str = "human") -> PlannedAction:
    return PlannedAction(kommun, capital, status, due_on)


def test_what_is_done_is_never_late_and_what_is_due_today_is_in_time() -> None:
    actions = [
        action(1, ActionStatus.DONE, YESTERDAY),
        action(1, ActionStatus.PLANNED, TODAY),
        action(2, ActionStatus.UNDER_WAY, TOMORROW),
        action(2, ActionStatus.PLANNED, YESTERDAY),
        action(3, ActionStatus.PLANNED),
    ]
    (human,) = action_counts(["human"], actions, TODAY)
    assert human == ActionCounts("human", kommuner=3, done=1, in_time=2, late=1, without_day=1)
    assert human.every == 5


def test_what_was_dropped_is_not_counted_and_a_capital_without_actions_has_its_row() -> None:
    counts = action_counts(["politiskt", "human"], [action(1, ActionStatus.DROPPED, YESTERDAY)], TODAY)
    assert [(item.capital_id, item.every, item.kommuner) for item in counts] == [("politiskt", 0, 0), ("human", 0, 0)]
