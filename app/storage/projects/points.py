"""Rounds of points and what each kommun gave, as rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.storage.tables import IdeaPointsRow, PointsRoundRow
from app.support.projects.points import GivenPoints, PointsRound


def points_rounds_in(session: Session, region_id: int) -> tuple[PointsRound, ...]:
    """The latest first."""
    query = select(PointsRoundRow).where(PointsRoundRow.region_id == region_id)
    return tuple(
        PointsRound(id=row.id or 0, region_id=row.region_id, idea_ids=tuple(row.idea_ids), last_day=row.last_day)
        for row in session.exec(query.order_by(col(PointsRoundRow.id).desc()))
    )


def add_points_round(session: Session, region_id: int, idea_ids: Sequence[int], last_day: date, now: datetime) -> int:
    """Returns its id."""
    row = PointsRoundRow(region_id=region_id, idea_ids=list(idea_ids), last_day=last_day, created_at=now)
    session.add(row)
    session.flush()
    return row.id or 0


def points_in(session: Session, points_round_id: int) -> tuple[GivenPoints, ...]:
    """Everybody's. The caller shows them when the round is over, and before that only to each its own."""
    query = select(IdeaPointsRow).where(IdeaPointsRow.points_round_id == points_round_id)
    return tuple(
        GivenPoints(row.idea_id, row.municipality_id, row.points)
        for row in session.exec(query.order_by(col(IdeaPointsRow.id)))
    )


def set_points(session: Session, points_round_id: int, municipality_id: int, points: Mapping[int, int]) -> None:
    """What a kommun gives, in place of what it gave before."""
    session.execute(
        delete(IdeaPointsRow).where(
            col(IdeaPointsRow.points_round_id) == points_round_id,
            col(IdeaPointsRow.municipality_id) == municipality_id,
        )
    )
    session.add_all(
        IdeaPointsRow(points_round_id=points_round_id, idea_id=idea_id, municipality_id=municipality_id, points=amount)
        for idea_id, amount in points.items()
    )
    session.flush()
