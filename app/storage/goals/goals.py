"""A region's common goals, as rows."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from app.rounds.goals.goal import Goal, StoredGoal
from app.storage.tables import RegionGoalRow


def goals_of(session: Session, region_id: int) -> tuple[StoredGoal, ...]:
    """Those that have ended too, the next in time first."""
    rows = session.exec(
        select(RegionGoalRow)
        .where(RegionGoalRow.region_id == region_id)
        .order_by(col(RegionGoalRow.by_year), col(RegionGoalRow.id))
    )
    return tuple(map(_stored_goal, rows.all()))


def goals_in_force(session: Session, region_ids: Collection[int]) -> tuple[tuple[int, StoredGoal], ...]:
    """With the region's id, in the order of regions and then the next in time first."""
    rows = session.exec(
        select(RegionGoalRow)
        .where(col(RegionGoalRow.region_id).in_(region_ids), col(RegionGoalRow.ended_on).is_(None))
        .order_by(col(RegionGoalRow.region_id), col(RegionGoalRow.by_year), col(RegionGoalRow.id))
    )
    return tuple((row.region_id, _stored_goal(row)) for row in rows.all())


def find_goal(session: Session, region_id: int, goal_id: int) -> StoredGoal | None:
    row = session.get(RegionGoalRow, goal_id)
    return None if row is None or row.region_id != region_id else _stored_goal(row)


def add_goal(session: Session, region_id: int, goal: Goal, now: datetime) -> int:
    """Returns its id."""
    row = RegionGoalRow(region_id=region_id, created_at=now, **_columns(goal))
    session.add(row)
    session.flush()
    return row.id or 0


def change_goal(session: Session, goal_id: int, goal: Goal) -> None:
    """Write the goal as its next version. The caller has seen that it is there."""
    row = session.get_one(RegionGoalRow, goal_id)
    row.sqlmodel_update(_columns(goal) | {"version": row.version + 1})
    session.add(row)


def end_goal(session: Session, goal_id: int, ended_on: date, reason: str) -> None:
    """As its next version. The caller has seen that it is there."""
    row = session.get_one(RegionGoalRow, goal_id)
    row.sqlmodel_update({"ended_on": ended_on, "reason": reason, "version": row.version + 1})
    session.add(row)


def _columns(goal: Goal) -> dict[str, Any]:
    return {
        "questionnaire": goal.questionnaire_id,
        "scale_year": goal.scale_year,
        "capital_id": goal.capital_id,
        "position": goal.position,
        "kommuner": goal.kommuner,
        "by_year": goal.by_year,
        "decided_on": goal.decided_on,
        "diary_number": goal.diary_number,
    }


def _stored_goal(row: RegionGoalRow) -> StoredGoal:
    goal = Goal(
        questionnaire_id=row.questionnaire,
        scale_year=row.scale_year,
        capital_id=row.capital_id,
        position=row.position,
        kommuner=row.kommuner,
        by_year=row.by_year,
        decided_on=row.decided_on,
        diary_number=row.diary_number,
    )
    return StoredGoal(id=row.id or 0, goal=goal, version=row.version, ended_on=row.ended_on, reason=row.reason)
