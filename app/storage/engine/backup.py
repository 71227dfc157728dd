"""Online backup of an SQLite database: a whole copy in one file, while the service goes on writing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.storage.engine.database import Database


class BackupDamagedError(Exception):
    """The copy was made, and does not pass SQLite's own check. It has been removed."""


def copy_database(database: Database, path: Path) -> None:
    """Copy what is committed at this moment to a new file, which only the one who runs the command may read.

    Raises ValueError for another database than SQLite in a file, FileExistsError, OSError, and BackupDamagedError.
    """
    source_path = database.engine.url.database
    if not database.is_sqlite or not source_path or source_path == ":memory:":
        raise ValueError("only an SQLite database in a file can be copied")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(source_path, path)
    except BaseException:
        path.unlink()
        raise


def _copy(source_path: str, path: Path) -> None:
    with closing(sqlite3.connect(source_path)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # One file: a copy in WAL mode would have its latest pages in another one as soon as it is opened.
        target.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = target.execute("PRAGMA quick_check").fetchone()
    if verdict != "ok":
        raise BackupDamagedError(verdict)
