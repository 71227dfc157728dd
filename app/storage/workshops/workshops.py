"""Workshops, their groups and those who take part, as rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import (
    MunicipalityRow,
    RegionRow,
    WorkshopDotRow,
    WorkshopGroupRow,
    WorkshopNoteRow,
    WorkshopParticipantRow,
    WorkshopRow,
)
from app.support.workshops.workshop import (
    GroupPhase,
    NoteColumn,
    Participant,
    StoredGroup,
    StoredWorkshop,
    WorkshopPlan,
)

_VERSIONS = Prepared(
    select(col(WorkshopGroupRow.number), col(WorkshopGroupRow.version))
    .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopGroupRow.workshop_id))
    .where(col(WorkshopRow.id) == bindparam("workshop_id"))
)
_KEY = Prepared(
    select(col(WorkshopGroupRow.workshop_id))
    .join(WorkshopParticipantRow, col(WorkshopParticipantRow.group_id) == col(WorkshopGroupRow.id))
    .where(col(WorkshopParticipantRow.key_hash) == bindparam("key_hash"))
)
_OWNER = Prepared(
    select(col(WorkshopRow.region_id), col(WorkshopRow.municipality_id)).where(
        col(WorkshopRow.id) == bindparam("workshop_id")
    )
)


def _selection() -> Any:
    """What a StoredWorkshop is made of."""
    return (
        select_columns(
            col(WorkshopRow.id),
            col(WorkshopRow.region_id),
            col(RegionRow.slug),
            col(WorkshopRow.municipality_id),
            func.coalesce(col(MunicipalityRow.name), col(RegionRow.name)),
            col(RegionRow.is_example),
            col(WorkshopRow.title),
            col(WorkshopRow.focus),
            col(WorkshopRow.dots),
            col(WorkshopRow.link_hash).is_not(None),
            col(WorkshopRow.created_at),
            col(WorkshopRow.closed_at),
        )
        .join(RegionRow, col(RegionRow.id) == col(WorkshopRow.region_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(WorkshopRow.municipality_id))
    )


_WORKSHOP = Prepared(
    _selection().where(col(RegionRow.slug) == bindparam("region_slug"), col(WorkshopRow.id) == bindparam("workshop_id"))
)
_GROUP_COLUMNS = (
    col(WorkshopGroupRow.id),
    col(WorkshopGroupRow.workshop_id),
    col(WorkshopGroupRow.number),
    col(WorkshopGroupRow.capital_id),
    col(WorkshopGroupRow.phase),
    col(WorkshopGroupRow.one_liner),
    col(WorkshopGroupRow.one_liner_version),
    col(WorkshopGroupRow.version),
    col(WorkshopGroupRow.column_versions),
)
_GROUPS = Prepared(
    select_columns(*_GROUP_COLUMNS)
    .where(col(WorkshopGroupRow.workshop_id) == bindparam("workshop_id"))
    .order_by(col(WorkshopGroupRow.number))
)
_PARTICIPANT = Prepared(
    select(col(WorkshopParticipantRow.id), col(WorkshopGroupRow.workshop_id), col(WorkshopGroupRow.id))
    .join(WorkshopGroupRow, col(WorkshopGroupRow.id) == col(WorkshopParticipantRow.group_id))
    .where(col(WorkshopParticipantRow.key_hash) == bindparam("key_hash"))
)


def workshops_in(session: Session, region_id: int) -> tuple[StoredWorkshop, ...]:
    """Of the region and of its kommuner, the latest first."""
    query = _selection().where(col(WorkshopRow.region_id) == region_id).order_by(col(WorkshopRow.id).desc())
    return tuple(StoredWorkshop(*row) for row in session.execute(query).all())


def find_workshop(transaction: Transaction, region_slug: str, workshop_id: int) -> StoredWorkshop | None:
    """None for one of another region."""
    row = _WORKSHOP.row(transaction, region_slug=region_slug, workshop_id=workshop_id)
    return None if row is None else StoredWorkshop(*row)


def workshop_by_link(session: Session, link_hash: str) -> StoredWorkshop | None:
    row = session.execute(_selection().where(col(WorkshopRow.link_hash) == link_hash)).first()
    return None if row is None else StoredWorkshop(*row)


def add_workshop(
    session: Session, region_id: int, municipality_id: int | None, plan: WorkshopPlan, now: datetime
) -> int:
    """With its groups. Returns its id."""
    row = WorkshopRow(
        region_id=region_id,
        municipality_id=municipality_id,
        title=plan.title,
        focus=plan.focus,
        dots=plan.dots,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _add_groups(session, row.id or 0, plan)
    return row.id or 0


def _add_groups(session: Session, workshop_id: int, plan: WorkshopPlan) -> None:
    capitals = [capital_id for capital_id, groups in plan.groups for _ in range(groups)]
    session.add_all(
        WorkshopGroupRow(workshop_id=workshop_id, number=number, capital_id=capital_id)
        for number, capital_id in enumerate(capitals, 1)
    )
    session.flush()


def change_texts(session: Session, workshop_id: int, plan: WorkshopPlan) -> None:
    """Its title and question."""
    statement = update(WorkshopRow).where(col(WorkshopRow.id) == workshop_id)
    session.execute(statement.values(title=plan.title, focus=plan.focus))


def change_plan(session: Session, workshop_id: int, plan: WorkshopPlan, *, groups_differ: bool) -> None:
    """The whole plan of a workshop that nobody has joined. Groups are made anew where they differ."""
    change_texts(session, workshop_id, plan)
    session.execute(update(WorkshopRow).where(col(WorkshopRow.id) == workshop_id).values(dots=plan.dots))
    if groups_differ:
        _remove_groups(session, workshop_id)
        _add_groups(session, workshop_id, plan)


def remove_workshop(session: Session, workshop_id: int) -> None:
    """With its groups, which nobody has joined and which have no notes."""
    _remove_groups(session, workshop_id)
    session.execute(delete(WorkshopRow).where(col(WorkshopRow.id) == workshop_id))


def _remove_groups(session: Session, workshop_id: int) -> None:
    session.execute(delete(WorkshopGroupRow).where(col(WorkshopGroupRow.workshop_id) == workshop_id))


def set_link(session: Session, workshop_id: int, link_hash: str | None) -> None:
    """The link that people join by; the one before it leads nowhere from now on."""
    statement = update(WorkshopRow).where(col(WorkshopRow.id) == workshop_id)
    session.execute(statement.values(link_hash=link_hash))


def close(session: Session, workshop_id: int, now: datetime) -> None:
    """Lock the workshop: dots are counted, and everything that tells who wrote or gave what is deleted."""
    groups = select(col(WorkshopGroupRow.id)).where(col(WorkshopGroupRow.workshop_id) == workshop_id)
    notes = select(col(WorkshopNoteRow.id)).where(col(WorkshopNoteRow.group_id).in_(groups))
    counts = select(col(WorkshopDotRow.note_id), func.count()).where(col(WorkshopDotRow.note_id).in_(notes))
    for note_id, dots in session.execute(counts.group_by(col(WorkshopDotRow.note_id))).all():
        session.execute(update(WorkshopNoteRow).where(col(WorkshopNoteRow.id) == note_id).values(dots=dots))
    session.execute(delete(WorkshopDotRow).where(col(WorkshopDotRow.note_id).in_(notes)))
    session.execute(update(WorkshopNoteRow).where(col(WorkshopNoteRow.group_id).in_(groups)).values(author_id=None))
    session.execute(delete(WorkshopParticipantRow).where(col(WorkshopParticipantRow.group_id).in_(groups)))
    session.execute(update(WorkshopRow).where(col(WorkshopRow.id) == workshop_id).values(closed_at=now, link_hash=None))
    raise_versions(session, workshop_id)


def lock_workshop(session: Session, workshop_id: int) -> None:
    """Until this transaction ends, nobody closes the workshop or joins it."""
    query = select(col(WorkshopRow.id)).where(col(WorkshopRow.id) == workshop_id)
    session.execute(query.with_for_update(key_share=True))


# Groups


def groups_of(transaction: Transaction, workshop_id: int) -> tuple[StoredGroup, ...]:
    """In the order of their numbers."""
    return tuple(StoredGroup(*row) for row in _GROUPS.rows(transaction, workshop_id=workshop_id))


def lock_group(session: Session, group_id: int) -> StoredGroup:
    """The group as it is now. Until this transaction ends, nobody else changes its board."""
    query = select_columns(*_GROUP_COLUMNS).where(col(WorkshopGroupRow.id) == group_id)
    return StoredGroup(*session.execute(query.with_for_update(key_share=True)).one())


def raise_version(session: Session, group: StoredGroup, columns: Iterable[NoteColumn] = ()) -> None:
    """So that everybody who follows the group knows that these columns have changed. The caller has locked it."""
    version = group.version + 1
    changes = dict(group.column_versions) | {str(column): version for column in columns}
    statement = update(WorkshopGroupRow).where(col(WorkshopGroupRow.id) == group.id)
    session.execute(statement.values(version=version, column_versions=changes))


def raise_versions(session: Session, workshop_id: int) -> None:
    """Of every group: all of them change together."""
    statement = update(WorkshopGroupRow).where(col(WorkshopGroupRow.workshop_id) == workshop_id)
    session.execute(statement.values(version=col(WorkshopGroupRow.version) + 1))


def set_phase(session: Session, group: StoredGroup, phase: GroupPhase) -> None:
    statement = update(WorkshopGroupRow).where(col(WorkshopGroupRow.id) == group.id)
    session.execute(statement.values(phase=phase))
    raise_version(session, group, tuple(NoteColumn))


def set_one_liner(session: Session, group: StoredGroup, text: str) -> None:
    """As its next version. The caller has locked the group."""
    statement = update(WorkshopGroupRow).where(col(WorkshopGroupRow.id) == group.id)
    session.execute(statement.values(one_liner=text, one_liner_version=group.one_liner_version + 1))
    raise_version(session, group)


def versions_of(transaction: Transaction, workshop_id: int) -> dict[int, int]:
    """Group's number -> its version."""
    return {row[0]: row[1] for row in _VERSIONS.rows(transaction, workshop_id=workshop_id)}


