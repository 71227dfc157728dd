"""Notes on the boards of groups, and the dots that they have, as rows."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import WorkshopDotRow, WorkshopGroupRow, WorkshopNoteRow
from app.support.workshops.workshop import NoteColumn, WorkshopNote

_BOARD = Prepared(
    select_columns(
        col(WorkshopNoteRow.id),
        col(WorkshopNoteRow.group_id),
        col(WorkshopNoteRow.column),
        col(WorkshopNoteRow.text),
        col(WorkshopNoteRow.cluster),
        col(WorkshopNoteRow.position),
        col(WorkshopNoteRow.version),
        col(WorkshopNoteRow.author_id),
        col(WorkshopNoteRow.merged_into),
        func.coalesce(func.nullif(func.count(col(WorkshopDotRow.id)), 0), col(WorkshopNoteRow.dots)),
    )
    .outerjoin(WorkshopDotRow, col(WorkshopDotRow.note_id) == col(WorkshopNoteRow.id))
    .where(col(WorkshopNoteRow.group_id) == bindparam("group_id"), col(WorkshopNoteRow.removed_at).is_(None))
    .group_by(col(WorkshopNoteRow.id))
    .order_by(col(WorkshopNoteRow.position), col(WorkshopNoteRow.id))
)
_OWN_DOTS = Prepared(
    select_columns(col(WorkshopDotRow.note_id), func.count())
    .where(col(WorkshopDotRow.participant_id) == bindparam("participant_id"))
    .group_by(col(WorkshopDotRow.note_id))
)


def board_notes(transaction: Transaction, group_id: int) -> tuple[WorkshopNote, ...]:
    """`notes_of` one group, in the way for what is asked for often."""
    return tuple(WorkshopNote(*row) for row in _BOARD.rows(transaction, group_id=group_id))


def notes_of(session: Session, group_ids: Collection[int]) -> tuple[WorkshopNote, ...]:
    """Those that are not removed, by their places, with the dots that they have now."""
    query = select(WorkshopNoteRow).where(
        col(WorkshopNoteRow.group_id).in_(group_ids), col(WorkshopNoteRow.removed_at).is_(None)
    )
    rows = session.exec(query.order_by(col(WorkshopNoteRow.position), col(WorkshopNoteRow.id))).all()
    counts = select(col(WorkshopDotRow.note_id), func.count()).where(
        col(WorkshopDotRow.note_id).in_(
            select(col(WorkshopNoteRow.id)).where(col(WorkshopNoteRow.group_id).in_(group_ids))
        )
    )
    dots = dict(session.execute(counts.group_by(col(WorkshopDotRow.note_id))).all())
    return tuple(_note(row, dots.get(row.id or 0, row.dots)) for row in rows)


def _note(row: WorkshopNoteRow, dots: int) -> WorkshopNote:
    return WorkshopNote(
        id=row.id or 0,
        group_id=row.group_id,
        column=row.column,
        text=row.text,
        cluster=row.cluster,
        position=row.position,
        version=row.version,
        author_id=row.author_id,
        merged_into=row.merged_into,
        dots=dots,
    )


def count_of(session: Session, group_id: int) -> int:
    """Also those that were removed."""
    query = select(func.count()).select_from(WorkshopNoteRow).where(col(WorkshopNoteRow.group_id) == group_id)
    total: int = session.execute(query).scalar_one()
    return total


def add_note(
    session: Session, group_id: int, column: NoteColumn, text: str, author_id: int | None, now: datetime
) -> int:
    """Last in its column. Returns its id. The caller has locked the group."""
    last = select(func.max(col(WorkshopNoteRow.position))).where(col(WorkshopNoteRow.group_id) == group_id)
    row = WorkshopNoteRow(
        group_id=group_id,
        column=column,
        text=text,
        position=(session.execute(last).scalar_one() or 0) + 1,
        author_id=author_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_note(session: Session, note: WorkshopNote, **values: object) -> None:
    """As its next version. The caller has locked the group."""
    statement = update(WorkshopNoteRow).where(col(WorkshopNoteRow.id) == note.id)
    session.execute(statement.values(**values, version=note.version + 1))


def arrange_note(session: Session, note_id: int, **values: object) -> None:
    """Without a new version: the note says the same as before, in another place."""
    session.execute(update(WorkshopNoteRow).where(col(WorkshopNoteRow.id) == note_id).values(**values))


def remove_note(session: Session, note: WorkshopNote, now: datetime) -> None:
    """It stays as a row, without its dots; those that were merged into it stand by themselves again."""
    session.execute(delete(WorkshopDotRow).where(col(WorkshopDotRow.note_id) == note.id))
    merges = update(WorkshopNoteRow).where(col(WorkshopNoteRow.merged_into) == note.id)
    session.execute(merges.values(merged_into=None))
    change_note(session, note, removed_at=now)


def merge_note(session: Session, note: WorkshopNote, head: WorkshopNote) -> None:
    """Together with everything that was merged into it. Dots stay where they are, and count for the head."""
    values: dict[str, object] = {"merged_into": head.id, "cluster": head.cluster, "column": head.column}
    merges = update(WorkshopNoteRow).where(col(WorkshopNoteRow.merged_into) == note.id)
    session.execute(merges.values(**values))
    arrange_note(session, note.id, **values)


def move_merges(session: Session, note: WorkshopNote, column: NoteColumn, cluster: str) -> None:
    """What was merged into a note goes where the note goes."""
    merges = update(WorkshopNoteRow).where(col(WorkshopNoteRow.merged_into) == note.id)
    session.execute(merges.values(column=column, cluster=cluster))


# Dots


def dots_by(transaction: Transaction, participant_id: int) -> dict[int, int]:
    """Note -> dots that somebody has given it."""
    return dict(_OWN_DOTS.rows(transaction, participant_id=participant_id))


def dots_in(session: Session, workshop_id: int) -> dict[int, int]:
    """Group -> dots that are on its board now."""
    query = (
        select(col(WorkshopNoteRow.group_id), func.count())
        .join(WorkshopDotRow, col(WorkshopDotRow.note_id) == col(WorkshopNoteRow.id))
        .join(WorkshopGroupRow, col(WorkshopGroupRow.id) == col(WorkshopNoteRow.group_id))
        .where(col(WorkshopGroupRow.workshop_id) == workshop_id)
        .group_by(col(WorkshopNoteRow.group_id))
    )
    return dict(session.execute(query).all())


def add_dot(session: Session, note_id: int, participant_id: int) -> None:
    session.add(WorkshopDotRow(note_id=note_id, participant_id=participant_id))
    session.flush()


def remove_dot(session: Session, note_id: int, participant_id: int) -> None:
    """One of those that somebody has given a note, if there is any."""
    query = select(col(WorkshopDotRow.id)).where(
        col(WorkshopDotRow.note_id) == note_id, col(WorkshopDotRow.participant_id) == participant_id
    )
    dot_id = session.execute(query.limit(1)).scalar()
    session.execute(delete(WorkshopDotRow).where(col(WorkshopDotRow.id) == dot_id))
