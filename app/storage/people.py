"""People, their memberships and signed-in browsers."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app.accounts.roles import Actor, Membership, Role
from app.storage.prepared import Prepared, Transaction
from app.storage.tables import MembershipRow, MunicipalityRow, PersonRow, SignInRow, SignInWay

_SIGNED_IN = Prepared(
    select(
        col(PersonRow.id),
        col(PersonRow.name),
        col(MembershipRow.role),
        col(MembershipRow.region_id),
        col(MembershipRow.municipality_id),
        col(MunicipalityRow.region_id),
        col(SignInRow.respondent_id),
    )
    .join(SignInRow, col(SignInRow.person_id) == col(PersonRow.id))
    .outerjoin(
        MembershipRow,
        (col(MembershipRow.person_id) == col(PersonRow.id)) & col(MembershipRow.ended_at).is_(None),
    )
    .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
    .where(col(SignInRow.token_hash) == bindparam("token_hash"), col(SignInRow.expires_at) > bindparam("now"))
)


def actor_of_sign_in(transaction: Transaction, token_hash: str, now: datetime) -> Actor | None:
    """Who is signed in with this token at this moment, with the roles held right now."""
    rows = _SIGNED_IN.rows(transaction, token_hash=token_hash, now=now)
    if not rows:
        return None
    person_id, name, *_, respondent_id = rows[0]
    if respondent_id is not None:
        return Actor(person_id, name, respondent_id=respondent_id)
    memberships = tuple(
        Membership(Role(role), region_id or kommun_region_id, municipality_id)
        for _, _, role, region_id, municipality_id, kommun_region_id, _ in rows
        if role is not None
    )
    return Actor(person_id, name, memberships)


def add_sign_in(
    session: Session,
    token_hash: str,
    person_id: int,
    way: SignInWay,
    now: datetime,
    expires_at: datetime,
    respondent_id: int | None = None,
) -> None:
    session.execute(delete(SignInRow).where(col(SignInRow.expires_at) <= now))
    session.add(
        SignInRow(
            token_hash=token_hash,
            person_id=person_id,
            way=way,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
            respondent_id=respondent_id,
        )
    )


def end_sign_in(session: Session, token_hash: str) -> None:
    session.execute(delete(SignInRow).where(col(SignInRow.token_hash) == token_hash))
