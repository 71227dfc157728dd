"""Rows of offers of support: what is offered, when, which needs it answers, and which kommuner sign up. No persons."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment
from app.support.offers.offer import OfferState, PaidBy
from app.support.offers.sign_up import Mandate, SignUpState


class OfferRow(SQLModel, table=True):
    """Support that a region, or one of its kommuner, offers to the kommuner."""

    __tablename__ = "offer"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    region_id: int = Field(foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    """The kommun that offers; none for the region itself."""
    title: str
    gives: str
    demands: str
    capital_ids: list[str] = Field(sa_column=Column(JSON, nullable=False))
    forms: list[str] = Field(sa_column=Column(JSON, nullable=False))
    target_groups: list[str] = Field(sa_column=Column(JSON, nullable=False))
    hours: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    """Target group -> hours that one person spends, as decimal text."""
    item_ids: list[str] = Field(sa_column=Column(JSON, nullable=False))
    last_day: date
    places: int
    places_per_kommun: int
    paid_by: PaidBy = choice(PaidBy)
    contact: str
    state: OfferState = choice(OfferState, default=OfferState.DRAFT)
    reason: str = ""
    """Why it was cancelled."""
    version: int = 1
    created_at: datetime = moment()


class OccasionRow(SQLModel, table=True):
    """When something of an offer takes place. One that is taken away stays, cancelled, so that calendars learn it."""

    __tablename__ = "occasion"

    id: int | None = Field(default=None, primary_key=True)
    offer_id: int = Field(foreign_key="offer.id", index=True)
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    place: str = ""
    uid: str = Field(max_length=60, unique=True)
    sequence: int = 0
    is_cancelled: bool = False


class OfferNeedRow(SQLModel, table=True):
    """A need that an offer names among those it answers."""

    __tablename__ = "offer_need"

    offer_id: int = Field(foreign_key="offer.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)


class SignUpRow(SQLModel, table=True):
    """A kommun that signs up to an offer; one row however often it leaves and comes back."""

    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("offer_id", "municipality_id"), GIVEN_ONCE)

    id: int | None = Field(default=None, primary_key=True)
    offer_id: int = Field(foreign_key="offer.id")
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    people: int
    roles: list[str] = Field(sa_column=Column(JSON, nullable=False))
    mandate: Mandate = choice(Mandate)
    note: str = ""
    state: SignUpState = choice(SignUpState, default=SignUpState.SIGNED_UP)
    with_need: bool = False
    granted: int = 0
    """Places that it has got."""
    signed_at: datetime = moment()
    moved_up_at: datetime | None = optional_moment()
    version: int = 1


class SignUpLinkRow(SQLModel, table=True):
    """The hash of a link in a mail by which a kommun leaves. It goes when the kommun has left."""

    __tablename__ = "sign_up_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    sign_up_id: int = Field(foreign_key="sign_up.id", index=True)
    created_at: datetime = moment()
