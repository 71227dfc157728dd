"""Offers of support as people see them: a region's list, and one offer with what the one who asks may do with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, leads, may
from app.accounts.organisations.organisation import Municipality, Region
from app.errors import NotAuthorizedError, NotFoundError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.services.support.taking_part import TakingPart, taking_part
from app.storage.engine.database import Database
from app.storage.organisations.organisations import municipalities_of
from app.storage.support import offers as stored
from app.storage.support.note_sources import sources_of
from app.support.offers.offer import TAKES_SIGN_UPS, OfferProvider, OfferState, StoredOffer
from app.support.workshops.landing import LandingKind, NoteSource

OVER = frozenset({OfferState.DONE, OfferState.CANCELLED})


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer, and what the one who asks may do with it."""

    offer: StoredOffer
    state: OfferState
    may_change: bool
    """Speaks for the provider."""
    may_note_attendance: bool
    """Also the region's coordinators, of what a kommun offers."""
    sees_sign_ups: bool
    """With numbers, mandates and notes; others see which kommuner come."""
    own_kommuner: tuple[Municipality, ...]
    """Kommuner of the one who asks, by name."""
    signs_up: tuple[Municipality, ...]
    """Those of them that she may sign up."""
    is_of_region: bool
    """The one who asks reads the region's approved results."""

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def takes_sign_ups(self) -> bool:
        """Somebody can sign up now, if only to the reserve list."""
        return self.state in TAKES_SIGN_UPS

    @property
    def sees_results(self) -> bool:
        """Whether there is reason to show the region the results before and after."""
        return self.is_of_region and self.state is OfferState.DONE


@dataclass(frozen=True, slots=True)
class RegionOffers:
    """A region's offers: what one can sign up to, soonest first; one's own drafts; and what is closed or over."""

    catalogue: RegionCatalogue
    current: tuple[OfferView, ...]
    drafts: tuple[OfferView, ...]
    earlier: tuple[OfferView, ...]
    """Latest first."""
    may_offer: bool
    offers_as_region: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


@dataclass(frozen=True, slots=True)
class OpenedOffer:
    catalogue: RegionCatalogue
    view: OfferView
    now: datetime
    taking_part: TakingPart | None = None
    """Of an offer that is done, for the region; None for others and while no kommun has a result on both sides."""
    source: NoteSource | None = None
    """The workshop that it came from, where it is read."""

    @property
    def region(self) -> Region:
        return self.catalogue.region


def open_offers(database: Database, actor: Actor, slug: str, now: datetime) -> RegionOffers:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_SUPPORT)
        offers = stored.offers_in(session, catalogue.region.id)
        kommuner = municipalities_of(session, catalogue.region.id)
    views = [view for offer in offers if (view := view_of(actor, offer, kommuner, now)) is not None]
    return RegionOffers(
        catalogue=catalogue,
        current=tuple(sorted((v for v in views if v.takes_sign_ups), key=_soonest)),
        drafts=tuple(view for view in views if view.state is OfferState.DRAFT),
        earlier=tuple(view for view in reversed(views) if view.state in OVER or view.state is OfferState.CLOSED),
        may_offer=bool(providers_of(actor, catalogue.region, kommuner)),
        offers_as_region=leads(actor, Place(catalogue.region.id)),
    )


def open_offer(database: Database, actor: Actor, slug: str, offer_id: int, now: datetime) -> OpenedOffer:
    """Raises NotFoundError to those outside the region, for another region's, and for drafts of others."""
    with database.read() as session:
        offer = opened(session, actor, slug, offer_id, now, Right.SEE_SUPPORT)
        offer = replace(offer, source=_source(session, offer))
        if not offer.view.sees_results:
            return offer
        return replace(offer, taking_part=taking_part(session, offer.view.offer))


def _source(session: Session, offer: OpenedOffer) -> NoteSource | None:
    """For those who speak for the provider: others may not be let into its workshop."""
    if not offer.view.may_change:
        return None
    return sources_of(session, LandingKind.OFFER, [offer.view.offer.id]).get(offer.view.offer.id)


def opened(session: Session, actor: Actor, slug: str, offer_id: int, now: datetime, right: Right) -> OpenedOffer:
    """As `open_offer`, for somebody with the right in the region."""
    catalogue = region_catalogue(session, actor, slug, right)
    offer = stored.find_offer(session, catalogue.region.id, offer_id)
    kommuner = municipalities_of(session, catalogue.region.id)
    view = None if offer is None else view_of(actor, offer, kommuner, now)
    if view is None:
        raise NotFoundError
    return OpenedOffer(catalogue, view, now)


def changeable(session: Session, actor: Actor, slug: str, offer_id: int, now: datetime) -> OpenedOffer:
    """An offer of what the one who asks leads. Raises NotAuthorizedError for others that she sees."""
    offer = opened(session, actor, slug, offer_id, now, Right.OFFER_SUPPORT)
    if not offer.view.may_change:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_REGION_ROLE)
    return offer


def view_of(actor: Actor, offer: StoredOffer, kommuner: Iterable[Municipality], now: datetime) -> OfferView | None:
    """None for a draft of somebody else."""
    region = Place(offer.region_id)
    may_change = leads(actor, place_of_offer(offer))
    if offer.stored_state is OfferState.DRAFT and not may_change:
        return None
    own = tuple(kommun for kommun in kommuner if kommun.id in actor.municipality_ids)
    is_of_region = may(actor, Right.SEE_REGION, region)
    return OfferView(
        offer=offer,
        state=offer.state_at(now, day_of(now)),
        may_change=may_change,
        may_note_attendance=may_change or leads(actor, region),
        sees_sign_ups=may_change or is_of_region,
        own_kommuner=own,
        signs_up=tuple(kommun for kommun in own if may(actor, Right.SIGN_UP, Place(kommun.region_id, kommun.id))),
        is_of_region=is_of_region,
    )


def place_of_offer(offer: StoredOffer) -> Place:
    """Of its provider."""
    return Place(offer.region_id, offer.provider.municipality_id)


def providers_of(actor: Actor, region: Region, kommuner: Iterable[Municipality]) -> tuple[OfferProvider, ...]:
    """What the one who asks may offer as: the region, and kommuner that she coordinates."""
    own = (OfferProvider(region.name),) if leads(actor, Place(region.id)) else ()
    own_kommuner = (kommun for kommun in kommuner if leads(actor, Place(region.id, kommun.id)))
    return (*own, *(OfferProvider(kommun.name, kommun.id, kommun.slug) for kommun in own_kommuner))


def _soonest(view: OfferView) -> tuple[date, int]:
    """By the first occasion, or else the last day to sign up."""
    days = [day_of(occasion.occasion.starts_at) for occasion in view.offer.occasions]
    return min(days, default=view.offer.offer.last_day), view.offer.id