# Those who take part


def participant_by_key(transaction: Transaction, key_hash: str) -> Participant | None:
    row = _PARTICIPANT.row(transaction, key_hash=key_hash)
    return None if row is None else Participant(*row)


def workshop_of_key(transaction: Transaction, key_hash: str) -> int | None:
    """The workshop that the holder of a key takes part in."""
    row = _KEY.row(transaction, key_hash=key_hash)
    return None if row is None else row[0]


def owner_of(transaction: Transaction, workshop_id: int) -> tuple[int, int | None] | None:
    """The region, and the kommun of a kommun's own workshop."""
    row = _OWNER.row(transaction, workshop_id=workshop_id)
    return None if row is None else (row[0], row[1])


def participants_by_group(session: Session, workshop_id: int) -> dict[int, int]:
    """Group -> how many have joined it."""
    query = (
        select(col(WorkshopParticipantRow.group_id), func.count())
        .join(WorkshopGroupRow, col(WorkshopGroupRow.id) == col(WorkshopParticipantRow.group_id))
        .where(col(WorkshopGroupRow.workshop_id) == workshop_id)
        .group_by(col(WorkshopParticipantRow.group_id))
    )
    return dict(session.execute(query).all())


def add_participant(session: Session, group_id: int, key_hash: str, now: datetime) -> None:
    session.add(WorkshopParticipantRow(group_id=group_id, key_hash=key_hash, joined_at=now))
    session.flush()


def move_participant(session: Session, participant_id: int, group_id: int) -> None:
    statement = update(WorkshopParticipantRow).where(col(WorkshopParticipantRow.id) == participant_id)
    session.execute(statement.values(group_id=group_id))
