"""Rows of workshops: groups, those who take part without a name, notes, dots, and what notes became."""

from datetime import datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment
from app.support.workshops.landing import LandingKind
from app.support.workshops.workshop import GroupPhase, NoteColumn


class WorkshopRow(SQLModel, table=True):
    """A workshop of a region, or of one of its kommuner."""

    __tablename__ = "workshop"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    title: str
    focus: str
    dots: int
    """So many each person has to give."""
    link_hash: str | None = Field(default=None, max_length=64, unique=True)
    """Of the link that people join by; nothing before it is made and once the workshop is closed."""
    created_at: datetime = moment()
    closed_at: datetime | None = optional_moment()


class WorkshopGroupRow(SQLModel, table=True):
    """A group of a workshop, with its capital and what it does now."""

    __tablename__ = "workshop_group"
    __table_args__ = (UniqueConstraint("workshop_id", "number"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id")
    number: int
    capital_id: str = Field(max_length=60)
    phase: GroupPhase = choice(GroupPhase, default=GroupPhase.WRITE)
    one_liner: str = ""
    one_liner_version: int = 0
    version: int = 1
    column_versions: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """Column -> the version when something in it changed last."""


class WorkshopParticipantRow(SQLModel, table=True):
    """Somebody who has joined by the link, known by the hash of a random key alone. Deleted at the close."""

    __tablename__ = "workshop_participant"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="workshop_group.id", index=True)
    key_hash: str = Field(max_length=64, unique=True)
    joined_at: datetime = moment()


class WorkshopNoteRow(SQLModel, table=True):
    """A note on a group's board."""

    __tablename__ = "workshop_note"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="workshop_group.id", index=True)
    column: NoteColumn = choice(NoteColumn)
    text: str
    cluster: str = Field(default="", max_length=60)
    position: int
    author_id: int | None = Field(default=None, foreign_key="workshop_participant.id", index=True)
    """Who wrote it, while the workshop runs; nothing afterwards."""
    merged_into: int | None = Field(default=None, index=True)
    """The note that says the same. No foreign key: it is a row of this table, and rows are deleted in any order."""
    dots: int = 0
    """Counted when the workshop closes."""
    version: int = 1
    created_at: datetime = moment()
    removed_at: datetime | None = optional_moment()


class WorkshopDotRow(SQLModel, table=True):
    """A dot that somebody gave a note. Deleted when the workshop closes; the note then has the count."""

    __tablename__ = "workshop_dot"

    id: int | None = Field(default=None, primary_key=True)
    note_id: int = Field(foreign_key="workshop_note.id", index=True)
    participant_id: int = Field(foreign_key="workshop_participant.id", index=True)


class NoteLandingRow(SQLModel, table=True):
    """What a note became, or (without a note) the group's one-liner.

    `target_id` and `assessment_id` have no foreign keys: years are erased one by one, and the workshop stays.
    """

    __tablename__ = "note_landing"
    __table_args__ = (UniqueConstraint("note_id", "kind", "target_id"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="workshop_group.id", index=True)
    note_id: int | None = Field(default=None, foreign_key="workshop_note.id", index=True)
    kind: LandingKind = choice(LandingKind)
    target_id: int | None = Field(default=None, index=True)
    assessment_id: int | None = Field(default=None, index=True)
    created_at: datetime = moment()
