"""Rows of benchmarks: anonymous figures as they were made."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.storage.tables.base import moment


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
