"""Job queue in the database: what waits, which process has claimed it (lease and heartbeat), and what became of it.

A process owns what it is at by the moment it last said so (`beat_at`): what it writes is written only while that is
still the one stored, so that one that was too slow never undoes what another has done since, or who cancelled.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlmodel import Session, col

from app.storage.tables import JobRow, JobStatus

ACTIVE = (JobStatus.WAITING, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands. `file_name` is in the cache folder; `problem` is a word of the service's own."""

    id: int
    round_id: int
    status: JobStatus
    total: int
    done: int
    file_name: str
    problem: str
    created_at: datetime
    beat_at: datetime | None
    finished_at: datetime | None

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE


_COLUMNS = (
    col(JobRow.id),
    col(JobRow.round_id),
    col(JobRow.status),
    col(JobRow.total),
    col(JobRow.done),
    col(JobRow.file_name),
    col(JobRow.problem),
    col(JobRow.created_at),
    col(JobRow.beat_at),
    col(JobRow.finished_at),
)


def latest_job(session: Session, kind: str, round_id: int) -> Job | None:
    """Of a round. Whoever starts one removes those that are finished, so that there is one at the most."""
    found = (
        select(*_COLUMNS)
        .where(col(JobRow.kind) == kind, col(JobRow.round_id) == round_id)
        .order_by(col(JobRow.id).desc())
        .limit(1)
    )
    row = session.execute(found).one_or_none()
    return None if row is None else Job(*row)


def add_job(session: Session, kind: str, round_id: int, now: datetime) -> None:
    """The caller holds the round, and has seen that nothing of the kind is active there."""
    session.execute(
        delete(JobRow).where(
            col(JobRow.kind) == kind, col(JobRow.round_id) == round_id, col(JobRow.status).not_in(ACTIVE)
        )
    )
    session.add(JobRow(kind=kind, round_id=round_id, created_at=now))


def is_any_due(session: Session, kind: str, stale_before: datetime) -> bool:
    return session.execute(_due(kind, stale_before)).first() is not None


def claim(session: Session, kind: str, now: datetime, stale_before: datetime) -> Job | None:
    """The one whose turn it is: it waits, or whoever was at it has not said so since `stale_before`, and must have
    died. Nobody else takes it on as well."""
    turn = _due(kind, stale_before).order_by(col(JobRow.id)).with_for_update(skip_locked=True)
    taken = session.execute(
        update(JobRow)
        .where(col(JobRow.id) == turn.scalar_subquery())
        .values(status=JobStatus.RUNNING, beat_at=now)
        .returning(*_COLUMNS)
    ).one_or_none()
    return None if taken is None else Job(*taken)


def heartbeat(session: Session, job: Job, now: datetime, done: int, total: int) -> bool:
    """Say that this process is at it, and how far. False when it is no longer this process's."""
    return _change(session, _owned(job), beat_at=now, done=done, total=total)


def release(session: Session, job: Job) -> bool:
    """For any process to take on at once."""
    return _change(session, _owned(job), status=JobStatus.WAITING, beat_at=None)


def finish(
    session: Session, job: Job, now: datetime, status: JobStatus, *, file_name: str = "", problem: str = ""
) -> bool:
    """False when it is no longer this process's: then its file must go."""
    return _change(session, _owned(job), status=status, finished_at=now, file_name=file_name, problem=problem)


def cancel(session: Session, job_id: int, now: datetime) -> bool:
    """False when it was finished already."""
    active = and_(col(JobRow.id) == job_id, col(JobRow.status).in_(ACTIVE))
    return _change(session, active, status=JobStatus.CANCELLED, finished_at=now)


def delete_finished(session: Session, kind: str, before: datetime) -> int:
    """Remove what was finished before that. Returns how many."""
    gone = session.execute(
        delete(JobRow).where(col(JobRow.kind) == kind, col(JobRow.finished_at) < before).returning(col(JobRow.id))
    )
    return len(gone.all())


def job_files(session: Session, kind: str) -> tuple[Mapping[int, str], Collection[int]]:
    """File names by job, and which jobs are under way and may be writing theirs."""
    rows = session.execute(
        select(col(JobRow.id), col(JobRow.file_name), col(JobRow.status)).where(col(JobRow.kind) == kind)
    ).all()
    return {row[0]: row[1] for row in rows}, {row[0] for row in rows if row[2] is JobStatus.RUNNING}


def _due(kind: str, stale_before: datetime) -> Select[Any]:
    silent = and_(col(JobRow.status) == JobStatus.RUNNING, col(JobRow.beat_at) < stale_before)
    waits = col(JobRow.status) == JobStatus.WAITING
    return select(col(JobRow.id)).where(col(JobRow.kind) == kind, or_(waits, silent)).limit(1)


def _owned(job: Job) -> ColumnElement[bool]:
    return and_(col(JobRow.id) == job.id, col(JobRow.status) == JobStatus.RUNNING, col(JobRow.beat_at) == job.beat_at)


def _change(session: Session, where: ColumnElement[bool], **values: object) -> bool:
    changed = session.execute(update(JobRow).where(where).values(**values).returning(col(JobRow.id)))
    return bool(changed.all())
