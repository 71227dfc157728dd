"""How much time offers ask, month by month and of whom: of a kommun that takes part in all of the region's, of one by
what it has signed up for, and what an offer adds before it is published.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.organisations.organisation import Region
from app.errors import OmstallningskollenError
from app.rounds.kernel.days import day_of
from app.storage.organisations.organisations import regions
from app.storage.support.offers import offers_in
from app.support.ledger.ledger import Ask, Ledger, LedgerEntry, Month, ledger, newly_above
from app.support.offers.offer import Occasion, Offer, OfferState, StoredOffer

PUBLISHED = frozenset({OfferState.OPEN, OfferState.CLOSED})
"""As stored: also those that nobody signs up to any longer take their time when they take place."""


@dataclass(frozen=True, slots=True)
class OfferDemand:
    """An offer as it would be published, and when."""

    offer: Offer
    occasions: tuple[Occasion, ...]
    offer_id: int = 0
    """Of the stored one that it changes; 0 for a new one."""


@dataclass(frozen=True, slots=True)
class RegionTime:
    """What a region's own offers ask of a kommun that takes part in all of them."""

    ledger: Ledger
    to_note: tuple[StoredOffer, ...]
    """Those that stand without a date until somebody notes who came: signing up is over, and kommuner have places."""


class AboveLimitError(OmstallningskollenError):
    """Publishing would take more time of a kommun than the region has set, and nobody has said to do so anyway."""

    def __init__(self, entries: tuple[LedgerEntry, ...], limit: int) -> None:
        super().__init__(f"{len(entries)} months and roles above {limit} hours")
        self.entries = entries
        self.limit = limit


def require_within_limit(session: Session, region: Region, demand: OfferDemand, today: date) -> None:
    """Raises AboveLimitError with what goes above the region's limit once this is published beside its other offers."""
    entries = above_with(session, region, demand, today)
    if entries:
        raise AboveLimitError(entries, region.attention_hours)


def region_time(session: Session, region: Region, today: date) -> RegionTime:
    """What the region's own published offers ask of a kommun that takes part in all of them, from this month on."""
    offers = _of_region(session, region.id, today)
    return RegionTime(
        ledger=ledger(map(_ask, offers), region.attention_hours).since(_month(today)),
        to_note=tuple(offer for offer in offers if _is_past_undated(offer, today)),
    )


def kommun_ledger(session: Session, region_id: int, municipality_id: int, today: date) -> Ledger:
    """What a kommun has signed up for, and has places in, asks of those that it sends, from this month on."""
    (region,) = regions(session, [region_id])
    asks = (
        _ask(offer, sign_up.sign_up.roles)
        for offer in offers_in(session, region_id)
        if offer.stored_state not in {OfferState.DRAFT, OfferState.DONE, OfferState.CANCELLED}
        and (sign_up := offer.sign_up_of(municipality_id)) is not None
        and sign_up.is_active
        and sign_up.granted
    )
    return ledger(asks, region.attention_hours).since(_month(today))


def above_with(session: Session, region: Region, demand: OfferDemand, today: date) -> tuple[LedgerEntry, ...]:
    """The months and roles that the region's offers take above its limit once this one is published beside them.

    What its stored version takes already is no news: a change of its words is not asked about again.
    """
    offers = _of_region(session, region.id, today)
    others = [_ask(offer) for offer in offers if offer.id != demand.offer_id]
    days = tuple(day_of(occasion.starts_at) for occasion in demand.occasions)
    before, after = (
        ledger(asks, region.attention_hours).since(_month(today))
        for asks in (map(_ask, offers), [*others, Ask(demand.offer.hours, days)])
    )
    return newly_above(before, after)


def _of_region(session: Session, region_id: int, today: date) -> tuple[StoredOffer, ...]:
    """Without those that have no date, that nobody can sign up to any longer and in which nobody has a place."""
    return tuple(
        offer
        for offer in offers_in(session, region_id)
        if offer.provider.municipality_id is None
        and offer.stored_state in PUBLISHED
        and (offer.granted or not _is_past_undated(offer, today))
    )


def _is_past_undated(offer: StoredOffer, today: date) -> bool:
    return not offer.occasions and today > offer.offer.last_day


def _ask(offer: StoredOffer, roles: Iterable[str] | None = None) -> Ask:
    """Of every role group that has hours, or of those that a kommun sends alone."""
    sent_roles = None if roles is None else set(roles)
    hours = {group: count for group, count in offer.offer.hours.items() if sent_roles is None or group in sent_roles}
    return Ask(hours, tuple(day_of(occasion.occasion.starts_at) for occasion in offer.occasions))


def _month(day: date) -> Month:
    return Month(day.year, day.month)
