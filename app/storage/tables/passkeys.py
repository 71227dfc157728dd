"""Rows of the second factor: people's passkeys, the challenges that wait for an answer, and recovery codes."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from app.storage.tables.base import GIVEN_ONCE, moment, optional_moment


class PasskeyRow(SQLModel, table=True):
    """The public half of a passkey. The private half never leaves its owner's device."""

    __tablename__ = "passkey"
    __table_args__ = GIVEN_ONCE

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=60)
    """What its owner calls it, such as "Jobbtelefonen"."""
    credential_id: bytes = Field(sa_type=LargeBinary, unique=True)
    public_key: bytes = Field(sa_type=LargeBinary)
    """As COSE writes keys."""
    sign_count: int
    """How often the device says that it was used; always 0 of those that do not count."""
    transports: str = ""
    """How the browser reaches the device (`usb internal …`), as a hint to it."""
    created_at: datetime = moment()
    last_used_at: datetime | None = optional_moment()


class PasskeyChallengeRow(SQLModel, table=True):
    """A random challenge that a passkey is to sign: once, within minutes, in the session that asked for it."""

    __tablename__ = "passkey_challenge"

    challenge_hash: str = Field(primary_key=True, max_length=64)
    token_hash: str = Field(max_length=64)
    """Of the session."""
    purpose: str = Field(max_length=20)
    expires_at: datetime = moment()


class RecoveryCodeRow(SQLModel, table=True):
    """A code that stands in for a passkey, once. Used codes are deleted."""

    __tablename__ = "recovery_code"

    code_hash: str = Field(primary_key=True, max_length=64)
    """Of person and code together."""
    person_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = moment()
