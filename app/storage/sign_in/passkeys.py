"""People's passkeys, and the challenges that they are to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from app.storage.engine.records import columns_of, record_of
from app.storage.tables import PasskeyChallengeRow, PasskeyRow


@dataclass(frozen=True, slots=True)
class Passkey:
    """`transports` are the browser's own hints, with spaces between them."""

    id: int
    person_id: int
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str
    created_at: datetime
    last_used_at: datetime | None


def passkeys_of(session: Session, person_id: int) -> Sequence[Passkey]:
    """The oldest first."""
    query = select(*columns_of(Passkey, PasskeyRow)).where(col(PasskeyRow.person_id) == person_id)
    return [record_of(Passkey, row) for row in session.execute(query.order_by(col(PasskeyRow.id)))]


def count_passkeys(session: Session, person_id: int) -> int:
    query = select(func.count()).select_from(PasskeyRow).where(col(PasskeyRow.person_id) == person_id)
    return int(session.execute(query).scalar_one())


def owners(session: Session) -> Sequence[int]:
    """The people who have a passkey, by number."""
    query = select(col(PasskeyRow.person_id)).distinct().order_by(col(PasskeyRow.person_id))
    return session.execute(query).scalars().all()


def passkey_of(session: Session, person_id: int, credential_id: bytes) -> Passkey | None:
    """A person's passkey by the name that its device has for it. Until the transaction ends nobody else uses it."""
    query = select(*columns_of(Passkey, PasskeyRow)).where(
        col(PasskeyRow.person_id) == person_id, col(PasskeyRow.credential_id) == credential_id
    )
    row = session.execute(query.with_for_update()).one_or_none()
    return None if row is None else record_of(Passkey, row)


def is_taken(session: Session, credential_id: bytes) -> bool:
    """Whether anybody has it."""
    query = select(col(PasskeyRow.id)).where(col(PasskeyRow.credential_id) == credential_id)
    return session.execute(query).first() is not None


def add_passkey(
    session: Session,
    person_id: int,
    name: str,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    transports: str,
    now: datetime,
) -> None:
    session.add(
        PasskeyRow(
            person_id=person_id,
            name=name,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            transports=transports,
            created_at=now,
        )
    )
    session.flush()


def note_use(session: Session, passkey_id: int, sign_count: int, now: datetime) -> None:
    statement = update(PasskeyRow).where(col(PasskeyRow.id) == passkey_id)
    session.execute(statement.values(sign_count=sign_count, last_used_at=now))


def remove_passkey(session: Session, person_id: int, passkey_id: int) -> str | None:
    """The name that it had; None when the person has no such passkey."""
    statement = delete(PasskeyRow).where(col(PasskeyRow.person_id) == person_id, col(PasskeyRow.id) == passkey_id)
    return session.execute(statement.returning(col(PasskeyRow.name))).scalar_one_or_none()


def remove_all(session: Session, person_id: int) -> int:
    """How many there were."""
    statement = delete(PasskeyRow).where(col(PasskeyRow.person_id) == person_id)
    return len(session.execute(statement.returning(col(PasskeyRow.id))).all())


def add_challenge(
    session: Session, challenge_hash: str, token_hash: str, purpose: str, now: datetime, expires_at: datetime
) -> None:
    """Forgets those whose time is up."""
    session.execute(delete(PasskeyChallengeRow).where(col(PasskeyChallengeRow.expires_at) <= now))
    session.add(
        PasskeyChallengeRow(
            challenge_hash=challenge_hash, token_hash=token_hash, purpose=purpose, expires_at=expires_at
        )
    )
    session.flush()


def take_challenge(session: Session, challenge_hash: str, token_hash: str, purpose: str, now: datetime) -> bool:
    """Use a challenge up. False for one that is unknown, used, too old, or another session's or purpose's."""
    statement = delete(PasskeyChallengeRow).where(
        col(PasskeyChallengeRow.challenge_hash) == challenge_hash,
        col(PasskeyChallengeRow.token_hash) == token_hash,
        col(PasskeyChallengeRow.purpose) == purpose,
        col(PasskeyChallengeRow.expires_at) > now,
    )
    return session.execute(statement.returning(col(PasskeyChallengeRow.challenge_hash))).first() is not None
