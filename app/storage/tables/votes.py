"""Rows of a new vote at a joint meeting: what is open or was counted, and each person's choice while it is open."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.assessment.answering.answers import AnswerKind
from app.storage.tables.base import choice, moment, optional_moment


class VoteRow(SQLModel, table=True):
    """The latest vote on a question. The numbers are empty while it is open, and where too few stand behind them."""

    __tablename__ = "vote"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    question_id: str = Field(primary_key=True, max_length=60)
    number: int = 1
    """Raised by one each time it is started again."""
    opened_at: datetime = moment()
    closed_at: datetime | None = optional_moment()
    voters: int = 0
    counts: list[int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    dont_know: int | None = None
    not_applicable: int | None = None
    shown_voters: int | None = None
    """How many had voted when a vote on the question was shown last."""


class BallotRow(SQLModel, table=True):
    """What one person votes in the assessment's open vote; deleted when it closes. Nothing tells when it was cast."""

    __tablename__ = "ballot"

    respondent_id: int = Field(foreign_key="respondent.id", primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    question_id: str = Field(max_length=60)
    kind: AnswerKind = choice(AnswerKind)
    position: int | None = None
