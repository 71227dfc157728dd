"""Who signs up to offers, as rows, and the links by which a kommun leaves. Only hashes of those are known here."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, update
from sqlmodel import Session, col, select

from app.accounts.audit.support_events import AttendanceNoted
from app.rounds.kernel.days import midnight_before
from app.storage.kernel.audit import lines_of_region
from app.storage.tables import OccasionRow, OfferRow, SignUpLinkRow, SignUpRow
from app.support.offers.attendance import AttendedOffer
from app.support.offers.offer import StoredOffer
from app.support.offers.sign_up import SignUp, SignUpState

_EVER = datetime.min.replace(tzinfo=UTC)


def store_sign_up(session: Session, offer_id: int, municipality_id: int, sign_up: SignUp, now: datetime) -> None:
    """Write what a kommun says now, as the next version. One that left before comes last again.

    To be called while the offer is locked.
    """
    row = session.exec(
        select(SignUpRow).where(SignUpRow.offer_id == offer_id, SignUpRow.municipality_id == municipality_id)
    ).one_or_none()
    values: dict[str, Any] = {
        "people": sign_up.people,
        "roles": [str(role) for role in sign_up.roles],
        "mandate": sign_up.mandate,
        "note": sign_up.note,
    }
    if row is None:
        row = SignUpRow(offer_id=offer_id, municipality_id=municipality_id, signed_at=now, **values)
    else:
        if row.state is SignUpState.LEFT:
            values |= {"state": SignUpState.SIGNED_UP, "signed_at": now}
        row.sqlmodel_update(values | {"version": row.version + 1})
    session.add(row)
    session.flush()


def set_with_need(session: Session, sign_up_ids: Collection[int]) -> None:
    """Their kommuner have a need that the offer answers. To be called while the offer is locked."""
    session.execute(update(SignUpRow).where(col(SignUpRow.id).in_(sign_up_ids)).values(with_need=True))


def set_granted(session: Session, sign_up_id: int, places: int, moved_up_at: datetime | None) -> None:
    """Its places, and since when when they come from the reserve list. To be called while the offer is locked."""
    row = session.get_one(SignUpRow, sign_up_id)
    row.granted, row.moved_up_at = places, moved_up_at
    session.add(row)


def leave(session: Session, sign_up_id: int) -> None:
    """The kommun has left: its places are free and its links lead nowhere. To be called while the offer is locked."""
    row = session.get_one(SignUpRow, sign_up_id)
    row.sqlmodel_update(
        {"state": SignUpState.LEFT, "granted": 0, "moved_up_at": None, "with_need": False, "version": row.version + 1}
    )
    session.add(row)
    session.execute(delete(SignUpLinkRow).where(col(SignUpLinkRow.sign_up_id) == sign_up_id))


def set_attendance(session: Session, states: Mapping[int, SignUpState]) -> None:
    """By sign-up. To be called while the offer is locked."""
    for row in session.exec(select(SignUpRow).where(col(SignUpRow.id).in_(states))):
        row.state = states[row.id or 0]
        session.add(row)


def add_link(session: Session, token_hash: str, sign_up_id: int, now: datetime) -> None:
    session.add(SignUpLinkRow(token_hash=token_hash, sign_up_id=sign_up_id, created_at=now))
    session.flush()


def linked_sign_up(session: Session, token_hash: str) -> tuple[int, int, int] | None:
    """Region, offer and kommun of the sign-up that a link is for; None for a link that leads nowhere."""
    query = (
        select(col(OfferRow.region_id), col(OfferRow.id), col(SignUpRow.municipality_id))
        .join(SignUpRow, col(SignUpRow.offer_id) == col(OfferRow.id))
        .join(SignUpLinkRow, col(SignUpLinkRow.sign_up_id) == col(SignUpRow.id))
        .where(col(SignUpLinkRow.token_hash) == token_hash)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def attended_between(
    session: Session, municipality_id: int, after: datetime, until: datetime | None
) -> tuple[AttendedOffer, ...]:
    """What a kommun came to, by when each took place, earliest first. `until` None is without an end."""
    last = func.max(col(OccasionRow.starts_at))
    query = (
        select(OfferRow, last)
        .join(SignUpRow, col(SignUpRow.offer_id) == col(OfferRow.id))
        .outerjoin(
            OccasionRow,
            and_(col(OccasionRow.offer_id) == col(OfferRow.id), col(OccasionRow.is_cancelled).is_(False)),
        )
        .where(
            col(SignUpRow.municipality_id) == municipality_id,
            col(SignUpRow.state) == SignUpState.ATTENDED,
        )
        .group_by(col(OfferRow.id))
    )
    rows = [(row, last_start) for row, last_start in session.execute(query)]
    noted_times = _noted_at(session, {row.region_id for row, last_start in rows if last_start is None})
    moments = sorted(
        (
            (_took_place(last_start, row.last_day, noted_times.get(row.id or 0)), row.id or 0, row)
            for row, last_start in rows
        ),
        key=lambda each: each[:2],
    )
    return tuple(
        AttendedOffer(row.title, tuple(row.capital_ids))
        for at, _, row in moments
        if at >= after and (until is None or at < until)
    )


def took_place_at(session: Session, offer: StoredOffer) -> datetime:
    """When its last occasion began. Without occasions nothing was said of when: then when signing up was over, or when
    somebody noted who had come, if that was before.
    """
    last_start = max((each.occasion.starts_at for each in offer.occasions), default=None)
    noted_times = {} if last_start else _noted_at(session, {offer.region_id})
    return _took_place(last_start, offer.offer.last_day, noted_times.get(offer.id))


def _took_place(last_start: datetime | None, last_day: date, noted_at: datetime | None) -> datetime:
    over = midnight_before(last_day + timedelta(days=1))
    return last_start or min(over, noted_at or over)


def _noted_at(session: Session, region_ids: Collection[int]) -> Mapping[int, datetime]:
    """Offer -> when its attendance was first noted; by the log, since what is put right later is written over."""
    lines = (line for region_id in region_ids for line in lines_of_region(session, AttendanceNoted, region_id, _EVER))
    first: dict[int, datetime] = {}
    for line in lines:
        first.setdefault(json.loads(line.facts)["offer_id"], line.at)
    return first
