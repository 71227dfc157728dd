"""Rows of what a kommun decides: when it meets; targets and actions; and the versions it has handed in."""

from datetime import date, datetime

from sqlalchemy import JSON, Column
from sqlalchemy import text as sql_text
from sqlmodel import Field, SQLModel

from app.rounds.assessments.plans import ActionOrigin, ActionStatus
from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class MeetingTimeRow(SQLModel, table=True):
    """When and where the kommun's joint meeting is, as its coordinator has stated."""

    __tablename__ = "meeting_time"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    starts_at: datetime | None = optional_moment()
    """Empty where the time was taken away; the row stays for its sequence."""
    minutes: int = 0
    place: str = ""
    sequence: int = 0
    """Raised by one at every change: a calendar takes the later of two with the same name."""
    changed_at: datetime = moment()


class TargetRow(SQLModel, table=True):
    """The level a kommun wants to reach in one capital, and by when."""

    __tablename__ = "target"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    capital_id: str = Field(primary_key=True, max_length=60)
    position: int
    by_year: int
    version: int = 1
    reason: str = Field(default="", sa_column_kwargs={"server_default": sql_text("''")})
    """Why the level is below the one that the kommun is on."""


class ActionRow(SQLModel, table=True):
    """What a kommun will do in one capital. `owner` is a function or a name, as the kommun wants it printed."""

    __tablename__ = "action"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    capital_id: str = Field(max_length=60)
    text: str
    owner: str = ""
    due_on: date | None = None
    status: ActionStatus = choice(ActionStatus, default=ActionStatus.PLANNED)
    version: int = 1
    deleted_at: datetime | None = optional_moment()
    """Taken away, and shown nowhere but where it can be taken back. The row is deleted for good after some days."""
    due_told_for: date | None = None
    """The due day of which the kommun has heard that it comes soon."""
    late_told_for: date | None = None
    """The due day of which the kommun has heard that it has passed."""
    origin_kind: ActionOrigin = choice(
        ActionOrigin, default=ActionOrigin.OWN, sa_column_kwargs={"server_default": "OWN"}
    )
    origin_id: str | None = Field(default=None, max_length=60)
    """What it came from, by its id among those of its kind: of support the catalogue's item."""
    questions: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    """Ids of the questions that it is meant to raise; nothing of an action from before they were asked for."""
    decided_on: date | None = None
    diary_number: str = Field(default="", sa_column_kwargs={"server_default": sql_text("''")})
    done_on: date | None = None
    outcome: str = Field(default="", sa_column_kwargs={"server_default": sql_text("''")})
    """What it led to, or why it was dropped or goes on."""
    follows_id: int | None = Field(default=None, index=True)
    """The action of an earlier year that this one goes on from. No foreign key: years are erased one by one."""


class SubmissionRow(SQLModel, table=True):
    """One handed-in version of a kommun's result. It is never changed, only decided on, and never deleted."""

    __tablename__ = "submission"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    number: int = Field(primary_key=True)
    """1, 2, 3, … per assessment."""
    content: str
    """What was handed in, as JSON: agreed answers with reasons, targets, actions and the figures they came to."""
    missing: int = 0
    """How many questions had no agreed answer when it was handed in…"""
    missing_reason: str = ""
    """…and why it was handed in all the same."""
    submitted_at: datetime = moment()
    submitted_by: int | None = None
    """Person ids without foreign key: people are erased, versions stay."""
    approved_at: datetime | None = optional_moment()
    approved_by: int | None = None
    returned_at: datetime | None = optional_moment()
    returned_reason: str = ""
    reopened_at: datetime | None = optional_moment()
    reopened_reason: str = ""
