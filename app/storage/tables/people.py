"""Rows of people, what they may do where, and their signed-in browsers."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.storage.tables.base import moment, optional_moment


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    email: str | None = Field(default=None, unique=True)


class MembershipRow(SQLModel, table=True):
    """A person's role in a region or in a kommun; exactly one of the two is set."""

    __tablename__ = "membership"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    region_id: int | None = Field(default=None, foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    ended_at: datetime | None = optional_moment()


class SignInRow(SQLModel, table=True):
    """A signed-in browser. Only a hash of the cookie is kept, so a copy of the table signs nobody in."""

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
