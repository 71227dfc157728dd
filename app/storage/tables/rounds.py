"""Rows of published editions, corrections of their wording, and rounds."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.assessment.questionnaires.questionnaire import Form, RoundSubject
from app.assessment.results.method import CURRENT
from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class EditionRow(SQLModel, table=True):
    """One published edition of a questionnaire, whole: old answers stay readable whatever becomes of the file."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("questionnaire", "year"),)

    id: int | None = Field(default=None, primary_key=True)
    questionnaire: str = Field(max_length=60)
    year: int
    content_hash: str = Field(max_length=64)
    definition: str
    """The Questionnaire as JSON."""
    published_at: datetime = moment()


class WordingCorrectionRow(SQLModel, table=True):
    """One text of a published edition that was corrected: which, from what, to what, why and when."""

    __tablename__ = "wording_correction"

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    place: str
    """Id of the question or capital; empty for the questionnaire itself."""
    field: str
    old: str
    new: str
    reason: str
    corrected_at: datetime = moment()


class RoundRow(SQLModel, table=True):
    """One questionnaire, one region, one year, opening and closing date."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("region_id", "edition_id", "is_trial"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    content_hash: str = Field(max_length=64)
    """The edition's hash when the round opened, and after each logged correction."""
    form: Form = choice(Form, default=Form.LONG)
    capital_ids: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    """Which capitals the round asks; None is all."""
    is_trial: bool = False
    """To try things out: marked wherever it shows, in no comparison, and can be deleted whole."""
    subject: RoundSubject = choice(
        RoundSubject, default=RoundSubject.KOMMUN, sa_column_kwargs={"server_default": "KOMMUN"}
    )
    """Whom it is about, as its edition says."""
    opens_on: date
    """The first day, as planned and told."""
    closes_on: date
    """The last day to answer, as told to people. The coordinator closes the round by hand."""
    opened_at: datetime | None = optional_moment()
    """Nobody can answer before that."""
    closed_at: datetime | None = optional_moment()
    week_left_told_for: date | None = None
    """The last day of which the kommuner have heard that a week was left."""
    ranking_seed: int | None = None
    """Set when the region has asked for an order: what its draws begin from, so that they can be made again."""
    method_edition: int = Field(default=CURRENT, sa_column=Column(Integer, nullable=False, server_default="1"))
    """The edition of the method that the round is scored by: the current one when it was opened, and kept since. The
    database's own default is for rows from before there was a second."""
