"""Job queue in the database: what waits, which process has claimed it (lease and heartbeat), and what became of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlmodel import Session, col

from app.rounds.kernel.job import ACTIVE, Job, JobStatus, UnsuccessfulJob
from app.storage.engine.lease_queue import LeaseQueue
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import EditionRow, JobRow, RegionRow, RoundRow

STALE_AFTER = timedelta(seconds=15)
"""A process that has not said for longer than that that it is at a job must have died."""


def job_queue(kind: str) -> LeaseQueue[Job]:
    """The jobs of a kind, the oldest first."""
    return LeaseQueue(
        row=JobRow,
        item=Job,
        lease="lease_until",
        unfinished=and_(col(JobRow.kind) == kind, col(JobRow.status).in_(ACTIVE)),
        order=(col(JobRow.id),),
        stale_after=STALE_AFTER + timedelta.resolution,  # longer than that, not just as long
        on_claim={"status": JobStatus.RUNNING},
    )


def latest_job(session: Session, kind: str, round_id: int) -> Job | None:
    """Of a round. Whoever starts one removes those that are finished, so that there is one at the most."""
    query = (
        select(*job_queue(kind).columns)
        .where(col(JobRow.kind) == kind, col(JobRow.round_id) == round_id)
        .order_by(col(JobRow.id).desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else record_of(Job, row)


def unsuccessful_jobs(session: Session) -> tuple[UnsuccessfulJob, ...]:
    """Those that failed and those that are done without all their parts, latest first, as long as they are stored."""
    missing_parts = and_(col(JobRow.status) == JobStatus.DONE, col(JobRow.problem) != "")
    query = (
        select(*columns_of(UnsuccessfulJob, JobRow, region=col(RegionRow.name), year=col(EditionRow.year)))
        .join(RoundRow, col(RoundRow.id) == col(JobRow.round_id))
        .join(RegionRow, col(RegionRow.id) == col(RoundRow.region_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
        .where(or_(col(JobRow.status) == JobStatus.FAILED, missing_parts))
        .order_by(col(JobRow.id).desc())
    )
    return tuple(record_of(UnsuccessfulJob, row) for row in session.execute(query))


def add_job(session: Session, kind: str, round_id: int, now: datetime) -> None:
    """The caller holds the round, and has seen that nothing of the kind is active there."""
    session.execute(
        delete(JobRow).where(
            col(JobRow.kind) == kind, col(JobRow.round_id) == round_id, col(JobRow.status).not_in(ACTIVE)
        )
    )
    session.add(JobRow(kind=kind, round_id=round_id, created_at=now))


def cancel(session: Session, job_id: int, now: datetime) -> bool:
    """False when it was finished already."""
    active = and_(col(JobRow.id) == job_id, col(JobRow.status).in_(ACTIVE))
    statement = update(JobRow).where(active).values(status=JobStatus.CANCELLED, finished_at=now)
    return bool(session.execute(statement.returning(col(JobRow.id))).all())


def delete_finished(session: Session, kind: str, before: datetime) -> int:
    """Remove what was finished before that. Returns how many."""
    deletion = session.execute(
        delete(JobRow).where(col(JobRow.kind) == kind, col(JobRow.finished_at) < before).returning(col(JobRow.id))
    )
    return len(deletion.all())


def job_files(session: Session, kind: str) -> tuple[Mapping[int, str], Collection[int]]:
    """File names by job, and which jobs are under way and may be writing theirs."""
    rows = session.execute(
        select(col(JobRow.id), col(JobRow.file_name), col(JobRow.status)).where(col(JobRow.kind) == kind)
    ).all()
    return {row[0]: row[1] for row in rows}, {row[0] for row in rows if row[2] is JobStatus.RUNNING}


def keep_content(session: Session, job_id: int, content: bytes) -> None:
    """The file of a job that is done, for processes that do not have it in their folder."""
    session.execute(update(JobRow).where(col(JobRow.id) == job_id).values(content=content))


def content_of(session: Session, job_id: int) -> bytes | None:
    return session.execute(select(col(JobRow.content)).where(col(JobRow.id) == job_id)).scalar_one_or_none()
