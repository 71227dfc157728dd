"""Recovery codes: single-use codes that stand in for a passkey, stored as hashes of person and code together."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app.storage.tables import PersonRow, RecoveryCodeRow


def lock_codes(session: Session, person_id: int) -> None:
    """Until the transaction ends nobody else replaces the person's codes who locks them too."""
    query = select(col(PersonRow.id)).where(col(PersonRow.id) == person_id)
    session.execute(query.with_for_update(key_share=True))


def replace_codes(session: Session, person_id: int, code_hashes: Collection[str], now: datetime) -> None:
    """These are the person's codes from now on, and no others."""
    session.execute(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.person_id) == person_id))
    session.add_all(
        RecoveryCodeRow(code_hash=code_hash, person_id=person_id, created_at=now) for code_hash in code_hashes
    )
    session.flush()


def use_code(session: Session, person_id: int, code_hash: str) -> bool:
    """Use a code up. False for one that the person does not have: of two at the same time one is too late."""
    statement = delete(RecoveryCodeRow).where(
        col(RecoveryCodeRow.person_id) == person_id, col(RecoveryCodeRow.code_hash) == code_hash
    )
    return session.execute(statement.returning(col(RecoveryCodeRow.code_hash))).first() is not None


def codes_left(session: Session, person_id: int) -> tuple[int, datetime | None]:
    """How many codes a person has, and when they were made."""
    query = select(func.count(), func.max(col(RecoveryCodeRow.created_at)))
    count, created_at = session.execute(query.where(col(RecoveryCodeRow.person_id) == person_id)).one()
    return int(count), created_at
