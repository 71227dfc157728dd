"""Browsers that have signed in by mail before, known by a hash that tells neither the person nor the address."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.storage.tables import KnownBrowserRow


def is_known(session: Session, key_hash: str, now: datetime) -> bool:
    query = select(col(KnownBrowserRow.key_hash)).where(
        col(KnownBrowserRow.key_hash) == key_hash, col(KnownBrowserRow.expires_at) > now
    )
    return session.execute(query).first() is not None


def remember(session: Session, key_hash: str, now: datetime, expires_at: datetime) -> None:
    """From now until `expires_at`; forgets those whose time is over."""
    over = (col(KnownBrowserRow.expires_at) <= now) | (col(KnownBrowserRow.key_hash) == key_hash)
    session.execute(delete(KnownBrowserRow).where(over))
    session.add(KnownBrowserRow(key_hash=key_hash, expires_at=expires_at))
    session.flush()
