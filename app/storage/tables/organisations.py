"""Rows of the installation, its regions and their kommuner."""

from datetime import date

from sqlalchemy import Boolean, Column, UniqueConstraint, false
from sqlalchemy import text as sql_text
from sqlmodel import Field, SQLModel

from app.accounts.organisations.organisation import DEFAULT_ATTENTION_HOURS
from app.storage.tables.base import GIVEN_ONCE


class RegionRow(SQLModel, table=True):
    """A kommunalförbund whose kommuner follow up together."""

    __tablename__ = "region"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str
    is_example: bool = False
    """Everything of this region is invented and marked so wherever it shows."""
    contact_name: str = ""
    """Whom to turn to, as the privacy notice and the mails name it."""
    contact_email: str = ""
    contact_phone: str = ""
    data_officer: str = ""
    """Name and address of the dataskyddsombud."""
    retention_months: int = 24
    """How long after a round has closed it stays known who answered in it."""
    retention_decision: str = ""
    """The decision (gallringsbeslut) that the time rests on; nothing is unlinked without one."""
    federated_accounts: bool = False
    """Whether somebody who signs in with the own organisation's account for the first time gets a reader's role."""
    attention_hours: int = Field(
        default=DEFAULT_ATTENTION_HOURS, sa_column_kwargs={"server_default": sql_text(str(DEFAULT_ATTENTION_HOURS))}
    )


class MunicipalityRow(SQLModel, table=True):
    """A kommun in its region, or the association itself; `code` is the SCB code, four digits as text."""

    __tablename__ = "municipality"
    __table_args__ = (UniqueConstraint("region_id", "code"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    code: str = Field(min_length=4, max_length=4)
    name: str
    slug: str = Field(max_length=80)
    """Code first, then the name without accents: 1440-ale."""
    size_group: str = Field(default="", max_length=60)
    """Kommuner of like size, as the association names the group; empty until it has."""
    is_association: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """The association itself, where it answers about itself: never a kommun in a list, a count or a comparison. All
    have one code and stand in one region each, so a region has one at the most."""


class InstallationRow(SQLModel, table=True):
    """What the accessibility statement says of this installation. There is one row, or none yet."""

    __tablename__ = "installation"

    id: int | None = Field(default=None, primary_key=True)
    organisation: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    conformance: str = ""
    """How far the service keeps WCAG 2.1 AA: "full", "partial" or "none"; empty until it has been judged."""
    shortcomings: str = ""
    """What does not keep the requirements, and why."""
    burdens: str = ""
    """What it would be unreasonably burdensome to mend (12 § of the law), and why."""
    outside_law: str = ""
    """What the law does not ask to be accessible (9 §)."""
    assessed_on: date | None = None
    assessed_how: str = ""
    published_on: date | None = None
    updated_on: date | None = None
