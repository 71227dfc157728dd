"""Those who were sent to their own organisation to sign in and are expected back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from app.storage.engine.records import columns_of, record_of
from app.storage.tables import FederationAttemptRow


@dataclass(frozen=True, slots=True)
class Attempt:
    provider: str
    nonce: str
    code_verifier: str
    browser_hash: str
    after: str


def add_attempt(session: Session, state_hash: str, attempt: Attempt, now: datetime, expires_at: datetime) -> None:
    """Remember one, and forget those who did not come back in time."""
    session.execute(delete(FederationAttemptRow).where(col(FederationAttemptRow.expires_at) <= now))
    session.add(
        FederationAttemptRow(
            state_hash=state_hash,
            provider=attempt.provider,
            nonce=attempt.nonce,
            code_verifier=attempt.code_verifier,
            browser_hash=attempt.browser_hash,
            after=attempt.after,
            expires_at=expires_at,
        )
    )
    session.flush()


def take_attempt(session: Session, state_hash: str, browser_hash: str, now: datetime) -> Attempt | None:
    """The attempt, once, for the browser that began it; None to anybody else, and when it is too late."""
    statement = (
        delete(FederationAttemptRow)
        .where(
            col(FederationAttemptRow.state_hash) == state_hash,
            col(FederationAttemptRow.browser_hash) == browser_hash,
            col(FederationAttemptRow.expires_at) > now,
        )
        .returning(*columns_of(Attempt, FederationAttemptRow))
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else record_of(Attempt, row)
