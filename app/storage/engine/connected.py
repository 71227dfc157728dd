"""Whose code serves on a database right now: asked before a migration that it could not go on after."""

import sqlite3
from contextlib import closing

from sqlalchemy import text

from app.storage.engine.database import Database, file_of
from app.storage.engine.failures import DatabaseFailure, failure_of
from app.storage.engine.schema import own_revision, schema_state

SERVING = "omstallningskollen serve "
"""What a process that serves calls itself to PostgreSQL, before the migration that its code wants."""
_OTHERS = text(
    "SELECT DISTINCT application_name FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE :serving"
)


def serving_name() -> str:
    return f"{SERVING}{own_revision()}"


def serving_revisions(url: str) -> frozenset[str]:
    """The migrations that the code of processes wants which serve on this database.

    SQLite knows only whether anybody is connected, another command too: then it is the database's own migration.
    Versions before 0.3 do not tell PostgreSQL who they are, and are not found there.
    """
    path = file_of(url)
    is_resting = path is not None and (not path.exists() or not _is_connected(str(path)))
    if is_resting:
        return frozenset()
    with closing(Database(url)) as database:
        if database.is_sqlite:
            return frozenset({schema_state(database).current} - {""})
        with database.engine.connect() as connection:
            names = connection.execute(_OTHERS, {"serving": f"{SERVING}%"}).scalars().all()
    return frozenset(name.removeprefix(SERVING) for name in names)


def _is_connected(path: str) -> bool:
    """Whether anybody is: only who is alone gets the whole file."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return failure_of(error) is DatabaseFailure.BUSY
    return False
