"""Which account is bound to whom at an organisation's own sign-in, by issuer and a hash of the subject."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.storage.engine.records import columns_of, record_of
from app.storage.tables import FederatedAccountRow, PersonRow


@dataclass(frozen=True, slots=True)
class FederatedAccount:
    issuer: str
    subject_hash: str
    bound_at: datetime


def federated_account(session: Session, person_id: int) -> FederatedAccount | None:
    query = select(*columns_of(FederatedAccount, FederatedAccountRow))
    row = session.execute(query.where(col(FederatedAccountRow.person_id) == person_id)).one_or_none()
    return None if row is None else record_of(FederatedAccount, row)


def bind(session: Session, person_id: int, account: FederatedAccount) -> None:
    session.add(
        FederatedAccountRow(
            person_id=person_id,
            issuer=account.issuer,
            subject_hash=account.subject_hash,
            bound_at=account.bound_at,
        )
    )
    session.flush()


def loosen(session: Session, person_ids: Collection[int]) -> tuple[int, ...]:
    """Those of the people who were bound, and are not any more."""
    statement = delete(FederatedAccountRow).where(col(FederatedAccountRow.person_id).in_(person_ids))
    return tuple(sorted(session.execute(statement.returning(col(FederatedAccountRow.person_id))).scalars()))


def bound_at_issuer(session: Session, issuer: str) -> tuple[int, ...]:
    query = select(col(FederatedAccountRow.person_id)).where(col(FederatedAccountRow.issuer) == issuer)
    return tuple(session.execute(query).scalars())


def bound_accounts(session: Session) -> tuple[tuple[str, FederatedAccount], ...]:
    """With each its person's address, in order of the addresses."""
    query = (
        select(col(PersonRow.email), *columns_of(FederatedAccount, FederatedAccountRow))
        .join(PersonRow, col(PersonRow.id) == col(FederatedAccountRow.person_id))
        .order_by(col(PersonRow.email))
    )
    return tuple((address or "", FederatedAccount(*rest)) for address, *rest in session.execute(query))
