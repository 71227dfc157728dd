"""Rows of ideas: what is to be done, which kommuner are with it, what was decided, and points. No persons."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment
from app.support.projects.idea import IdeaRole, IdeaState, OwnerMandate


class IdeaRow(SQLModel, table=True):
    """Something that kommuner of a region could do together."""

    __tablename__ = "idea"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    """The kommun that caught it; none for the region itself."""
    title: str
    problem: str
    capital_id: str = Field(max_length=60)
    receiver: str = ""
    follow_up: str = ""
    obligation: str = ""
    state: IdeaState = choice(IdeaState, default=IdeaState.CAUGHT)
    reason: str = ""
    merged_into_id: int | None = Field(default=None, foreign_key="idea.id")
    version: int = 1
    created_at: datetime = moment()


class IdeaPartyRow(SQLModel, table=True):
    """How a kommun is with an idea."""

    __tablename__ = "idea_party"

    idea_id: int = Field(foreign_key="idea.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, index=True)
    role: IdeaRole = choice(IdeaRole)
    function: str = ""
    mandate: OwnerMandate = choice(OwnerMandate, default=OwnerMandate.UNKNOWN)


class IdeaDecisionRow(SQLModel, table=True):
    """A decision on an idea. While it is a draft its fields are as typed; when it is finished it is never changed."""

    __tablename__ = "idea_decision"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    idea_id: int = Field(foreign_key="idea.id", index=True)
    outcome: str = Field(max_length=20)
    text: str
    diary_number: str
    decided_on: str
    review_on: str
    finished_at: datetime | None = optional_moment()


class PointsRoundRow(SQLModel, table=True):
    """Points over the ideas that were in preparation when it was opened."""

    __tablename__ = "points_round"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    idea_ids: list[int] = Field(sa_column=Column(JSON, nullable=False))
    last_day: date
    created_at: datetime = moment()


class IdeaPointsRow(SQLModel, table=True):
    """What one kommun gave one idea."""

    __tablename__ = "idea_points"
    __table_args__ = (UniqueConstraint("points_round_id", "idea_id", "municipality_id"),)

    id: int | None = Field(default=None, primary_key=True)
    points_round_id: int = Field(foreign_key="points_round.id")
    idea_id: int = Field(foreign_key="idea.id", index=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    points: int
