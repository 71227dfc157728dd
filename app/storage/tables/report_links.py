"""Rows of the links by which a kommun shows an approved report to people without an account."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, moment, optional_moment


class ReportLinkRow(SQLModel, table=True):
    """A link to one assessment's report. Only its hash is kept; who made it stands in the audit log alone."""

    __tablename__ = "report_link"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    ended_at: datetime | None = optional_moment()
    opened: int = 0
    """How often the report has been opened by it; by whom is not known."""
