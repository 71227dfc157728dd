"""What all tables share: names of constraints (so that migrations can find them) and a few columns."""

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Enum as EnumType
from sqlmodel import Field, SQLModel

from app.storage.engine.types import UtcDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


GIVEN_ONCE = {"sqlite_autoincrement": True}
"""For tables whose numbers stand in logs that stay when the row is gone: no later row gets the same number.

PostgreSQL never gives a number twice; SQLite does so only when told (a migration that makes the table again must say it
again).
"""


def moment(**kwargs: Any) -> datetime:
    """A column holding a moment in UTC."""
    column: datetime = Field(sa_type=UtcDateTime, **kwargs)
    return column


def optional_moment() -> datetime | None:
    """A column holding a moment in UTC, or nothing yet."""
    column: datetime | None = Field(default=None, sa_type=UtcDateTime, nullable=True)
    return column


def choice(kind: type[Enum], **kwargs: Any) -> Any:
    """A column holding a member's name. Kept as text: PostgreSQL's own enum types are hard to change in a migration."""
    return Field(sa_type=EnumType(kind, native_enum=False, length=20), **kwargs)
