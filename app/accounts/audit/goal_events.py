"""Audit events of a region's common goals and of its decisions on ambition."""

from datetime import date
from typing import ClassVar

from app.accounts.audit.chain import Event


class GoalSet(Event):
    """A new goal, or one that was changed, as it is afterwards."""

    action: ClassVar[str] = "goal.set"
    goal_id: int
    capital_id: str
    kommuner: int
    by_year: int


class GoalEnded(Event):
    action: ClassVar[str] = "goal.ended"
    goal_id: int


class AmbitionDecided(Event):
    action: ClassVar[str] = "ambition.decided"
    level: int
    decided_on: date
