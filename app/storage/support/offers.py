"""Offers of support, as rows: with their occasions, the needs they answer, and who has signed up."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import (
    MunicipalityRow,
    OccasionRow,
    OfferNeedRow,
    OfferRow,
    RegionRow,
    SignUpRow,
)
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.offers.offer import (
    TAKES_SIGN_UPS,
    Occasion,
    Offer,
    OfferProvider,
    OfferState,
    StoredOccasion,
    StoredOffer,
)
from app.support.offers.sign_up import SignUp, StoredSignUp

_OPEN_ITEMS = Prepared(
    select(col(OfferRow.id), col(OfferRow.title), col(OfferRow.item_ids))
    .where(
        col(OfferRow.region_id) == bindparam("region_id"),
        col(OfferRow.state) == OfferState.OPEN,
        col(OfferRow.last_day) >= bindparam("today"),
    )
    .order_by(col(OfferRow.id))
)


def open_items(transaction: Transaction, region_id: int, today: date) -> dict[str, tuple[tuple[int, str], ...]]:
    """Catalogue item -> id and title of each offer of it that one can sign up to now, in the region."""
    offers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for offer_id, title, item_ids in _OPEN_ITEMS.rows(transaction, region_id=region_id, today=today):
        for item_id in item_ids:
            offers[item_id].append((offer_id, title))
    return {item_id: tuple(pairs) for item_id, pairs in offers.items()}


def offers_in(session: Session, region_id: int) -> tuple[StoredOffer, ...]:
    """Every offer of the region and of its kommuner, drafts and cancelled ones too, in the order they were written."""
    return _offers(session, col(OfferRow.region_id) == region_id)


def open_offers_in(session: Session, region_id: int, today: date) -> tuple[StoredOffer, ...]:
    """The offers that one can sign up to on that day, full ones too (there is a reserve list)."""
    return tuple(offer for offer in offers_in(session, region_id) if offer.state_on(today) in TAKES_SIGN_UPS)


def find_offer(session: Session, region_id: int, offer_id: int) -> StoredOffer | None:
    """None for an offer of another region."""
    return next(iter(_offers(session, col(OfferRow.region_id) == region_id, col(OfferRow.id) == offer_id)), None)


def lock_offer(session: Session, offer_id: int) -> None:
    """Until this transaction ends, nobody else changes the offer or signs up to it."""
    session.execute(select(col(OfferRow.id)).where(col(OfferRow.id) == offer_id).with_for_update(key_share=True))


def lock_open_offers(session: Session, region_id: int, today: date) -> tuple[int, ...]:
    """As `lock_offer`, of every offer of the region that one can sign up to on that day. Returns their ids.

    To be called before any of them is read. In the order of ids, so that two who do so never wait for each other.
    """
    query = select(col(OfferRow.id)).where(
        col(OfferRow.region_id) == region_id,
        col(OfferRow.state) == OfferState.OPEN,
        col(OfferRow.last_day) >= today,
    )
    return tuple(session.execute(query.order_by(col(OfferRow.id)).with_for_update(key_share=True)).scalars())


def add_offer(
    session: Session, region_id: int, municipality_id: int | None, offer: Offer, state: OfferState, now: datetime
) -> int:
    """Without its occasions. Returns its id."""
    row = OfferRow(region_id=region_id, municipality_id=municipality_id, state=state, created_at=now, **_columns(offer))
    session.add(row)
    session.flush()
    _set_needs(session, row.id or 0, offer.need_ids)
    return row.id or 0


def change_offer(session: Session, offer_id: int, offer: Offer, state: OfferState) -> None:
    """Write the offer as its next version. The caller has locked it."""
    row = session.get_one(OfferRow, offer_id)
    row.sqlmodel_update(_columns(offer) | {"state": state, "version": row.version + 1})
    session.add(row)
    _set_needs(session, offer_id, offer.need_ids)


def set_offer_state(session: Session, offer_id: int, state: OfferState, reason: str = "") -> None:
    """As its next version. The caller has locked it."""
    row = session.get_one(OfferRow, offer_id)
    row.sqlmodel_update({"state": state, "reason": reason, "version": row.version + 1})
    session.add(row)


def remove_draft(session: Session, offer_id: int) -> None:
    """An offer that was never published, with its occasions: nobody has signed up. The caller has locked it."""
    for table in (OccasionRow, OfferNeedRow):
        session.execute(delete(table).where(col(table.offer_id) == offer_id))
    session.execute(delete(OfferRow).where(col(OfferRow.id) == offer_id))


def add_occasion(session: Session, offer_id: int, occasion: Occasion, uid: str) -> None:
    session.add(
        OccasionRow(
            offer_id=offer_id,
            starts_at=occasion.starts_at,
            ends_at=occasion.ends_at,
            place=occasion.place,
            uid=uid,
        )
    )
    session.flush()


def change_occasion(session: Session, occasion_id: int, occasion: Occasion | None = None) -> None:
    """Write it as its next sequence; without a new time, as cancelled. The caller has locked the offer."""
    row = session.get_one(OccasionRow, occasion_id)
    values: dict[str, Any] = {"is_cancelled": occasion is None, "sequence": row.sequence + 1}
    if occasion is not None:
        values |= {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at, "place": occasion.place}
    row.sqlmodel_update(values)
    session.add(row)


def raise_sequences(session: Session, offer_id: int) -> None:
    """Of every occasion: something changed that all of their calendar entries tell. The caller has locked the offer."""
    for row in session.exec(
        select(OccasionRow).where(OccasionRow.offer_id == offer_id, col(OccasionRow.is_cancelled).is_(False))
    ):
        row.sequence += 1
        session.add(row)


def _set_needs(session: Session, offer_id: int, need_ids: Iterable[int]) -> None:
    rows = {row.need_id: row for row in session.exec(select(OfferNeedRow).where(OfferNeedRow.offer_id == offer_id))}
    for need_id in rows.keys() - set(need_ids):
        session.delete(rows[need_id])
    session.add_all(OfferNeedRow(offer_id=offer_id, need_id=need_id) for need_id in set(need_ids) - rows.keys())
    session.flush()


def _offers(session: Session, *conditions: Any) -> tuple[StoredOffer, ...]:
    query = (
        select(OfferRow, col(RegionRow.name), col(MunicipalityRow.name), col(MunicipalityRow.slug))
        .join(RegionRow, col(RegionRow.id) == col(OfferRow.region_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(OfferRow.municipality_id))
        .where(*conditions)
        .order_by(col(OfferRow.id))
    )
    rows = session.execute(query).all()
    ids = [row[0].id for row in rows]
    occasions, needs, sign_ups = _occasions(session, ids), _needs(session, ids), _sign_ups(session, ids)
    return tuple(
        StoredOffer(
            id=row.id,
            region_id=row.region_id,
            provider=OfferProvider(kommun or region, row.municipality_id, slug or ""),
            offer=_offer(row, needs[row.id]),
            stored_state=row.state,
            reason=row.reason,
            version=row.version,
            every_occasion=tuple(occasions[row.id]),
            every_sign_up=tuple(sign_ups[row.id]),
        )
        for row, region, kommun, slug in rows
    )


def _occasions(session: Session, offer_ids: list[int]) -> dict[int, list[StoredOccasion]]:
    """By offer and time."""
    occasions: dict[int, list[StoredOccasion]] = defaultdict(list)
    query = select(OccasionRow).where(col(OccasionRow.offer_id).in_(offer_ids))
    for row in session.exec(query.order_by(col(OccasionRow.starts_at), col(OccasionRow.id))):
        occasions[row.offer_id].append(
            StoredOccasion(
                id=row.id or 0,
                occasion=Occasion(row.starts_at, row.ends_at, row.place),
                uid=row.uid,
                sequence=row.sequence,
                is_cancelled=row.is_cancelled,
            )
        )
    return occasions


def _needs(session: Session, offer_ids: list[int]) -> dict[int, tuple[int, ...]]:
    query = select(OfferNeedRow).where(col(OfferNeedRow.offer_id).in_(offer_ids)).order_by(col(OfferNeedRow.need_id))
    needs: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for row in session.exec(query):
        needs[row.offer_id] += (row.need_id,)
    return needs


def _sign_ups(session: Session, offer_ids: list[int]) -> dict[int, list[StoredSignUp]]:
    """By offer, in the order in which they signed up."""
    query = (
        select(SignUpRow, col(MunicipalityRow.name), col(MunicipalityRow.slug), col(MunicipalityRow.size_group))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(SignUpRow.municipality_id))
        .where(col(SignUpRow.offer_id).in_(offer_ids))
        .order_by(col(SignUpRow.signed_at), col(SignUpRow.id))
    )
    sign_ups: dict[int, list[StoredSignUp]] = defaultdict(list)
    for row in session.execute(query):
        sign_ups[row[0].offer_id].append(_sign_up(*row))
    return sign_ups


def _sign_up(sign_up: SignUpRow, municipality: str, slug: str, size_group: str) -> StoredSignUp:
    return StoredSignUp(
        id=sign_up.id or 0,
        municipality_id=sign_up.municipality_id,
        municipality=municipality,
        slug=slug,
        size_group=size_group,
        sign_up=SignUp(
            people=sign_up.people,
            roles=tuple(map(TargetGroup, sign_up.roles)),
            mandate=sign_up.mandate,
            note=sign_up.note,
        ),
        state=sign_up.state,
        with_need=sign_up.with_need,
        signed_at=sign_up.signed_at,
        granted=sign_up.granted,
        moved_up_at=sign_up.moved_up_at,
        version=sign_up.version,
    )


def _columns(offer: Offer) -> dict[str, Any]:
    return {
        "title": offer.title,
        "gives": offer.gives,
        "demands": offer.demands,
        "capital_ids": list(offer.capital_ids),
        "forms": [str(form) for form in offer.forms],
        "target_groups": [str(group) for group in offer.target_groups],
        "hours": {str(group): f"{hours:f}" for group, hours in offer.hours.items()},
        "item_ids": list(offer.item_ids),
        "last_day": offer.last_day,
        "places": offer.places,
        "places_per_kommun": offer.places_per_kommun,
        "paid_by": offer.paid_by,
        "contact": offer.contact,
    }


def _offer(row: OfferRow, need_ids: tuple[int, ...]) -> Offer:
    return Offer(
        title=row.title,
        gives=row.gives,
        demands=row.demands,
        capital_ids=tuple(row.capital_ids),
        forms=tuple(map(SupportForm, row.forms)),
        target_groups=tuple(map(TargetGroup, row.target_groups)),
        hours={TargetGroup(group): Decimal(hours) for group, hours in row.hours.items()},
        last_day=row.last_day,
        places=row.places,
        places_per_kommun=row.places_per_kommun,
        paid_by=row.paid_by,
        contact=row.contact,
        item_ids=tuple(row.item_ids),
        need_ids=need_ids,
    )
