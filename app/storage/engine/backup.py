"""Backups: a whole copy of the database in one file, and such a file made the database that the service uses.

SQLite is copied with its own online backup. A file is tried on a copy of its own beside the database (staged) before it
takes the database's place, and what stood there is kept under another name.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from app.storage.engine import postgres_backup
from app.storage.engine.backup_errors import (
    BackupDamagedError,
    BackupKindError,
    DatabaseInUseError,
    NotABackupError,
)

SQLITE_START = b"SQLite format 3\x00"
POSTGRES_START = b"PGDMP"


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def copy_database(url: str, path: Path) -> None:
    """Copy what is committed at this moment to a new file, which only the one who runs the command may read.

    Raises FileExistsError, OSError, BackupError, and ValueError for a database in memory.
    """
    if is_sqlite(url):
        source = _file_of(url)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        if is_sqlite(url):
            _copy(source, path)
        else:
            postgres_backup.dump(url, path)
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
    if start == SQLITE_START:
        if not is_sqlite(url):
            raise BackupKindError("SQLite", "PostgreSQL")
        with _staged_file(path, _file_of(url)) as stage:
            yield stage
    elif start.startswith(POSTGRES_START):
        if is_sqlite(url):
            raise BackupKindError("PostgreSQL", "SQLite")
        with postgres_backup.staged(path, url) as stage:
            yield stage
    else:
        raise NotABackupError(path.name)


def replace(stage: str, url: str, stamp: str) -> str:
    """Make a staged database the one at `url`. What stood there is kept; its name is returned, or "" when nothing did.

    Raises DatabaseInUseError when anybody is connected to it; then nothing has changed.
    """
    if not is_sqlite(url):
        return postgres_backup.replace(stage, url, stamp)
    source, target = _file_of(stage), _file_of(url)
    _close_log(source)
    predecessor = target.with_name(f"{target.name}.before-{stamp}")
    if target.exists():
        _close_log(target)
        os.link(target, predecessor)
    # At no moment is there no database: one name is exchanged for the other at once.
    source.replace(target)
    _to_disk(target.parent)
    return predecessor.name if predecessor.exists() else ""


def _file_of(url: str) -> Path:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise ValueError("only an SQLite database in a file can be copied")
    return Path(path)


def _copy(source_path: Path, path: Path) -> None:
    with closing(sqlite3.connect(source_path)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # One file: a copy in WAL mode would have its latest pages in another one as soon as it is opened.
        target.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = target.execute("PRAGMA quick_check").fetchone()
    if verdict != "ok":
        raise BackupDamagedError(verdict)


@contextmanager
def _staged_file(path: Path, target: Path) -> Iterator[str]:
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(path, stage)
    stage.chmod(0o600)
    try:
        _require_whole(stage)
        yield f"sqlite:///{stage}"
    finally:
        for end in ("", "-wal", "-shm"):
            Path(f"{stage}{end}").unlink(missing_ok=True)


def _require_whole(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupDamagedError(str(error)) from error
    if verdict != "ok" or orphans:
        raise BackupDamagedError(verdict if verdict != "ok" else f"{len(orphans)} rows without their parent")


def _close_log(path: Path) -> None:
    """Put the write-ahead log into the file. SQLite refuses while anybody else is connected, a resting service too."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise DatabaseInUseError from error


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
