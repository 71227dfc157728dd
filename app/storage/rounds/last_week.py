"""Which rounds are near their last day, and of which last day their kommuner have been told."""

from datetime import date

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from app.rounds.kernel.keys import RoundKey
from app.storage.kernel.assessments import rounds_with
from app.storage.tables import RoundRow


def untold_rounds(session: Session, after: date, until: date) -> tuple[RoundKey, ...]:
    """Open rounds whose last day is after the one day and no later than the other, and has not been told of."""
    last_day_told = col(RoundRow.week_left_told_for)
    query = select(col(RoundRow.id)).where(
        col(RoundRow.opened_at).is_not(None),
        col(RoundRow.closed_at).is_(None),
        col(RoundRow.closes_on) > after,
        col(RoundRow.closes_on) <= until,
        or_(last_day_told.is_(None), last_day_told != col(RoundRow.closes_on)),
    )
    ids = session.execute(query).scalars().all()
    return tuple(round_.key for round_ in rounds_with(session, ids)) if ids else ()


def told_of(session: Session, round_id: int) -> date | None:
    query = select(col(RoundRow.week_left_told_for)).where(col(RoundRow.id) == round_id)
    last_day: date | None = session.execute(query).scalar_one()
    return last_day


def set_told_of(session: Session, round_id: int, last_day: date) -> None:
    session.execute(update(RoundRow).where(col(RoundRow.id) == round_id).values(week_left_told_for=last_day))
