"""Challenges that kommuner of a region share."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.storage.tables import ChallengeRow, MunicipalityRow, RegionRow, SharedChallengeRow
from app.support.exchange.challenge import Challenge, ChallengeState, StoredChallenge


def challenges_in(session: Session, region_id: int) -> tuple[StoredChallenge, ...]:
    """In the order in which they were raised."""
    return _challenges(session, col(ChallengeRow.region_id) == region_id)


def challenges_of(session: Session, municipality_id: int) -> tuple[StoredChallenge, ...]:
    """What the kommun has raised."""
    return _challenges(session, col(ChallengeRow.municipality_id) == municipality_id)


def lock_challenge(session: Session, region_id: int, challenge_id: int) -> StoredChallenge | None:
    """Until the transaction ends nobody else changes it or says that a kommun has it."""
    session.execute(select(col(ChallengeRow.id)).where(col(ChallengeRow.id) == challenge_id).with_for_update())
    return find_challenge(session, region_id, challenge_id)


def find_challenge(session: Session, region_id: int, challenge_id: int) -> StoredChallenge | None:
    conditions = (col(ChallengeRow.region_id) == region_id, col(ChallengeRow.id) == challenge_id)
    return next(iter(_challenges(session, *conditions)), None)


def add_challenge(
    session: Session, region_id: int, municipality_id: int | None, challenge: Challenge, now: datetime
) -> int:
    """Returns its id."""
    row = ChallengeRow(region_id=region_id, municipality_id=municipality_id, created_at=now, **asdict(challenge))
    session.add(row)
    session.flush()
    return row.id or 0


def change_challenge(session: Session, challenge_id: int, challenge: Challenge) -> None:
    """As its next version. The caller has locked it."""
    row = session.get_one(ChallengeRow, challenge_id)
    row.sqlmodel_update(asdict(challenge) | {"version": row.version + 1})
    session.add(row)


def close_challenge(session: Session, challenge_id: int, reason: str) -> None:
    row = session.get_one(ChallengeRow, challenge_id)
    row.sqlmodel_update({"state": ChallengeState.CLOSED, "reason": reason, "version": row.version + 1})
    session.add(row)


def set_shared(session: Session, challenge_id: int, municipality_id: int, *, has_it: bool) -> None:
    """Whether the kommun has the same challenge. The caller has locked it."""
    row = session.get(SharedChallengeRow, (challenge_id, municipality_id))
    if has_it and row is None:
        session.add(SharedChallengeRow(challenge_id=challenge_id, municipality_id=municipality_id))
    if not has_it and row is not None:
        session.delete(row)


def _challenges(session: Session, *conditions: Any) -> tuple[StoredChallenge, ...]:
    query = (
        select(ChallengeRow, col(RegionRow.name), col(MunicipalityRow.name))
        .join(RegionRow, col(RegionRow.id) == col(ChallengeRow.region_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(ChallengeRow.municipality_id))
        .where(*conditions)
        .order_by(col(ChallengeRow.id))
    )
    rows = session.execute(query).all()
    shared = _shared(session, [row[0].id for row in rows])
    return tuple(
        StoredChallenge(
            id=row.id,
            municipality_id=row.municipality_id,
            raised_by=kommun or region,
            challenge=Challenge(row.text, row.capital_id, row.carrier),
            state=row.state,
            reason=row.reason,
            version=row.version,
            shared_by=tuple(shared[row.id]),
        )
        for row, region, kommun in rows
    )


def _shared(session: Session, challenge_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    query = (
        select(SharedChallengeRow, col(MunicipalityRow.name))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(SharedChallengeRow.municipality_id))
        .where(col(SharedChallengeRow.challenge_id).in_(challenge_ids))
        .order_by(col(MunicipalityRow.name))
    )
    shared: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row, kommun in session.execute(query):
        shared[row.challenge_id].append((row.municipality_id, kommun))
    return shared
