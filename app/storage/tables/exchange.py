"""Rows of exchange between kommuner: examples and reuse, networks, questions to the others, challenges.

Nobody is named: a seat in a network and a question hold the number of a role in the service, which goes with the role.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, text
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment
from app.support.exchange.challenge import ChallengeState
from app.support.exchange.example import Evidence, ExampleState
from app.support.exchange.network import NetworkState, TopicKind
from app.support.exchange.question import QuestionState
from app.support.exchange.reuse import ReuseState

FIRST = {"server_default": text("1")}
"""What rows have that were written before a kommun could have several seats."""


class ExampleRow(SQLModel, table=True):
    """What a kommun tells the others of something that it has done, or dropped."""

    __tablename__ = "example"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    action_id: int | None = Field(default=None, index=True)
    """The action that it tells of. No foreign key: years are erased one by one."""
    title: str
    capital_id: str = Field(max_length=60)
    situation: str
    did: str
    result: str
    evidence: Evidence | None = choice(Evidence, default=None, nullable=True)
    """None only in a draft."""
    not_worked: str
    contact: str
    takes: str = ""
    hours: int | None = None
    kronor: int | None = None
    level_from: int | None = None
    """Levels from 0, where the kommun has chosen to tell them."""
    level_to: int | None = None
    documents: list[str] = Field(sa_column=Column(JSON, nullable=False))
    item_id: str = Field(default="", max_length=60)
    was_dropped: bool = False
    state: ExampleState = choice(ExampleState, default=ExampleState.DRAFT)
    reason: str = ""
    """What the region asks to have changed, or why it was archived."""
    published_on: date | None = None
    review_on: date | None = None
    version: int = 1
    created_at: datetime = moment()


class ReuseRow(SQLModel, table=True):
    """How far another kommun has come with an example."""

    __tablename__ = "reuse"

    example_id: int = Field(foreign_key="example.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, index=True)
    state: ReuseState = choice(ReuseState)
    why: str = ""
    changed_on: date


class NetworkRow(SQLModel, table=True):
    __tablename__ = "network"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    title: str
    purpose: str
    target_group: str
    mandate: str
    leader: str
    sisters: str = ""
    documents: list[str] = Field(sa_column=Column(JSON, nullable=False))
    state: NetworkState = choice(NetworkState, default=NetworkState.ACTIVE)
    seats_each: int = Field(default=1, sa_column_kwargs=FIRST)
    """How many seats each kommun has."""
    version: int = 1
    created_at: datetime = moment()


class NetworkSeatRow(SQLModel, table=True):
    """A kommun's seat in a network: a role, and the role in the service of whoever gets its mail. A kommun may have
    several, told apart by their number."""

    __tablename__ = "network_seat"

    network_id: int = Field(foreign_key="network.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, index=True)
    number: int = Field(default=1, primary_key=True, sa_column_kwargs=FIRST)
    role: str
    membership_id: int | None = Field(default=None, foreign_key="membership.id", index=True)


class NetworkMeetingRow(SQLModel, table=True):
    __tablename__ = "network_meeting"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    held_on: date
    place: str = ""


class NetworkTopicRow(SQLModel, table=True):
    """An item of a network meeting's agenda, what it leads on to, and what came of it."""

    __tablename__ = "network_topic"

    id: int | None = Field(default=None, primary_key=True)
    network_meeting_id: int = Field(foreign_key="network_meeting.id", index=True)
    text: str
    leads_to: TopicKind = choice(TopicKind, default=TopicKind.NONE)
    target_id: int | None = None
    outcome: str = ""
    review_on: date | None = None


class AskedQuestionRow(SQLModel, table=True):
    """A question that a kommun has asked a network by mail, with the answer as whoever asked has written it down."""

    __tablename__ = "asked_question"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    membership_id: int | None = Field(default=None, foreign_key="membership.id", index=True)
    text: str
    receivers: int
    state: QuestionState = choice(QuestionState, default=QuestionState.ASKED)
    answer: str = ""
    answered_on: date | None = None
    example_ids: list[int] = Field(sa_column=Column(JSON, nullable=False))
    asked_at: datetime = moment()
    reminded_at: datetime | None = optional_moment()
    asked_again_at: datetime | None = optional_moment()


class ChallengeRow(SQLModel, table=True):
    __tablename__ = "challenge"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    """The kommun that raised it; none for the region."""
    text: str
    capital_id: str = Field(max_length=60)
    carrier: str = ""
    """The function that takes it; empty where it falls between chairs."""
    state: ChallengeState = choice(ChallengeState, default=ChallengeState.OPEN)
    reason: str = ""
    version: int = 1
    created_at: datetime = moment()


class SharedChallengeRow(SQLModel, table=True):
    """A kommun that has the same challenge as the one that raised it."""

    __tablename__ = "shared_challenge"

    challenge_id: int = Field(foreign_key="challenge.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, index=True)
