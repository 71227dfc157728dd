"""Tokens of the API: those of an organisation, and whose one is. Only hashes are known here."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlmodel import Session, col

from app.accounts.api.api_scopes import Scope
from app.accounts.api.api_token import ApiToken
from app.accounts.audit.api_events import ApiTokenMade
from app.accounts.kernel.roles import Place
from app.storage.engine.prepared import INSERTS, dialect_name
from app.storage.privacy.log_names import names_of_people
from app.storage.tables import ApiTokenRow, AuditLineRow

_COLUMNS: tuple[Any, ...] = (
    ApiTokenRow.id,
    ApiTokenRow.name,
    ApiTokenRow.region_id,
    ApiTokenRow.municipality_id,
    ApiTokenRow.scopes,
    ApiTokenRow.created_at,
    ApiTokenRow.expires_at,
    ApiTokenRow.ended_at,
    ApiTokenRow.last_used_at,
)


def tokens_at(session: Session, place: Place) -> tuple[ApiToken, ...]:
    """Every token of the place itself, the latest first."""
    query = select(*_COLUMNS).where(_at(place))
    return tuple(map(_token, session.execute(query.order_by(col(ApiTokenRow.id).desc()))))


def token_at(session: Session, place: Place, token_id: int) -> ApiToken | None:
    row = session.execute(select(*_COLUMNS).where(_at(place), col(ApiTokenRow.id) == token_id)).one_or_none()
    return None if row is None else _token(row)


def token_with(session: Session, token_hash: str) -> ApiToken | None:
    row = session.execute(select(*_COLUMNS).where(col(ApiTokenRow.token_hash) == token_hash)).one_or_none()
    return None if row is None else _token(row)


def add_token(
    session: Session,
    token_hash: str,
    place: Place,
    name: str,
    scopes: Sequence[Scope],
    now: datetime,
    expires_at: datetime,
) -> bool:
    """False when there is one with the hash already."""
    insert: Any = INSERTS[dialect_name(session)]
    statement = insert(ApiTokenRow.__table__).values(  # type: ignore[attr-defined]
        token_hash=token_hash,
        name=name,
        region_id=place.region_id,
        municipality_id=place.municipality_id,
        scopes=[scope.value for scope in scopes],
        created_at=now,
        expires_at=expires_at,
    )
    insertion = statement.on_conflict_do_nothing(index_elements=["token_hash"]).returning(col(ApiTokenRow.id))
    return session.execute(insertion).first() is not None


def end_token(session: Session, token_id: int, now: datetime) -> bool:
    """Whether it was this that ended it."""
    statement = update(ApiTokenRow).where(col(ApiTokenRow.id) == token_id, col(ApiTokenRow.ended_at).is_(None))
    return session.execute(statement.values(ended_at=now).returning(col(ApiTokenRow.id))).first() is not None


def note_used(session: Session, token_id: int, now: datetime) -> None:
    session.execute(update(ApiTokenRow).where(col(ApiTokenRow.id) == token_id).values(last_used_at=now))


def count_good(session: Session, place: Place, now: datetime) -> int:
    good = and_(col(ApiTokenRow.ended_at).is_(None), col(ApiTokenRow.expires_at) > now)
    return int(session.execute(select(func.count()).select_from(ApiTokenRow).where(_at(place), good)).scalar_one())


def maker_of(session: Session, place: Place, token_id: int) -> str:
    """Name or address of the one who made it, as the audit log has it; empty for somebody who has been taken away."""
    lines = select(col(AuditLineRow.actor_id), col(AuditLineRow.facts)).where(
        col(AuditLineRow.action) == ApiTokenMade.action, col(AuditLineRow.region_id) == place.region_id
    )
    for actor_id, facts in session.execute(lines):
        if actor_id is not None and json.loads(facts).get("token_id") == token_id:
            return names_of_people(session, {actor_id}).get(actor_id, "")
    return ""


def _at(place: Place) -> ColumnElement[bool]:
    if place.municipality_id is None:
        return and_(col(ApiTokenRow.region_id) == place.region_id, col(ApiTokenRow.municipality_id).is_(None))
    return col(ApiTokenRow.municipality_id) == place.municipality_id


def _token(row: Any) -> ApiToken:
    identity, name, region_id, municipality_id, scopes, *moments = row
    read_scopes = tuple(scope for scope in Scope if scope in scopes)
    return ApiToken(identity, name, Place(region_id, municipality_id), read_scopes, *moments)
