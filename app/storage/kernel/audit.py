"""The audit log: adding a line in the same transaction as what it tells of, and reading lines back."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text, true
from sqlmodel import Session, col

from app.accounts.audit.chain import FIRST, Event, Line, canonical, seal
from app.accounts.kernel.list_page import ListPage
from app.accounts.kernel.roles import Place
from app.storage.engine.paging import read_part
from app.storage.engine.prepared import dialect_name
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import AuditLineRow

_LOCK = 7_016_001
"""Any number that nothing else in the database locks: PostgreSQL has several writers, and the chain has one end."""
_COLUMNS = columns_of(Line, AuditLineRow)
READ_AT_ONCE = 1_000


def append(session: Session, actor_id: int | None, event: Event, place: Place, now: datetime) -> None:
    """Add a line at the end of the chain. To be called last in a transaction: until its end nobody else can add one."""
    lock(session)
    number, previous = last_line(session)
    facts = canonical(event.facts())
    row = AuditLineRow(
        number=number + 1,
        at=now,
        actor_id=actor_id,
        action=event.action,
        region_id=place.region_id,
        municipality_id=place.municipality_id,
        facts=facts,
        previous_hash=previous,
        hash=seal(previous, now, actor_id, event.action, place.region_id, place.municipality_id, facts),
    )
    session.add(row)
    session.flush()


def lock(session: Session) -> None:
    """Until this transaction ends nobody else adds a line."""
    if dialect_name(session) == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def last_line(session: Session) -> tuple[int, str]:
    """Number and hash of the last line; 0 and what the first line follows on when there is none."""
    query = select(col(AuditLineRow.number), col(AuditLineRow.hash)).order_by(col(AuditLineRow.number).desc()).limit(1)
    row = session.execute(query).one_or_none()
    return (0, FIRST) if row is None else (row.number, row.hash)


def every_line(session: Session) -> Iterator[Line]:
    """The whole log in its order, read in parts."""
    yield from _in_parts(session, select(*_COLUMNS))


def seen_at(place: Place, with_kommuner: tuple[str, ...] = ()) -> ColumnElement[bool]:
    """That a line belongs to what is seen at a place: of the installation everything.

    Of a region it is what happened in the region itself, and in its kommuner only the actions that `with_kommuner`
    names.
    """
    if place.municipality_id is not None:
        return col(AuditLineRow.municipality_id) == place.municipality_id
    if place.region_id is None:
        return true()
    own = col(AuditLineRow.municipality_id).is_(None)
    return and_(col(AuditLineRow.region_id) == place.region_id, or_(own, col(AuditLineRow.action).in_(with_kommuner)))


def chosen(subjects: Collection[str], since: datetime | None, before: datetime | None) -> ColumnElement[bool]:
    """That a line is about one of the subjects (the first part of an action; none given: any), and from that time."""
    conditions: list[ColumnElement[bool]] = [true()]
    if subjects:
        conditions.append(or_(*(col(AuditLineRow.action).startswith(f"{subject}.") for subject in subjects)))
    if since is not None:
        conditions.append(col(AuditLineRow.at) >= since)
    if before is not None:
        conditions.append(col(AuditLineRow.at) < before)
    return and_(*conditions)


def newest_lines(session: Session, condition: ColumnElement[bool], number: int) -> ListPage[Line]:
    """Lines that fulfil a condition on the table, newest first, in parts."""
    query = select(*_COLUMNS).where(condition).order_by(col(AuditLineRow.number).desc())
    return read_part(session, query, number, lambda row: record_of(Line, row))


def lines_of_kind(session: Session, place: Place, kind: type[Event]) -> Iterator[Line]:
    """What of one kind was done at exactly this place, in order."""
    at_place = and_(
        col(AuditLineRow.region_id) == place.region_id, col(AuditLineRow.municipality_id) == place.municipality_id
    )
    yield from lines_matching(session, and_(col(AuditLineRow.action) == kind.action, at_place))


def latest_at(session: Session, kind: type[Event], before: datetime | None = None) -> datetime | None:
    """When something of the kind was last done to the installation itself, ever or before a moment: no line of a region
    counts, which may have come with it from somewhere else."""
    query = select(func.max(col(AuditLineRow.at))).where(
        col(AuditLineRow.action) == kind.action,
        col(AuditLineRow.region_id).is_(None),
        col(AuditLineRow.municipality_id).is_(None),
        true() if before is None else col(AuditLineRow.at) < before,
    )
    return session.execute(query).scalar_one_or_none()


def latest_by(session: Session, kind: type[Event], actor_id: int, before: datetime) -> datetime | None:
    """When somebody last did something of the kind before a moment."""
    query = select(func.max(col(AuditLineRow.at))).where(
        col(AuditLineRow.actor_id) == actor_id,
        col(AuditLineRow.action) == kind.action,
        col(AuditLineRow.at) < before,
    )
    return session.execute(query).scalar_one_or_none()


def lines_of_region(session: Session, kind: type[Event], region_id: int, since: datetime) -> Iterator[Line]:
    """What of one kind was done in a region and its kommuner after a moment, in order."""
    in_region = and_(col(AuditLineRow.region_id) == region_id, col(AuditLineRow.at) > since)
    yield from lines_matching(session, and_(col(AuditLineRow.action) == kind.action, in_region))


def lines_matching(session: Session, condition: ColumnElement[bool]) -> Iterator[Line]:
    """Lines that fulfil a condition on the table, in order."""
    yield from _in_parts(session, select(*_COLUMNS).where(condition))


def _in_parts(session: Session, query: Select[Any]) -> Iterator[Line]:
    after = 0
    while True:
        part = query.where(col(AuditLineRow.number) > after).order_by(col(AuditLineRow.number)).limit(READ_AT_ONCE)
        rows = session.execute(part).all()
        yield from (record_of(Line, row) for row in rows)
        if len(rows) < READ_AT_ONCE:
            return
        after = rows[-1][0]
