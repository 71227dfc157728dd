"""Last year's actions, as this year's pages need to know of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.rounds.assessments.last_years_actions import waiting
from app.rounds.assessments.plans import StoredAction
from app.rounds.kernel.assessment import Assessment
from app.storage.assessments import plans as stored
from app.storage.results.earlier_years import approved_before


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


def last_years_actions(session: Session, assessment: Assessment) -> LastYearsActions:
    """Whether the actor may see them is the caller's to ask: they are the same kommun's."""
    years = approved_before(session, assessment)
    if not years:
        return LastYearsActions(None, (), {})
    actions = stored.actions_of(session, years[0].id)
    heirs = stored.actions_of(session, assessment.id) if actions else ()
    return LastYearsActions(
        years[0], actions, {heir.action.follows_id: heir for heir in heirs if heir.action.follows_id is not None}
    )
