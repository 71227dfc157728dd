"""Rows of work done in the background."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.storage.tables.base import choice, moment, optional_moment


class JobStatus(StrEnum):
    """How far work in the background has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobRow(SQLModel, table=True):
    """Work that takes longer than a request, such as every kommun's report in one file. It outlives restarts."""

    __tablename__ = "job"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    round_id: int = Field(foreign_key="round.id", index=True)
    status: JobStatus = choice(JobStatus, default=JobStatus.WAITING, index=True)
    total: int = 0
    done: int = 0
    file_name: str = ""
    """In the cache folder, once it is done."""
    problem: str = ""
    created_at: datetime = moment()
    beat_at: datetime | None = optional_moment()
    """When the process that does it last said that it is at it; another takes over when that was long ago."""
    finished_at: datetime | None = optional_moment()
