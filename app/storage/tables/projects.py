"""Rows of projects and of calls for funding, with which kommuner are interested. No persons."""

from datetime import date, datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment
from app.support.projects.funding_call import CallInterest, CallSource, CallState
from app.support.projects.project import ProjectState


class FundingCallRow(SQLModel, table=True):
    """A call for funding as the region's editor has it."""

    __tablename__ = "funding_call"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    funder: str
    title: str
    link: str
    opens_on: date | None = None
    last_day: date
    applicants: str
    own_share_percent: int | None = None
    capital_ids: list[str] = Field(sa_column=Column(JSON, nullable=False))
    idea_ids: list[int] = Field(sa_column=Column(JSON, nullable=False))
    comment: str
    """The editor's own words."""
    source: CallSource = choice(CallSource, default=CallSource.HAND)
    source_id: str = ""
    """What the source calls it, so that it is fetched once."""
    state: CallState = choice(CallState, default=CallState.DRAFT)
    version: int = 1
    created_at: datetime = moment()


class CallInterestRow(SQLModel, table=True):
    """What a kommun says to a call."""

    __tablename__ = "call_interest"

    call_id: int = Field(foreign_key="funding_call.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, index=True)
    interest: CallInterest = choice(CallInterest)


class ProjectRow(SQLModel, table=True):
    """A project that came of an idea."""

    __tablename__ = "project"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    idea_id: int = Field(foreign_key="idea.id", index=True)
    call_id: int | None = Field(default=None, foreign_key="funding_call.id")
    title: str
    parties: str
    receiver: str
    starts_on: date | None = None
    ends_on: date | None = None
    goes_over: str = ""
    result: str = ""
    replication: str = ""
    state: ProjectState = choice(ProjectState)
    reason: str = ""
    version: int = 1
    created_at: datetime = moment()
