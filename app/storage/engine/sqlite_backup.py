"""Backups of SQLite: its own online backup, tried in a file beside the database, then renamed into its place."""

import errno
import fcntl
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from app.storage.engine.backup_errors import BackupDamagedError, DatabaseInUseError
from app.storage.engine.failures import DatabaseFailure, failure_of
from app.storage.engine.replacement import Replacement

LOG_FILES = ("-wal", "-shm")
"""What SQLite keeps beside a database in WAL mode."""
_SHARED_LOCK = (0x40000002, 510)
"""First byte and length of what every connection to a database in WAL mode keeps locked (SQLite's file format)."""


def require_database(url: str) -> None:
    """Raises FileNotFoundError, where SQLite itself would make an empty database, and ValueError for one in memory."""
    path = _file_of(url)
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def dump(url: str, path: Path) -> None:
    """Copy the database to a file that is there already. Raises BackupDamagedError."""
    with closing(sqlite3.connect(_file_of(url))) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # One file: a copy in WAL mode would have its latest pages in another one as soon as it is opened.
        target.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = target.execute("PRAGMA quick_check").fetchone()
    if verdict != "ok":
        raise BackupDamagedError(verdict)


@contextmanager
def staged(path: Path, url: str) -> Iterator[str]:
    """The URL of a copy of the backup beside the database; it is gone afterwards if it is still there.

    Its name is its own, since another command may be trying a backup at the same time. Raises BackupDamagedError.
    """
    target = _file_of(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = target.with_name(f"{target.name}.restoring-{secrets.token_hex(4)}")
    os.close(os.open(stage, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        shutil.copyfile(path, stage)
        _require_whole(stage)
        yield f"sqlite:///{stage}"
    finally:
        for end in ("", *LOG_FILES):
            Path(f"{stage}{end}").unlink(missing_ok=True)


def replace(stage: str, url: str, stamp: str) -> Replacement:
    """Give the staged file the name of the database, which is kept under another.

    The new one belongs to whom the old one, or the folder, belongs to: the command may be run by root. Raises
    DatabaseInUseError when anybody is connected.
    """
    source, target = _file_of(stage), _file_of(url)
    _close_log(source)
    predecessor = target.with_name(f"{target.name}.before-{stamp}")
    if not target.exists():
        _give(source, target.parent)
        source.replace(target)
        _to_disk(target.parent)
        return Replacement("")
    _leave(target, predecessor)
    _give(source, target)
    source.chmod(target.stat().st_mode & 0o777)
    os.link(target, predecessor)
    # At no moment is there no database: one name is exchanged for the other at once.
    source.replace(target)
    _to_disk(target.parent)
    return Replacement(predecessor.name)


def _file_of(url: str) -> Path:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise ValueError("only an SQLite database in a file can be copied")
    return Path(path)


def _require_whole(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupDamagedError(str(error)) from error
    if verdict != "ok" or orphans:
        raise BackupDamagedError(verdict if verdict != "ok" else f"{len(orphans)} rows without their parent")


def _leave(target: Path, predecessor: Path) -> None:
    """Let nothing be beside the database that is to go: its write-ahead log would be taken for that of the new one.

    A damaged database, which is what backups are for, cannot take in its log: that is kept beside it.
    """
    try:
        _close_log(target)
    except sqlite3.DatabaseError as error:
        if failure_of(error) is not DatabaseFailure.DAMAGED:
            raise
        _require_alone(target)
        for end in LOG_FILES:
            log = Path(f"{target}{end}")
            if log.exists():
                log.rename(f"{predecessor}{end}")


def _close_log(path: Path) -> None:
    """Put the write-ahead log into the file. SQLite refuses while anybody else is connected, a resting service too."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if failure_of(error) is not DatabaseFailure.BUSY:
            raise
        raise DatabaseInUseError from error


def _require_alone(path: Path) -> None:
    """Asked of the file itself, where SQLite cannot read it: whether another process keeps the lock of a connection."""
    start, length = _SHARED_LOCK
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError as error:
            raise DatabaseInUseError from error


def _give(path: Path, like: Path) -> None:
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
