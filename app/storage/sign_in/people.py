"""People, their memberships and signed-in browsers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, select, update
from sqlmodel import Session, col

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.kernel.second_factor import SessionProof
from app.accounts.kernel.sign_in_way import SignInWay
from app.storage.engine.prepared import Prepared, Transaction
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import MembershipRow, MunicipalityRow, PasskeyRow, PersonRow, SignInRow

_SIGNED_IN = Prepared(
    select(
        col(PersonRow.id),
        col(PersonRow.name),
        col(MembershipRow.role),
        col(MembershipRow.region_id),
        col(MembershipRow.municipality_id),
        col(MunicipalityRow.region_id),
        col(MunicipalityRow.is_association),
        col(SignInRow.respondent_id),
        col(SignInRow.last_seen_at),
        col(SignInRow.way),
        exists().where(col(PasskeyRow.person_id) == col(SignInRow.person_id)),
        col(SignInRow.confirmed_at),
    )
    .join(SignInRow, col(SignInRow.person_id) == col(PersonRow.id))
    .outerjoin(
        MembershipRow,
        (col(MembershipRow.person_id) == col(PersonRow.id)) & col(MembershipRow.ended_at).is_(None),
    )
    .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
    .where(
        col(SignInRow.token_hash) == bindparam("token_hash"),
        col(SignInRow.expires_at) > bindparam("now"),
        col(SignInRow.last_seen_at) > bindparam("idle_since"),
        col(SignInRow.created_at) <= bindparam("latest_start"),
    )
)
_NOTE_SEEN = Prepared(
    update(SignInRow).where(col(SignInRow.token_hash) == bindparam("of_token")).values(last_seen_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class SeenActor:
    """Who is signed in, when the session was last noted to be used, and what it knows of a second factor."""

    actor: Actor
    last_seen_at: datetime
    proof: SessionProof


def actor_of_sign_in(
    transaction: Transaction, token_hash: str, now: datetime, idle_since: datetime
) -> SeenActor | None:
    """Who is signed in with this token at this moment, with the roles held right now.

    Nobody is whose session was not used after `idle_since`, or was begun by a clock that was ahead: it would be good
    until the clock has come there again.
    """
    rows = _SIGNED_IN.rows(
        transaction, token_hash=token_hash, now=now, idle_since=idle_since, latest_start=now + CLOCK_DIFFERENCE
    )
    if not rows:
        return None
    person_id, name, *_, respondent_id, last_seen_at, way, has_passkey, confirmed_at = rows[0]
    proof = SessionProof(way, bool(has_passkey), confirmed_at)
    if respondent_id is not None:
        return SeenActor(Actor(person_id, name, respondent_id=respondent_id), last_seen_at, proof)
    memberships = tuple(
        Membership(
            role=Role(role),
            region_id=region_id or kommun_region_id,
            municipality_id=municipality_id,
            is_of_association=bool(is_association),
        )
        for _, _, role, region_id, municipality_id, kommun_region_id, is_association, *_ in rows
        if role is not None
    )
    return SeenActor(Actor(person_id, name, memberships), last_seen_at, proof)


def note_seen(transaction: Transaction, token_hash: str, now: datetime) -> None:
    _NOTE_SEEN.change(transaction, of_token=token_hash, now=now)


def add_sign_in(
    session: Session,
    token_hash: str,
    person_id: int,
    way: SignInWay,
    now: datetime,
    expires_at: datetime,
    browser: str,
    *,
    respondent_id: int | None,
) -> None:
    session.add(
        SignInRow(
            token_hash=token_hash,
            person_id=person_id,
            way=way,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
            browser=browser,
            respondent_id=respondent_id,
        )
    )
    session.flush()


def end_sign_in(session: Session, token_hash: str) -> int | None:
    """Whose session it was, or None when there was none."""
    statement = delete(SignInRow).where(col(SignInRow.token_hash) == token_hash).returning(col(SignInRow.person_id))
    return session.execute(statement).scalar_one_or_none()


def confirm_sign_in(session: Session, token_hash: str, new_token_hash: str, now: datetime) -> bool:
    """Write down that a second factor was shown in a session, which is called by another token from now on. False when
    there is no such session any more."""
    statement = update(SignInRow).where(col(SignInRow.token_hash) == token_hash)
    row = session.execute(
        statement.values(confirmed_at=now, token_hash=new_token_hash).returning(col(SignInRow.token_hash))
    ).first()
    return row is not None


def end_confirmed_sign_ins(session: Session, person_id: int, except_token_hash: str) -> int:
    """End a person's sessions in which a second factor was shown, but for one. How many there were."""
    statement = delete(SignInRow).where(
        col(SignInRow.person_id) == person_id,
        col(SignInRow.confirmed_at).is_not(None),
        col(SignInRow.token_hash) != except_token_hash,
    )
    return len(session.execute(statement.returning(col(SignInRow.token_hash))).all())


