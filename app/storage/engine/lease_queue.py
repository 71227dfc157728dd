"""A lease queue (work queue) in a table: claim, heartbeat, reschedule and finish rows, safely among several processes.

A row is due when it has no lease or its lease has run out. Who claims it moves the end of the lease ahead, which only
one process can do: on SQLite there is one writer, on PostgreSQL the others skip the locked row. The end of the lease is
also the claim's proof: every later change is made only while that moment is still stored, so that a process that was
too slow never undoes what another has done since. A claim only moves the end ahead, so no two have the same.

Leases go by the clocks of the processes, which are to agree within `CLOCK_DIFFERENCE`. A row that is put off further
than the queue ever puts one was so by a clock that was ahead and has been set right since: it is due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlmodel import Session, SQLModel, col

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE


class Leased(Protocol):
    """A frozen dataclass with the columns of a row, each under the name it has in the table's class."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...


Item = TypeVar("Item", bound=Leased)


@dataclass(frozen=True, slots=True)
class Backlog:
    count: int
    oldest: datetime | None
    """When it was queued; None when there is none."""


@dataclass(frozen=True)
class LeaseQueue(Generic[Item]):
    """The rows of one table that still want work, as `item`s.

    row: the table's class, with an `id`. lease: the name of its column for the end of the lease. unfinished: which
    rows want work. order: whose turn it is first. stale_after: how long a claim or a heartbeat lasts; who has said
    nothing for so long must have died. on_claim: further columns that a claim changes. put_off: how far ahead
    `reschedule` is told to put a row at the most.
    """

    row: type[SQLModel]
    item: type[Item]
    lease: str
    unfinished: ColumnElement[bool]
    order: Sequence[Any]
    stale_after: timedelta
    on_claim: Mapping[str, Any]
    put_off: timedelta = timedelta()

    def backlog(self, session: Session) -> Backlog:
        """All that still wants work, whoever is at it. The row has a `created_at`."""
        created_at = col(self.row.created_at)  # type: ignore[attr-defined]
        query = select(func.count(), func.min(created_at)).where(self.unfinished)
        count, oldest = session.execute(query).one()
        return Backlog(count, oldest)

    def is_any_due(self, session: Session, now: datetime) -> bool:
        """One indexed read, for looking often without a write."""
        return session.execute(self._due(now)).first() is not None

    def claim(self, session: Session, now: datetime) -> Item | None:
        """The row whose turn it is, or None when none is due. Nobody else gets it until `stale_after` from now."""
        turn = self._due(now).order_by(*self.order).with_for_update(skip_locked=True)
        statement = update(self.row).where(self._id == turn.scalar_subquery())
        row = session.execute(
            statement.values({self.lease: now + self.stale_after, **self.on_claim}).returning(*self.columns)
        ).one_or_none()
        return None if row is None else self.item(*row)

    def heartbeat(self, session: Session, item: Item, now: datetime, **progress: object) -> Item | None:
        """Extend the lease, with how far the work has come. None when it is no longer this process's."""
        values = {self.lease: now + self.stale_after, **progress}
        return replace(item, **values) if self.finish(session, item, **values) else None

    def reschedule(self, session: Session, item: Item, at: datetime, **values: object) -> bool:
        """Release it, for any process to claim at that moment. False when it was no longer this process's."""
        return self.finish(session, item, **{self.lease: at, **values})

    def finish(self, session: Session, item: Item, **values: object) -> bool:
        """Store what became of it. False, and nothing stored, when it is no longer this process's."""
        is_held = (self._id == item.id, self.unfinished, self._lease == getattr(item, self.lease))
        result = session.execute(update(self.row).where(*is_held).values(values).returning(self._id))
        return bool(result.all())

    @property
    def columns(self) -> Sequence[Any]:
        """What makes an item, in order."""
        return [getattr(self.row, field.name) for field in fields(self.item)]

    @property
    def _id(self) -> Any:
        return col(self.row.id)  # type: ignore[attr-defined]

    @property
    def _lease(self) -> Any:
        return getattr(self.row, self.lease)

    def _due(self, now: datetime) -> Select[Any]:
        furthest = now + max(self.stale_after, self.put_off) + CLOCK_DIFFERENCE
        is_due = or_(self._lease.is_(None), self._lease <= now, self._lease > furthest)
        return select(self._id).where(self.unfinished, is_due).limit(1)
