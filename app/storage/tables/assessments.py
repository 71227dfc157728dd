"""Rows of an assessment: who answers, what they answered, what the kommun agreed on."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.assessment import Mode, Sharing
from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class AssessmentRow(SQLModel, table=True):
    """One kommun in one round."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("round_id", "municipality_id"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    mode: Mode = choice(Mode, default=Mode.UNDECIDED)
    sharing: Sharing = choice(Sharing, default=Sharing.NOTHING)
    answering_closed_at: datetime | None = optional_moment()
    """When the single answers were closed; results of several people show only after that."""
    approved_at: datetime | None = optional_moment()
    """When the result was approved and locked."""
    approved_by: str = ""
    """Who approved it, by title or name, as it is printed in the report."""
    invited_at: datetime | None = optional_moment()
    """When the kommun's coordinators were told that the round is open."""
    meeting_version: int = 0
    """Raised by one at every change in the joint meeting, so that other screens know when to fetch it again."""
    reasons_in_report: bool = False
    """Whether the report has the reasons for the agreed levels as an appendix; the coordinator's choice."""
    draws_from: int | None = None
    """What the draws of its robustness begin from where it came from another installation: its number there, so that
    its report says the same (decision 0080). Without one it is its own number."""


class RespondentRow(SQLModel, table=True):
    """A person answering in one assessment. In the simple mode there is one, and it stands for the kommun."""

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("assessment_id", "person_id"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str = ""
    """As the one who invited wrote it, and only for the kommun; what the person has told of herself is in `person`."""
    role_group: str = Field(max_length=60)
    for_kommun: bool = False
    handed_in_at: datetime | None = optional_moment()
    invited_at: datetime | None = optional_moment()
    withdrawn_at: datetime | None = optional_moment()
    """Asked no longer. What was saved before that stays and counts."""
    open_link_id: int | None = Field(default=None, foreign_key="open_link.id", index=True)
    """Set for somebody who came by an open link."""


class PersonalLinkRow(SQLModel, table=True):
    """A link with which somebody answers without an account. Each mail carries one of its own; only hashes are kept."""

    __tablename__ = "personal_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    respondent_id: int = Field(foreign_key="respondent.id", index=True)
    created_at: datetime = moment()
    ended_at: datetime | None = optional_moment()


class OpenLinkRow(SQLModel, table=True):
    """A link that anybody who has it may answer by, in one role group. Only its hash is kept (decision 0067)."""

    __tablename__ = "open_link"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    role_group: str = Field(max_length=60)
    token_hash: str = Field(unique=True, max_length=64)
    most: int | None = None
    """How many may answer by it; None is any number."""
    created_at: datetime = moment()
    ended_at: datetime | None = optional_moment()


WRITTEN = text("(comment <> '' OR evidence_url <> '')")
"""Answers with words or a link beside them: few of all, and the meeting asks for them alone. A query finds the index by
exactly this condition."""


class AnswerRow(SQLModel, table=True):
    """One respondent's latest answer to one question. `kind` is empty while there is only a comment or a link."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_written", "respondent_id", sqlite_where=WRITTEN, postgresql_where=WRITTEN),)

    respondent_id: int = Field(foreign_key="respondent.id", primary_key=True)
    question_id: str = Field(primary_key=True, max_length=60)
    kind: AnswerKind | None = choice(AnswerKind, default=None, nullable=True)
    position: int | None = None
    comment: str = ""
    evidence_url: str = ""
    version: int
    """Raised by one at every change, so that a stale page cannot overwrite a newer answer."""
    saved_at: datetime = moment()


class AgreedAnswerRow(SQLModel, table=True):
    """What the joint meeting noted on one question: the level settled on with its reason, or that they did not agree.

    With neither `kind` nor `not_united` the question is still open, and only parked or with a reason begun.
    """

    __tablename__ = "agreed_answer"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    question_id: str = Field(primary_key=True, max_length=60)
    kind: AnswerKind | None = choice(AnswerKind, default=None, nullable=True)
    position: int | None = None
    not_united: bool = False
    """Settled as "enats inte": the single answers stay the result, and `reason` records the different views."""
    parked: bool = False
    """Put aside at the meeting, to come back to."""
    reason: str = ""
    evidence_url: str = ""
    version: int = 1
    """Raised by one at every change, so that two coordinators never overwrite each other unseen."""
    agreed_at: datetime = moment()
