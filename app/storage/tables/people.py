"""Rows of people, what they may do where, and their signed-in browsers."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.accounts.kernel.sign_in_way import SignInWay
from app.storage.tables.base import GIVEN_ONCE, choice, moment, optional_moment


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    name: str = ""
    """Empty until the person has told it. Who came by an open link has neither name nor address."""
    email: str | None = Field(default=None, unique=True)
    """In small letters."""


class MembershipRow(SQLModel, table=True):
    """A person's role in a kommun, in a region, or, with neither set, in the whole installation."""

    __tablename__ = "membership"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    region_id: int | None = Field(default=None, foreign_key="region.id", index=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    since: datetime = moment()
    ended_at: datetime | None = optional_moment()


class SignInRow(SQLModel, table=True):
    """A signed-in browser. Only a hash of the cookie is kept, so a copy of the table signs nobody in."""

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    """However much it is used, it ends then."""
    last_seen_at: datetime = moment()
    """Noted every few minutes only. Unused for too long, it ends."""
    way: SignInWay = choice(SignInWay)
    browser: str = Field(default="", max_length=80)
    """Such as "Firefox på Windows", so that its owner can tell it from others."""
    respondent_id: int | None = Field(default=None, foreign_key="respondent.id", index=True)
    """For who came by a personal link: the one place this browser may answer in, whatever else the person may do."""
    confirmed_at: datetime | None = optional_moment()
    """When a passkey or a recovery code was last shown in it."""


class SignInLinkRow(SQLModel, table=True):
    """A link and a code sent by mail to somebody who wants to sign in. Used once, within twenty minutes."""

    __tablename__ = "sign_in_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    code_hash: str = Field(max_length=64)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    """Nobody's when an address was given that nobody has: its row is there so that wrong codes are answered alike."""
    browser_hash: str = Field(max_length=64, index=True)
    """Of a cookie in the browser that asked for it; no other can use the link. Empty for an operator's first link."""
    after: str = "/"
    tries: int = 0
    """How many wrong codes have been given."""
    created_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = optional_moment()


class FederatedAccountRow(SQLModel, table=True):
    """Who somebody is at the own organisation's sign-in, since the first time: nobody else comes in as that person."""

    __tablename__ = "federated_account"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    issuer: str
    subject_hash: str = Field(max_length=64)
    """Of the issuer together with its own name for the person (the claim `sub`)."""
    bound_at: datetime = moment()


class FederationAttemptRow(SQLModel, table=True):
    """Somebody who was sent to their own organisation to sign in and is expected back."""

    __tablename__ = "federation_attempt"

    state_hash: str = Field(primary_key=True, max_length=64)
    provider: str = Field(max_length=60)
    nonce: str
    code_verifier: str
    browser_hash: str = Field(max_length=64)
    after: str = "/"
    expires_at: datetime = moment()


class KnownBrowserRow(SQLModel, table=True):
    """A browser that has signed in by mail with some address; which, only the browser's own secret tells."""

    __tablename__ = "known_browser"

    key_hash: str = Field(primary_key=True, max_length=64)
    expires_at: datetime = moment()


class RateCountRow(SQLModel, table=True):
    """How often something was tried in a stretch of time, by whom only as a hash."""

    __tablename__ = "rate_count"

    key_hash: str = Field(primary_key=True, max_length=64)
    window_start: datetime = moment(primary_key=True)
    count: int
