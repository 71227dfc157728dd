"""Dealing out the places of an offer again after a change, and telling those whose places it changed."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Region
from app.services.support.offer_mails import OfferMail, mail_coordinators
from app.storage.support.offers import find_offer
from app.storage.support.sign_ups import set_granted
from app.support.offers.offer import StoredOffer


def deal_out(
    session: Session, region: Region, offer_id: int, now: datetime, *, public_url: str, asker_id: int | None = None
) -> None:
    """Write the places that the rule gives. A kommun that gets more has moved up from the reserve list and is told, as
    is one that gets fewer; `asker_id` is the kommun that has just signed up or changed that, which is told in any case.
    To be called while the offer is locked.
    """
    before = _offer(session, region.id, offer_id)
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
    for sign_up in after.sign_ups:
        if sign_up.id in kinds:
            mail = OfferMail(kind=kinds[sign_up.id], region=region, offer=after, sign_up=sign_up)
            mail_coordinators(session, mail, now, public_url=public_url)


def _offer(session: Session, region_id: int, offer_id: int) -> StoredOffer:
    offer = find_offer(session, region_id, offer_id)
    if offer is None:
        raise LookupError(offer_id)
    return offer
