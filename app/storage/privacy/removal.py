"""Deleting rows together with everything that hangs on them, whichever tables that is."""

from collections.abc import Collection

from sqlalchemy import Table, delete, or_, select, update
from sqlmodel import Session, SQLModel, col

from app.storage.privacy.erasure import delete_people, is_tied
from app.storage.tables import AssessmentRow, MailRow, RespondentRow, RoundRow


def remove_round(session: Session, round_id: int) -> None:
    """With its assessments and everything in them."""
    of_round = select(col(AssessmentRow.id)).where(col(AssessmentRow.round_id) == round_id)
    remove_assessments(
        session, [assessment_id for assessment_id in session.execute(of_round).scalars() if assessment_id is not None]
    )
    remove_with_all_below(session, RoundRow.__table__, [round_id])  # type: ignore[attr-defined]


def remove_assessments(session: Session, assessment_ids: Collection[int]) -> None:
    """With everything in them, and the people whom nothing else ties to the service.

    The log of mails stays, but names no assessment and no respondent: their numbers may be given again.
    """
    query = select(col(RespondentRow.person_id)).where(
        col(RespondentRow.assessment_id).in_(assessment_ids), col(RespondentRow.person_id).is_not(None)
    )
    people = [person_id for person_id in session.execute(query.distinct()).scalars() if person_id is not None]
    about = update(MailRow).where(col(MailRow.assessment_id).in_(assessment_ids))
    session.execute(about.values(assessment_id=None, respondent_id=None))
    remove_with_all_below(session, AssessmentRow.__table__, assessment_ids)  # type: ignore[attr-defined]
    delete_people(session, [person_id for person_id in sorted(people) if not is_tied(session, person_id)])


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
