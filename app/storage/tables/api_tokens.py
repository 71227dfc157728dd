"""Rows of the API's tokens."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, moment, optional_moment


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
