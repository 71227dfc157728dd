"""Rows of comparison and follow-up: benchmarks as they were made, tokens of the API, work done in the background."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class BenchmarkRow(SQLModel, table=True):
    """The anonymous figures that one kommun may see of the others, and which kommuner they were made over.

    Kept, so that a set that has changed by one or two cannot be told from the figures (method 9).
    """

    __tablename__ = "benchmark"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True)
    """Who sees them."""
    scope: str = Field(primary_key=True, max_length=80)
    """Among which kommuner: "all", or the name of a size group."""
    members: list[int] = Field(sa_column=Column(JSON, nullable=False))
    """Ids of the kommuner, in order."""
    figures: str
    """JSON, by capital."""
    made_at: datetime = moment()


class ApiTokenRow(SQLModel, table=True):
    """A token with which a program reads what a region or a kommun may see. Only its hash is kept.

    Who made it stands in the audit log alone.
    """

    __tablename__ = "api_token"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=80)
    """What it is for, in the words of the one who made it."""
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """What it may read, as `accounts.api_scopes.Scope` has it."""
    created_at: datetime = moment()
    expires_at: datetime = moment()
    ended_at: datetime | None = optional_moment()
    last_used_at: datetime | None = optional_moment()


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
