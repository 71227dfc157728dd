"""Deleting rows together with everything that hangs on them, whichever tables that is."""

from collections.abc import Collection

from sqlalchemy import Table, delete, or_, select
from sqlmodel import Session, SQLModel

from app.storage.tables import AssessmentRow, RoundRow


def remove_round(session: Session, round_id: int) -> None:
    """With its assessments and everything in them."""
    remove_with_all_below(session, RoundRow.__table__, [round_id])  # type: ignore[attr-defined]


def remove_assessments(session: Session, assessment_ids: Collection[int]) -> None:
    """With everything in them."""
    remove_with_all_below(session, AssessmentRow.__table__, assessment_ids)  # type: ignore[attr-defined]


def remove_with_all_below(session: Session, table: Table, ids: Collection[int]) -> None:
    """Delete the rows with these ids, after every row that refers to them, after every row that refers to those…

    It follows the foreign keys, so that a table added later is never forgotten.
    """
    if not ids:
        return
    for other in SQLModel.metadata.sorted_tables:
        referring = [key.parent for key in other.foreign_keys if key.column.table is table]
        if not referring:
            continue
        hanging = or_(*(column.in_(ids) for column in referring))
        if "id" in other.columns:
            remove_with_all_below(session, other, session.execute(select(other.c.id).where(hanging)).scalars().all())
        else:
            session.execute(delete(other).where(hanging))
    session.execute(delete(table).where(table.c.id.in_(ids)))
