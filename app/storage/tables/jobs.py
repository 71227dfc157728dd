"""Rows of work done in the background."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from app.rounds.kernel.job import JobStatus
from app.storage.engine.types import UtcDateTime
from app.storage.tables.base import choice, moment, optional_moment


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
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    """The file itself, where several machines may share the database and not the folder."""
    problem: str = ""
    created_at: datetime = moment()
    lease_until: datetime | None = Field(default=None, sa_column=Column("beat_at", UtcDateTime, nullable=True))
    """Until then it is the process's that does it, which moves it ahead as long as it lives; then another takes over.
    The column has the name of what earlier versions stored: when the process last said that it was at it."""
    finished_at: datetime | None = optional_moment()
