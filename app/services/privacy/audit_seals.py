"""Sending the audit log's last hash away once a day: to a file of its own, by mail, or both.

The chain shows every change but one: cutting off its end, or writing it all again. Whoever has the database can do
that; a hash that left the day before tells. Every process looks, and one of them does it.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from app.accounts.audit.privacy_events import AuditLogSealed
from app.accounts.audit.seals import Seal, as_line
from app.accounts.kernel.roles import INSTALLATION
from app.accounts.mail.mail_kinds import MailKind
from app.rounds.kernel.days import day_of
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
    """Send today's seal away, unless that is done. A file that cannot be written raises OSError, and is tried again."""
    if keepers.file is None and not keepers.mail_to:
        return False
    with database.read() as session:
        if _is_sealed(session, now):
            return False
    return database.write(lambda session: _seal(session, keepers, now, public_url))


def _seal(session: Session, keepers: SealKeepers, now: datetime, public_url: str) -> bool:
    audit.lock(session)
    if _is_sealed(session, now):
        return False
    number, last_hash = audit.last_line(session)
    seal = Seal(now, number, last_hash)
    if keepers.mail_to:
        log_url = f"{public_url.rstrip('/')}/drift/logg"
        values = {"dag": day_of(now).isoformat(), "nummer": str(number), "kontrollsumma": last_hash, "länk": log_url}
        queue_mail(session, MailKind.LOG_SEAL, keepers.mail_to, values, About(), now, public_url=public_url)
    note(session, None, AuditLogSealed(number=number), INSTALLATION, now)
    if keepers.file is not None:
        _append(keepers.file, as_line(seal))
    return True


def _is_sealed(session: Session, now: datetime) -> bool:
    latest = audit.latest_at(session, AuditLogSealed)
    return latest is not None and day_of(latest) >= day_of(now)


def _append(file: Path, line: str) -> None:
    """Nothing is read or overwritten, so the file may be one that can only be added to. On disk before it counts."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as output:
        output.write(line)
        output.flush()
        os.fsync(output.fileno())


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
