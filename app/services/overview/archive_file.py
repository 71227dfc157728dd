"""The file of every report, in the folder of a process: written there by the one that made it, or laid there from the
database when another did.

Processes on one machine share the folder. Those on several share PostgreSQL alone, which then has the file as well, for
as long as the job is stored; SQLite has one machine.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

import structlog
from sqlmodel import Session

from app.rounds.kernel.job import Job
from app.storage.kernel import jobs

log = structlog.get_logger(__name__)


def file_of_job(session: Session, folder: Path, job: Job) -> Path:
    """Where it is, or would be: it is gone where the folder was emptied, or has no room for it."""
    path = folder / job.file_name
    if not path.exists() and (content := jobs.content_of(session, job.id)) is not None:
        try:
            write_beside(path, lambda part: part.write_bytes(content))
        except OSError as error:
            log.warning("reports_file_not_written", job_id=job.id, cause=str(error))
    return path


def write_beside(path: Path, write: Callable[[Path], object]) -> None:
    """Written beside and moved into place, so that nobody is ever handed half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
