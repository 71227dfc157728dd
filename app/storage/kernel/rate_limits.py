"""How often something was tried in each stretch of time, by whom only as a hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.storage.engine.prepared import dialect_name
from app.storage.tables import RateCountRow


def _adding(insert: Any) -> Any:
    """One statement, so that two processes that count at the same time both count."""
    statement = insert(RateCountRow).values(
        key_hash=bindparam("key_hash"), window_start=bindparam("window_start"), count=bindparam("amount")
    )
    return statement.on_conflict_do_update(
        index_elements=["key_hash", "window_start"],
        set_={"count": col(RateCountRow.count) + statement.excluded.count},
    ).returning(col(RateCountRow.count))


_ADDING = {"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}


def add(session: Session, key_hash: str, window_start: datetime, amount: int) -> int:
    """Count so many tries. Returns how many there are in the window with them."""
    values = {"key_hash": key_hash, "window_start": window_start, "amount": amount}
    count: int = session.execute(_ADDING[dialect_name(session)], values).scalar_one()
    return count


def counted(session: Session, key_hash: str, window_start: datetime) -> int:
    query = select(col(RateCountRow.count)).where(
        col(RateCountRow.key_hash) == key_hash, col(RateCountRow.window_start) == window_start
    )
    return session.execute(query).scalar_one_or_none() or 0


def clear(session: Session, before: datetime) -> None:
    """Forget the windows that began before a moment."""
    session.execute(delete(RateCountRow).where(col(RateCountRow.window_start) < before))