def end_sign_ins(session: Session, person_id: int | None) -> int:
    """Those of one person, or of everybody. Returns how many."""
    statement = delete(SignInRow)
    if person_id is not None:
        statement = statement.where(col(SignInRow.person_id) == person_id)
    return len(session.execute(statement.returning(col(SignInRow.token_hash))).all())


@dataclass(frozen=True, slots=True)
class OwnSession:
    token_hash: str
    browser: str
    way: SignInWay
    began_at: datetime
    last_seen_at: datetime


def sessions_of(
    session: Session, person_id: int, respondent_id: int | None, now: datetime, idle_since: datetime
) -> tuple[OwnSession, ...]:
    """A person's sessions that are good now, those used last first; of one place to answer only, when it is named."""
    columns = columns_of(OwnSession, SignInRow, began_at=col(SignInRow.created_at))
    query = select(*columns).where(
        col(SignInRow.person_id) == person_id,
        col(SignInRow.expires_at) > now,
        col(SignInRow.last_seen_at) > idle_since,
    )
    if respondent_id is not None:
        query = query.where(col(SignInRow.respondent_id) == respondent_id)
    rows = session.execute(query.order_by(col(SignInRow.last_seen_at).desc(), col(SignInRow.token_hash)))
    return tuple(record_of(OwnSession, row) for row in rows)


def clear_sign_ins(session: Session, now: datetime, idle_since: datetime) -> None:
    """Forget the sessions that are over."""
    over = (col(SignInRow.expires_at) <= now) | (col(SignInRow.last_seen_at) <= idle_since)
    is_ahead = col(SignInRow.created_at) > now + CLOCK_DIFFERENCE
    session.execute(delete(SignInRow).where(over | is_ahead))


def names_of(session: Session, person_ids: Collection[int]) -> dict[int, str]:
    """Person id -> name, of those that are still there."""
    rows = session.execute(select(col(PersonRow.id), col(PersonRow.name)).where(col(PersonRow.id).in_(person_ids)))
    return {row[0]: row[1] for row in rows}


def person_with(session: Session, address: str) -> int | None:
    return session.execute(select(col(PersonRow.id)).where(col(PersonRow.email) == address)).scalar_one_or_none()


def address_of(session: Session, person_id: int) -> str:
    """Empty for somebody who has none, or is not there."""
    return (
        session.execute(select(col(PersonRow.email)).where(col(PersonRow.id) == person_id)).scalar_one_or_none() or ""
    )


def name_if_nameless(session: Session, person_id: int, name: str) -> None:
    """Take over a name for somebody who has told none."""
    nameless = update(PersonRow).where(col(PersonRow.id) == person_id, col(PersonRow.name) == "")
    session.execute(nameless.values(name=name))


def rename(session: Session, person_id: int, name: str) -> bool:
    """Whether that was a change."""
    other = update(PersonRow).where(col(PersonRow.id) == person_id, col(PersonRow.name) != name).values(name=name)
    return session.execute(other.returning(col(PersonRow.id))).first() is not None


def has_had_a_role(session: Session, person_id: int) -> bool:
    """Whether the person has a role anywhere, or had one that has ended."""
    query = select(col(MembershipRow.id)).where(col(MembershipRow.person_id) == person_id)
    return session.execute(query.limit(1)).first() is not None
