"""Rows of mails: what waits to be sent, what was sent to whom, the regions' own wording, what people turned off."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.accounts.mail.mail_status import MailStatus
from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class MailRow(SQLModel, table=True):
    """One mail to one person. Once sent, its text (which carries a link that signs somebody in) is wiped."""

    __tablename__ = "mail"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40, index=True)
    status: MailStatus = choice(MailStatus, default=MailStatus.QUEUED, index=True)
    to_address: str
    """Empty once the person has been erased."""
    subject: str
    body: str
    reply_to: str = ""
    message_id: str = Field(unique=True, max_length=200)
    """By which a bounce is told to belong to this mail."""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    region_id: int | None = Field(default=None, foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    assessment_id: int | None = Field(default=None, index=True)
    respondent_id: int | None = Field(default=None, index=True)
    """Not foreign keys: a trial round is deleted whole, and the log of what was sent stays."""
    created_at: datetime = moment()
    try_at: datetime = moment()
    """Not before that; moved ahead while a process is sending it, so that no two do."""
    attempts: int = 0
    sent_at: datetime | None = optional_moment()
    problem: str = ""
    """What the mail server said, without addresses."""


class MailTemplateRow(SQLModel, table=True):
    """A region's own wording of a kind of mail; without one, the product's is used."""

    __tablename__ = "mail_template"

    region_id: int = Field(foreign_key="region.id", primary_key=True)
    kind: str = Field(primary_key=True, max_length=40)
    subject: str
    body: str
    changed_at: datetime = moment()


class MailOptOutRow(SQLModel, table=True):
    """A kind of mail that a person has turned off. What has no row is sent."""

    __tablename__ = "mail_opt_out"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    kind: str = Field(primary_key=True, max_length=40)
