"""Rows of support: published editions of the catalogue, a region's own versions of items, and what kommuner need."""

from datetime import datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment
from app.support.adaptations.adaptation import AdaptationState
from app.support.needs.need import NeedAudience, NeedOrigin, NeedState, Togetherness, Urgency


class SupportEditionRow(SQLModel, table=True):
    """One published edition of the catalogue of support, whole."""

    __tablename__ = "support_edition"
    __table_args__ = (UniqueConstraint("catalogue", "year"),)

    id: int | None = Field(default=None, primary_key=True)
    catalogue: str = Field(max_length=60)
    year: int
    content_hash: str = Field(max_length=64)
    content: str
    """The Catalogue as JSON."""
    published_at: datetime = moment()


class RegionSupportRow(SQLModel, table=True):
    """One version of an item as a region has it. A version is never changed; publishing a draft adds one."""

    __tablename__ = "region_support"
    __table_args__ = (UniqueConstraint("region_id", "item_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    item_id: str = Field(max_length=60)
    number: int
    """1, 2, 3, … per item."""
    base_id: str = Field(default="", max_length=60)
    """The catalogue's item that it changes; empty for the region's own."""
    content: str
    """The CatalogueItem as JSON."""
    state: AdaptationState = choice(AdaptationState, default=AdaptationState.DRAFT)
    reason: str = ""
    """Why it was retired."""
    created_at: datetime = moment()


class NeedRow(SQLModel, table=True):
    """What a kommun asks for, in the year of one assessment."""

    __tablename__ = "need"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    capital_id: str = Field(max_length=60)
    item_id: str = Field(default="", max_length=60)
    form: str = Field(default="", max_length=20)
    text: str
    target_groups: list[str] = Field(sa_column=Column(JSON, nullable=False))
    urgency: Urgency = choice(Urgency)
    urgency_year: int | None = None
    """The year, in Sweden, in which that was said; None for the one in which the need was noted."""
    together: Togetherness = choice(Togetherness)
    audience: NeedAudience = choice(NeedAudience)
    origin: NeedOrigin = choice(NeedOrigin, default=NeedOrigin.OWN)
    state: NeedState = choice(NeedState, default=NeedState.OPEN)
    reason: str = ""
    """Why it ended."""
    version: int = 1
    created_at: datetime = moment()
