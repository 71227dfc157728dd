"""An offer of support: what it gives and demands, when it is, for how many, who pays, and where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.needs.need import StoredNeed
from app.support.offers.places import Claimant, PlaceStanding, standings
from app.support.offers.sign_up import StoredSignUp


class OfferState(StrEnum):
    """Where an offer stands, in the order it moves. `FULL` is never stored: it is an open offer without places left."""

    DRAFT = "utkast"
    OPEN = "oppet"
    FULL = "fullt"
    CLOSED = "stangt"
    DONE = "genomfort"
    CANCELLED = "installt"


TAKES_SIGN_UPS = frozenset({OfferState.OPEN, OfferState.FULL})


class PaidBy(StrEnum):
    """Who pays for an offer (pre-study 5.2)."""

    MEMBERSHIP = "medlemsavgift"
    KOMMUN = "egen"
    PROJECT = "projekt"
    OTHER = "annan"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where something of the offer takes place. `place` is a room or a link, empty while it isn't known."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class StoredOccasion:
    """Calendars know it by `uid` and take the highest `sequence`. One that is cancelled stays."""

    id: int
    occasion: Occasion
    uid: str
    sequence: int
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, as its form has it. `hours` are those that one person of each group spends."""

    title: str
    gives: str
    demands: str
    capital_ids: tuple[str, ...]
    forms: tuple[SupportForm, ...]
    target_groups: tuple[TargetGroup, ...]
    hours: Mapping[TargetGroup, Decimal]
    last_day: date
    """To sign up."""
    places: int
    """For people, in all."""
    places_per_kommun: int
    paid_by: PaidBy
    contact: str
    """A function to ask, with its address or number."""
    item_ids: tuple[str, ...] = ()
    """Of the catalogue."""
    need_ids: tuple[int, ...] = ()
    """Needs that it answers besides those of its items."""


@dataclass(frozen=True, slots=True)
class OfferProvider:
    """Who offers: the region, or one of its kommuner when `municipality_id` is set."""

    name: str
    municipality_id: int | None = None
    slug: str = ""
    """Of the kommun."""


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer as it is stored, with its occasions by time and everybody who has ever signed up, by time of that."""

    id: int
    region_id: int
    provider: OfferProvider
    offer: Offer
    stored_state: OfferState
    reason: str
    """Why it was cancelled."""
    version: int
    every_occasion: tuple[StoredOccasion, ...]
    every_sign_up: tuple[StoredSignUp, ...]

    @property
    def occasions(self) -> tuple[StoredOccasion, ...]:
        """Without those that are cancelled one by one."""
        return tuple(occasion for occasion in self.every_occasion if not occasion.is_cancelled)

    @property
    def sign_ups(self) -> tuple[StoredSignUp, ...]:
        """Of those who have not left."""
        return tuple(sign_up for sign_up in self.every_sign_up if sign_up.is_active)

    def with_needs_of(self, municipality_ids: Collection[int]) -> "StoredOffer":
        """The same with these kommuner, beside those that are marked already, marked as having a need of it."""
        sign_ups = (
            replace(each, with_need=each.with_need or each.municipality_id in municipality_ids)
            if each.is_active
            else each
            for each in self.every_sign_up
        )
        return replace(self, every_sign_up=tuple(sign_ups))

    @property
    def standings(self) -> Mapping[int, PlaceStanding]:
        """What each kommun that has not left gets by the rule, by its id."""
        return self.standings_with()

    def standings_with(self, *others: Claimant) -> Mapping[int, PlaceStanding]:
        """The same if these had signed up too."""
        claimants = (
            Claimant(
                municipality_id=sign_up.municipality_id,
                people=sign_up.sign_up.people,
                with_need=sign_up.with_need,
                signed_at=sign_up.signed_at,
            )
            for sign_up in self.sign_ups
        )
        return standings((*claimants, *others), self.offer.places, self.offer.places_per_kommun)

    @property
    def granted(self) -> int:
        """Places that are taken."""
        return sum(sign_up.granted for sign_up in self.sign_ups)

    @property
    def places_left(self) -> int:
        return max(0, self.offer.places - self.granted)

    def state_on(self, today: date) -> OfferState:
        """As it is shown: signing up ends by itself after its last day, and an offer is full while it has no place."""
        if self.stored_state is not OfferState.OPEN:
            return self.stored_state
        if today > self.offer.last_day:
            return OfferState.CLOSED
        return OfferState.OPEN if self.places_left else OfferState.FULL

    def state_at(self, now: datetime, today: date) -> OfferState:
        """As on that day, but closed once its last occasion has begun. `today` is the Swedish day of `now`."""
        state = self.state_on(today)
        return state if state not in TAKES_SIGN_UPS or self.is_left_in_time(now) else OfferState.CLOSED

    def takes_sign_ups(self, now: datetime, today: date) -> bool:
        """A full offer does too: there is a reserve list."""
        return self.state_at(now, today) in TAKES_SIGN_UPS

    def has_begun(self, now: datetime) -> bool:
        """Its last occasion has begun. One without occasions has once signing up is over: the caller asks for that."""
        return all(occasion.occasion.starts_at <= now for occasion in self.occasions)

    def is_left_in_time(self, now: datetime) -> bool:
        """Whether somebody can still leave: until the last occasion begins, unless the offer is done or off."""
        is_over = self.stored_state in {OfferState.DONE, OfferState.CANCELLED}
        return not is_over and not (self.occasions and self.has_begun(now))

    def sign_up_of(self, municipality_id: int) -> StoredSignUp | None:
        """Also one that has left."""
        return next((each for each in self.every_sign_up if each.municipality_id == municipality_id), None)


def answers(offer: Offer, need: StoredNeed) -> bool:
    """Whether an open need is one that the offer answers: by its item, or because the offer names it."""
    by_item = bool(need.need.item_id) and need.need.item_id in offer.item_ids
    return need.is_open and (by_item or need.id in offer.need_ids)
