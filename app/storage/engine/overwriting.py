"""Deleting so that nothing can be read from the file afterwards."""

from sqlalchemy import text
from sqlmodel import Session

from app.storage.engine.prepared import dialect_name


def overwrite_deleted(session: Session) -> None:
    """What is deleted or replaced from here on in this connection is overwritten in SQLite's file. PostgreSQL's own
    cleaning (vacuum) does it later."""
    if dialect_name(session) == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))
