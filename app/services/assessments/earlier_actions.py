"""Last year's actions, as this year's pages need to know of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.rounds.assessments.last_years_actions import waiting
from app.rounds.assessments.plans import StoredAction
from app.rounds.kernel.assessment import Assessment
from app.storage.assessments import plans as stored
from app.storage.results.earlier_years import latest_before


@dataclass(frozen=True, slots=True)
class LastYearsActions:
    """The actions of the kommun's latest locked year before this one, beside this year's that go on from them."""

    last: Assessment | None
    """None without any such year; then there are no actions either."""
    actions: tuple[StoredAction, ...]
    heirs: Mapping[int, StoredAction]
    """By the id of the action that they go on from."""

    @property
    def waiting(self) -> tuple[StoredAction, ...]:
        """Those that nothing is said of yet."""
        return waiting(self.actions, self.heirs)


@dataclass(frozen=True, slots=True)
class ActionsOfYears:
    """Of an assessment, this year's actions and last year's."""

    own: tuple[StoredAction, ...]
    last: LastYearsActions


def last_years_actions(session: Session, assessment: Assessment) -> LastYearsActions:
    """Whether the actor may see them is the caller's to ask: they are the same kommun's."""
    return actions_of_years(session, [assessment])[assessment.id].last


def actions_of_years(session: Session, assessments: Collection[Assessment]) -> Mapping[int, ActionsOfYears]:
    """Assessment id -> its actions, of all that are asked for together. Permission is the caller's, as above."""
    before = latest_before(session, assessments)
    ids = {item.id for item in (*assessments, *before.values())}
    actions = stored.actions_of_each(session, ids)
    return {item.id: _of_year(actions[item.id], before.get(item.id), actions) for item in assessments}


def _of_year(
    own: tuple[StoredAction, ...], last: Assessment | None, actions: Mapping[int, tuple[StoredAction, ...]]
) -> ActionsOfYears:
    heirs = {heir.action.follows_id: heir for heir in own if heir.action.follows_id is not None}
    if last is None:
        return ActionsOfYears(own, LastYearsActions(None, (), {}))
    return ActionsOfYears(own, LastYearsActions(last, actions[last.id], heirs if actions[last.id] else {}))
