"""Backups: a whole copy of the database in one file, and such a file made the database that the service uses.

A file is tried in a database of its own where the one in use lies (staged) before it takes that one's place, and what
stood there is kept under another name. Each kind of database does it in a module of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from app.storage.engine import postgres_backup, sqlite_backup
from app.storage.engine.backup_errors import BackupKindError, NotABackupError
from app.storage.engine.replacement import Replacement

SQLITE_START = b"SQLite format 3\x00"
POSTGRES_START = b"PGDMP"


def copy_database(url: str, path: Path) -> None:
    """Copy what is committed at this moment to a new file, which only the one who runs the command may read.

    Raises FileNotFoundError when there is no such database, FileExistsError, OSError, BackupError, and ValueError for a
    database in memory.
    """
    if _is_sqlite(url):
        sqlite_backup.require_database(url)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        (sqlite_backup if _is_sqlite(url) else postgres_backup).dump(url, path)
    except BaseException:
        path.unlink()
        raise


@contextmanager
def staged(path: Path, url: str) -> Iterator[str]:
    """A database of its own with what the backup holds, where the one at `url` lies: its URL. It is gone afterwards
    unless it has taken the place of that one (`replace`).

    Raises OSError, NotABackupError, BackupDamagedError, and BackupKindError for a backup of another kind of database.
    """
    with path.open("rb") as file:
        start = file.read(len(SQLITE_START))
    is_of_sqlite = start == SQLITE_START
    if not is_of_sqlite and not start.startswith(POSTGRES_START):
        raise NotABackupError(path.name)
    if is_of_sqlite != _is_sqlite(url):
        raise BackupKindError(*("SQLite", "PostgreSQL") if is_of_sqlite else ("PostgreSQL", "SQLite"))
    with (sqlite_backup if is_of_sqlite else postgres_backup).staged(path, url) as stage:
        yield stage


def replace(stage: str, url: str, stamp: str) -> Replacement:
    """Make a staged database the one at `url`. What stood there is kept.

    Raises DatabaseInUseError when anybody is connected to it; then nothing has changed.
    """
    if _is_sqlite(url):
        return sqlite_backup.replace(stage, url, stamp)
    return postgres_backup.replace(stage, url, stamp)


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"
