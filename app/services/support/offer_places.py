"""Dealing out the places of an offer again after a change, and telling those whose places it changed."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Region
from app.rounds.kernel.days import day_of
from app.services.support.offer_mails import OfferMail, Receivers, mail_coordinators, tells_when
from app.storage.organisations.organisations import regions
from app.storage.support import offers as stored
from app.storage.support.needs import open_needs_in
from app.storage.support.sign_ups import set_granted, set_with_need
from app.support.offers.offer import StoredOffer, answers


def deal_out(
    session: Session,
    region: Region,
    offer_id: int,
    now: datetime,
    *,
    public_url: str,
    asker_id: int | None = None,
    has_moved: bool = False,
) -> Receivers:
    """Write the places that the rule gives. A kommun that gets more has moved up from the reserve list and is told, as
    is one that gets fewer; `asker_id` is the kommun that has just signed up or changed that, which is told in any case.
    Where the offer `has_moved` these mails say so. Returns who is told when it is: nobody, by a mail that the region
    words without that. To be called while the offer is locked.
    """
    before = _with_needs(session, _offer(session, region.id, offer_id), now)
    standings = before.standings
    kinds: dict[int, MailKind] = {}
    for sign_up in before.sign_ups:
        places, is_asker = standings[sign_up.municipality_id].granted, sign_up.municipality_id == asker_id
        if places != sign_up.granted:
            has_moved_up = places > sign_up.granted and not is_asker
            set_granted(session, sign_up.id, places, now if has_moved_up else None)
            kinds[sign_up.id] = MailKind.OFFER_MOVED_UP if has_moved_up else MailKind.OFFER_RESERVE
        if is_asker:
            kinds[sign_up.id] = MailKind.OFFER_PLACE if places else MailKind.OFFER_RESERVE
    session.flush()
    after = _offer(session, region.id, offer_id)
    receivers: Receivers = frozenset()
    for sign_up in after.sign_ups:
        if sign_up.id in kinds:
            mail = OfferMail(kind=kinds[sign_up.id], region=region, offer=after, sign_up=sign_up, has_moved=has_moved)
            readers = mail_coordinators(session, mail, now, public_url=public_url)
            receivers |= readers if tells_when(session, region.id, mail.kind) else frozenset()
    return receivers


def deal_out_by_need(session: Session, region_id: int, municipality_id: int, now: datetime, *, public_url: str) -> None:
    """Deal out again what a kommun has signed up to, once a need of it is written and before the audit log is.

    Every open offer is held first: whoever signs up or changes one meanwhile waits, and then counts the need.
    """
    open_ids = stored.lock_open_offers(session, region_id, day_of(now))
    (region,) = regions(session, [region_id])
    for offer in stored.offers_in(session, region_id) if open_ids else ():
        if offer.id in open_ids and municipality_id in offer.standings:
            deal_out(session, region, offer.id, now, public_url=public_url)


def _with_needs(session: Session, offer: StoredOffer, now: datetime) -> StoredOffer:
    """Mark every kommun that has a need that the offer answers, while signing up goes on. Returns the offer with that.

    What was true once is kept: a kommun that ends its need because it has got a place must not lose it. Once signing up
    has ended a later need moves nobody from a settled place.
    """
    if not offer.takes_sign_ups(now, day_of(now)):
        return offer
    needing_ids = needing_kommuner(session, offer)
    if new := [each.id for each in offer.sign_ups if each.municipality_id in needing_ids and not each.with_need]:
        set_with_need(session, new)
    return offer.with_needs_of(needing_ids)


def needing_kommuner(session: Session, offer: StoredOffer) -> frozenset[int]:
    """Those with an open need that the offer answers."""
    needs = open_needs_in(session, offer.region_id)
    return frozenset(assessment.municipality_id for assessment, need in needs if answers(offer.offer, need))


def _offer(session: Session, region_id: int, offer_id: int) -> StoredOffer:
    offer = stored.find_offer(session, region_id, offer_id)
    if offer is None:
        raise LookupError(offer_id)
    return offer
