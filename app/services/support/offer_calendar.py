"""Calendar files of offers: the occasions of one, and of all that a region's kommuner can sign up to.

An occasion keeps its UID; its SEQUENCE rises at each change, also when it is cancelled.
"""

from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError
from app.reports.kernel.calendar_file import CalendarEvent, calendar_of
from app.rounds.kernel.meeting_time import MeetingTime
from app.services.support import words
from app.services.support.offers import open_offer, open_offers
from app.storage.engine.database import Database
from app.support.offers.offer import OfferState, StoredOccasion, StoredOffer


def calendar_of_offer(
    database: Database, actor: Actor, slug: str, offer_id: int, now: datetime, *, public_url: str
) -> bytes:
    """Also with occasions that were cancelled, so that calendars take them away. Raises NotFoundError where there has
    never been any, and as `open_offer`.
    """
    offer = open_offer(database, actor, slug, offer_id, now)
    if not offer.view.offer.every_occasion:
        raise NotFoundError
    return calendar_of(_events(offer.region, offer.view.offer, public_url), now)


def calendar_of_region(database: Database, actor: Actor, slug: str, now: datetime, *, public_url: str) -> bytes:
    """Of every offer that is published, with those that are off or over. Raises as `open_offers`."""
    offers = open_offers(database, actor, slug, now)
    views = sorted((*offers.current, *offers.earlier), key=lambda view: view.offer.id)
    return calendar_of([event for view in views for event in _events(offers.region, view.offer, public_url)], now)


def _events(region: Region, offer: StoredOffer, public_url: str) -> list[CalendarEvent]:
    url = f"{public_url.rstrip('/')}/{region.slug}/erbjudanden/{offer.id}"
    return [_event(offer, occasion, url) for occasion in offer.every_occasion]


def _event(offer: StoredOffer, entry: StoredOccasion, url: str) -> CalendarEvent:
    title, occasion = offer.offer.title, entry.occasion
    is_cancelled = entry.is_cancelled or offer.stored_state is OfferState.CANCELLED
    return CalendarEvent(
        uid=entry.uid,
        sequence=entry.sequence,
        summary=words.CALENDAR_CANCELLED.with_facts(title=title) if is_cancelled else title,
        description=words.CALENDAR_OFFER_TEXT.with_facts(provider=offer.provider.name, url=url),
        starts=occasion.starts_at,
        ends=occasion.ends_at,
        place=occasion.place,
        url=MeetingTime(occasion.starts_at, 0, occasion.place).link or url,
        is_cancelled=is_cancelled,
    )
