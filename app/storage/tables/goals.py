"""Rows of a region's common goals, and of its decisions on how ambitious to be."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, moment


class RegionGoalRow(SQLModel, table=True):
    """At least so many kommuner on a level of a capital by a year."""

    __tablename__ = "region_goal"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    questionnaire: str = Field(max_length=60)
    scale_year: int
    """The edition whose scale `position` is on."""
    capital_id: str = Field(max_length=60)
    position: int
    kommuner: int
    by_year: int
    decided_on: date
    diary_number: str = Field(max_length=60)
    ended_on: date | None = None
    reason: str = ""
    """Why it ended."""
    version: int = 1
    created_at: datetime = moment()


class AmbitionDecisionRow(SQLModel, table=True):
    """A region's decision on its level of ambition. It is never changed: a later decision takes its place."""

    __tablename__ = "ambition_decision"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    level: int
    decided_on: date
    diary_number: str = Field(max_length=60)
    reason: str
    review_on: date
    figures: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    """The conditions as they stood on the day that the decision was written down."""
    created_at: datetime = moment()
