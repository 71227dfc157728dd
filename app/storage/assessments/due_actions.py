"""Actions whose day is near or has passed, and which day their kommun has heard of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.rounds.assessments.due_actions import OPEN
from app.rounds.assessments.plans import StoredAction
from app.rounds.kernel.keys import AssessmentKey
from app.storage.assessments.plans import stored_action
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import ActionRow, AssessmentRow, RegionRow, RoundRow


@dataclass(frozen=True, slots=True)
class DatedAction:
    """An action with the due days that its kommun has heard of: that it was near, and that it had passed."""

    stored: StoredAction
    due_told_for: date | None
    late_told_for: date | None


def assessments_with_news(session: Session, today: date, since: date, until: date) -> tuple[AssessmentKey, ...]:
    """Those with an open action whose day lies in between, both days counted, and has not been told of: as near while
    it is to come, as passed afterwards. No trials, and no example regions, whose plans are made up.
    """
    row = ActionRow
    day = col(row.due_on)
    is_untold = or_(
        and_(day >= today, or_(col(row.due_told_for).is_(None), col(row.due_told_for) != day)),
        and_(day < today, or_(col(row.late_told_for).is_(None), col(row.late_told_for) != day)),
    )
    ids = select(col(row.assessment_id)).where(
        day >= since, day <= until, col(row.deleted_at).is_(None), col(row.status).in_(OPEN), is_untold, _ends_here()
    )
    query = assessments_query().where(
        col(AssessmentRow.id).in_(ids), col(RoundRow.is_trial).is_(False), col(RegionRow.is_example).is_(False)
    )
    return tuple(read_assessment(tuple(values)).key for values in session.execute(query))


def dated_actions_of(session: Session, assessment_id: int) -> tuple[DatedAction, ...]:
    """In the order of their days."""
    rows = session.exec(
        select(ActionRow)
        .where(
            ActionRow.assessment_id == assessment_id,
            col(ActionRow.due_on).is_not(None),
            col(ActionRow.deleted_at).is_(None),
            _ends_here(),
        )
        .order_by(col(ActionRow.due_on), col(ActionRow.id))
    )
    return tuple(DatedAction(stored_action(row), row.due_told_for, row.late_told_for) for row in rows.all())


def _ends_here() -> ColumnElement[bool]:
    """It does not go on in a later year, whose action is the one that is told of."""
    later = aliased(ActionRow)
    return ~select(later.id).where(later.follows_id == col(ActionRow.id), col(later.deleted_at).is_(None)).exists()


def set_due_told(session: Session, action_id: int, day: date | None) -> None:
    session.execute(update(ActionRow).where(col(ActionRow.id) == action_id).values(due_told_for=day))


def set_late_told(session: Session, action_id: int, day: date | None) -> None:
    session.execute(update(ActionRow).where(col(ActionRow.id) == action_id).values(late_told_for=day))
