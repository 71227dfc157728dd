"""Backups from the command line: making a copy of the database, trying one, putting one in place, and noting one that
something else has made."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, delete

from app.accounts.audit.chain import FIRST, Line, broken_lines
from app.accounts.audit.privacy_events import InstallationBackedUp, InstallationRestored
from app.accounts.kernel.roles import INSTALLATION
from app.services.kernel.audit import note
from app.storage.engine.backup import copy_database, replace, staged
from app.storage.engine.backup_errors import BackupForgedError, BackupTooNewError, NotABackupError
from app.storage.engine.database import Database
from app.storage.engine.replacement import Replacement
from app.storage.engine.schema import is_known, migrate, revision_of
from app.storage.kernel import audit
from app.storage.organisations.backup_content import BackupContent, counted
from app.storage.tables import SignInRow


def back_up(url: str, path: Path) -> None:
    """Copy the database to a new file. Raises as `copy_database`."""
    copy_database(url, path)


def note_backup(url: str, now: datetime, *, is_own: bool) -> None:
    """Write in the log that there is a backup: by `back_up`, or by other means, such as a copy of the whole disk."""
    event = InstallationBackedUp(way="copy" if is_own else "told")
    with closing(Database(url)) as database:
        database.write(lambda session: note(session, None, event, INSTALLATION, now))


def try_backup(path: Path, url: str) -> BackupContent:
    """What a backup holds, tried to its end: each page and reference, its audit log, and this version's migrations.

    The database at `url` is left as it is: the backup is read into one beside it, which is gone afterwards. Raises
    OSError and BackupError.
    """
    with _tried(path, url) as (_, content):
        return content


def restore(path: Path, url: str, now: datetime) -> tuple[BackupContent, Replacement]:
    """Try a backup as `try_backup` does, then make it the database, brought to this version's schema.

    Everybody is signed out: a session that has been ended since must not begin again. Returns what it holds, and what
    it has taken over from the database that stood there. Raises as `try_backup`, and DatabaseInUseError when a service
    runs on it; then nothing has changed.
    """
    with _tried(path, url) as (stage, content):
        event = InstallationRestored(file_hash=_hash(path), last_number=content.last_number)

        def work(session: Session) -> None:
            session.exec(delete(SignInRow))
            note(session, None, event, INSTALLATION, now)

        with closing(Database(stage)) as database:
            database.write(work)
        return content, replace(stage, url, now.strftime("%Y%m%dT%H%M%S"))


@contextmanager
def _tried(path: Path, url: str) -> Iterator[tuple[str, BackupContent]]:
    with staged(path, url) as stage:
        with closing(Database(stage)) as database:
            with database.read() as session:
                revision = revision_of(session)
            if not revision:
                raise NotABackupError(path.name)
            if not is_known(database):
                raise BackupTooNewError
            migrate(database)
            with database.read() as session:
                content = counted(session, revision, *_last_line(session))
        yield stage, content


def _last_line(session: Session) -> tuple[int, str]:
    last: tuple[int, str] = (0, FIRST)

    def watched(lines: Iterator[Line]) -> Iterator[Line]:
        nonlocal last
        for line in lines:
            last = (line.number, line.hash)
            yield line

    for number in broken_lines(watched(audit.every_line(session))):
        raise BackupForgedError(number)
    return last


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def latest_backup(database: Database) -> datetime | None:
    """As far as the service has been told; None when it never was. For whoever has the machine."""
    with database.read() as session:
        return audit.latest_at(session, InstallationBackedUp)
