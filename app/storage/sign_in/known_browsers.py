"""Browsers that have signed in by mail before, known by a hash that tells neither the person nor the address."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.storage.engine.prepared import dialect_name
from app.storage.tables import KnownBrowserRow


def is_known(session: Session, key_hash: str, now: datetime) -> bool:
    query = select(col(KnownBrowserRow.key_hash)).where(
        col(KnownBrowserRow.key_hash) == key_hash, col(KnownBrowserRow.expires_at) > now
    )
    return session.execute(query).first() is not None


def _remembering(insert: Any) -> Any:
    """One statement, since the tabs of one browser can sign in at the same time."""
    statement = insert(KnownBrowserRow).values(key_hash=bindparam("key_hash"), expires_at=bindparam("expires_at"))
    return statement.on_conflict_do_update(
        index_elements=["key_hash"], set_={"expires_at": statement.excluded.expires_at}
    )


_REMEMBERING = {"sqlite": _remembering(sqlite.insert), "postgresql": _remembering(postgresql.insert)}


def remember(session: Session, key_hash: str, now: datetime, expires_at: datetime) -> None:
    """From now until `expires_at`; forgets those whose time is over."""
    session.execute(_REMEMBERING[dialect_name(session)], {"key_hash": key_hash, "expires_at": expires_at})
    session.execute(delete(KnownBrowserRow).where(col(KnownBrowserRow.expires_at) <= now))
