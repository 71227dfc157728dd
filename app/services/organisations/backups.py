"""Backups from the command line: making a copy of an SQLite database, and noting one that something else has made."""

from datetime import datetime
from pathlib import Path

from app.accounts.audit.privacy_events import InstallationBackedUp
from app.accounts.kernel.roles import INSTALLATION
from app.services.kernel.audit import note
from app.storage.engine.backup import copy_database
from app.storage.engine.database import Database
from app.storage.kernel.audit import latest_at


def back_up(database: Database, path: Path, now: datetime) -> None:
    """Copy the database to a new file, and note it. Raises as `copy_database`; then nothing is noted."""
    copy_database(database, path)
    _note(database, "copy", now)


def note_backup(database: Database, now: datetime) -> None:
    """For whoever backs up by other means, such as pg_dump, when that went well."""
    _note(database, "told", now)


def latest_backup(database: Database) -> datetime | None:
    """As far as the service has been told; None when it never was. For whoever has the machine."""
    with database.read() as session:
        return latest_at(session, InstallationBackedUp)


def _note(database: Database, way: str, now: datetime) -> None:
    database.write(lambda session: note(session, None, InstallationBackedUp(way=way), INSTALLATION, now))
