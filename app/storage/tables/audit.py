"""Rows of the audit log. The database itself refuses to change or delete one (see the migration)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.storage.tables.base import moment


class AuditLineRow(SQLModel, table=True):
    """One line, sealed by a hash over itself and the line before. Ids are kept as numbers: what they named may go."""

    __tablename__ = "audit_line"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """1, 2, 3, … without a gap."""
    at: datetime = moment()
    actor_id: int | None = Field(default=None, index=True)
    action: str = Field(max_length=60, index=True)
    region_id: int | None = Field(default=None, index=True)
    municipality_id: int | None = Field(default=None, index=True)
    facts: str
    """Canonical JSON."""
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)
