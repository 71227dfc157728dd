"""Rows of regions and their kommuner."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables import base as _base  # noqa: F401  names the constraints before a table is made


class RegionRow(SQLModel, table=True):
    """A kommunalförbund whose kommuner follow up together."""

    __tablename__ = "region"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str
    is_example: bool = False
    """Everything of this region is invented and marked so wherever it shows."""


class MunicipalityRow(SQLModel, table=True):
    """A kommun in its region; `code` is the SCB code, four digits as text."""

    __tablename__ = "municipality"
    __table_args__ = (UniqueConstraint("region_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    code: str = Field(min_length=4, max_length=4)
    name: str
    slug: str = Field(max_length=80)
    """Code first, then the name without accents: 1440-ale."""
