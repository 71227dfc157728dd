"""How a region's kommuner get on with what they have planned, counted per capital: done, in time, late.

Over the kommuner whose result the region may read, and so of nobody whose actions it cannot read by name.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.rounds.assessments.plans import ActionStatus


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What counting goes by: whose it is, where it stands, and by when."""

    assessment_id: int
    capital_id: str
    status: ActionStatus
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """One capital's. What has been dropped is in none of them."""

    capital_id: str
    kommuner: int
    done: int
    in_time: int
    late: int
    without_day: int

    @property
    def every(self) -> int:
        return self.done + self.in_time + self.late + self.without_day


def action_counts(
    capital_ids: Sequence[str], actions: Iterable[PlannedAction], today: dt.date
) -> tuple[ActionCounts, ...]:
    """Of each capital in its order, those without an action too."""
    standing = [action for action in actions if action.status is not ActionStatus.DROPPED]
    return tuple(
        _counts(capital_id, [action for action in standing if action.capital_id == capital_id], today)
        for capital_id in capital_ids
    )


def _counts(capital_id: str, actions: Sequence[PlannedAction], today: dt.date) -> ActionCounts:
    days = [action.due_on for action in actions if action.status is not ActionStatus.DONE]
    return ActionCounts(
        capital_id=capital_id,
        kommuner=len({action.assessment_id for action in actions}),
        done=len(actions) - len(days),
        in_time=sum(day is not None and day >= today for day in days),
        late=sum(day is not None and day < today for day in days),
        without_day=sum(day is None for day in days),
    )
