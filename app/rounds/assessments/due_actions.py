"""When a kommun is told that the day of an action comes soon, and that it has passed."""

from datetime import date, timedelta

from app.rounds.assessments.plans import Action, ActionStatus

SOON = timedelta(days=14)
LATE = timedelta(days=30)
"""What has been late for longer than this is not news; such as all that is in a database when this begins."""
OPEN = frozenset({ActionStatus.PLANNED, ActionStatus.UNDER_WAY})


def is_due_soon(action: Action, today: date) -> bool:
    """The day is within two weeks, or today, and the action is neither done nor dropped."""
    return action.status in OPEN and action.due_on is not None and today <= action.due_on <= today + SOON


def is_late(action: Action, today: date) -> bool:
    """The day has passed within the last month, and the action is neither done nor dropped."""
    return action.status in OPEN and action.due_on is not None and action.due_on < today <= action.due_on + LATE
