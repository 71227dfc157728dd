"""Sending the audit log's last hash away once a day: to a file of its own, by mail, or both.

The chain shows every change but one: cutting off its end, or writing it all again. Whoever has the database can do
that; a hash that left the day before tells. Every process looks, and one of them does it.

A file may lie on a mount that hangs, so it is written outside of every transaction: nobody who saves waits for it.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from app.accounts.audit.privacy_events import AuditLogSealed
from app.accounts.audit.seals import Seal, as_line
from app.accounts.kernel.roles import INSTALLATION
from app.accounts.mail.mail_kinds import MailKind
from app.rounds.kernel.days import day_of, midnight_before
from app.services.kernel.audit import note
from app.services.kernel.worker import Worker
from app.services.mail.mail_queue import queue_mail
from app.storage.engine.database import Database
from app.storage.kernel import audit
from app.storage.mail.mail_queue import About

LOOK_SECONDS = 600.0
REST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SealKeepers:
    """Where seals go; `file` is None and `mail_to` empty where they do not."""

    file: Path | None
    mail_to: str


def seal_daily(database: Database, keepers: SealKeepers, now: datetime, *, public_url: str) -> bool:
    """Send today's seal away, unless that is done. A file that cannot be written raises OSError, and is tried again.

    What dies between the file and the note of it leaves a line that the next try adds once more: twice is no harm,
    and the other order could note a line that never came to be.
    """
    if not (keepers.file or keepers.mail_to) or _due_seal(database, now) is None:
        return False
    with _opened(keepers.file) as file:
        seal = _due_seal(database, now)  # another process may have been at it while this one waited
        if seal is None:
            return False
        if file is not None:
            _append(file, as_line(seal))
        return database.write(lambda session: _note(session, seal, keepers, public_url))


def _due_seal(database: Database, now: datetime) -> Seal | None:
    """Of the last line that is committed; None when today's is sent."""
    with database.read() as session:
        return None if _is_sealed(session, now) else Seal(now, *audit.last_line(session))


def _note(session: Session, seal: Seal, keepers: SealKeepers, public_url: str) -> bool:
    """Note it and queue its mail. False when another process was faster, such as one with a file of its own."""
    audit.lock(session)
    if _is_sealed(session, seal.at):
        return False
    if keepers.mail_to:
        log_url = f"{public_url.rstrip('/')}/drift/logg"
        day = day_of(seal.at).isoformat()
        values = {"dag": day, "nummer": str(seal.number), "kontrollsumma": seal.hash, "länk": log_url}
        queue_mail(session, MailKind.LOG_SEAL, keepers.mail_to, values, About(), seal.at, public_url=public_url)
    note(session, None, AuditLogSealed(number=seal.number), INSTALLATION, seal.at)
    return True


def _is_sealed(session: Session, now: datetime) -> bool:
    """Seals of later days do not count: they were made by a clock that has been set right since."""
    today = day_of(now)
    latest = audit.latest_at(session, AuditLogSealed, midnight_before(today + timedelta(days=1)))
    return latest is not None and day_of(latest) >= today


@contextlib.contextmanager
def _opened(file: Path | None) -> Iterator[int | None]:
    """For adding to, by one process at a time where the file system can hold the others back."""
    if file is None:
        yield None
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _append(descriptor: int, line: str) -> None:
    """Nothing is read or overwritten, so the file may be one that can only be added to. On disk before it counts."""
    with os.fdopen(descriptor, "a", encoding="utf-8", closefd=False) as output:
        output.write(line)
        output.flush()
        os.fsync(descriptor)


class AuditSealWorker(Worker):
    """Looks six times an hour, which is one read."""

    name = "audit_seal"

    def __init__(
        self, database: Database, keepers: SealKeepers, clock: Callable[[], datetime], *, public_url: str
    ) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS)
        self._database = database
        self._keepers = keepers
        self._public_url = public_url

    def work(self) -> int:
        return seal_daily(self._database, self._keepers, self._clock(), public_url=self._public_url)
