"""Mails about an offer to the coordinators of a kommun that signs up, in the transaction of what they are about."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Place
from app.accounts.kernel.tokens import hash_of
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.mail_kinds import PLACE
from app.accounts.mail.notifications import Notification, recipients
from app.accounts.organisations.organisation import Region
from app.reports.kernel.wording import count, date
from app.rounds.kernel.days import STOCKHOLM, day_of
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import MAIL_CHOICES
from app.services.support import words
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About, wording_of
from app.storage.organisations.memberships import members_at
from app.storage.support.sign_ups import add_link
from app.support.offers.offer import Occasion, StoredOffer
from app.support.offers.places import PlaceStanding
from app.support.offers.sign_up import StoredSignUp


@dataclass(frozen=True, slots=True)
class OfferMail:
    """What is told to the coordinators of the kommun of one sign-up."""

    kind: MailKind
    region: Region
    offer: StoredOffer
    sign_up: StoredSignUp
    has_moved: bool = False
    """Its occasions have just become others: a mail that is about places says so too."""


OCCASIONS = "tillfällen"
"""The place of a wording where it stands when the offer is."""
Receivers = frozenset[tuple[int, int]]
"""Who has got a mail: sign-up and person."""


def mail_coordinators(
    session: Session, mail: OfferMail, now: datetime, *, public_url: str, exceptions: Receivers = frozenset()
) -> Receivers:
    """Queue a mail to each that has not turned it off; each with a link of its own by which the kommun leaves.

    Not to `exceptions`, who have been told already. Returns who gets one.
    """
    host, offer, sign_up = public_url.rstrip("/"), mail.offer, mail.sign_up
    lines = occasion_lines(offer)
    values = {
        "region": mail.region.name,
        "kommun": sign_up.municipality,
        "erbjudande": offer.offer.title,
        "arrangör": offer.provider.name,
        OCCASIONS: words.NEW_TIMES.with_facts(lines=lines) if mail.has_moved else lines,
        "platser": places_sentence(offer, sign_up, now),
        "svarsdag": "" if sign_up.decline_before is None else moment(sign_up.decline_before),
        "skäl": offer.reason,
        "länk": f"{host}/{mail.region.slug}/erbjudanden/{offer.id}",
        "kontakt": offer.offer.contact,
        "mejlval": host + MAIL_CHOICES,
    }
    members = members_at(session, Place(offer.region_id, sign_up.municipality_id))
    people = [
        member
        for member in recipients(Notification(mail.kind), members, people_without(session, mail.kind))
        if (sign_up.id, member.person_id) not in exceptions
    ]
    for member in people:
        token = secrets.token_urlsafe(32)
        if mail.kind is not MailKind.OFFER_CANCELLED:
            add_link(session, hash_of(token), sign_up.id, now)
        about = About(
            person_id=member.person_id,
            municipality_id=sign_up.municipality_id,
            wording_region_id=offer.region_id,
        )
        filled_in = values | {"avanmälan": f"{host}/avanmalan/{token}"}
        queue_mail(session, mail.kind, member.address, filled_in, about, now, public_url=public_url)
    return frozenset((sign_up.id, member.person_id) for member in people)


def tells_when(session: Session, region_id: int, kind: MailKind) -> bool:
    """Whether mails of this kind say when the offer is: a region that words them itself may have left that out."""
    return OCCASIONS in PLACE.findall(wording_of(session, region_id, kind).body)


def places_sentence(offer: StoredOffer, sign_up: StoredSignUp, now: datetime) -> str:
    """Which places the kommun has; while signing up goes on also that the order can change."""
    standing = offer.standings.get(sign_up.municipality_id, PlaceStanding(0))
    is_open = offer.takes_sign_ups(now, day_of(now))
    rest = f" {words.PLACES_PRELIMINARY.with_facts(day=date(offer.offer.last_day))}" if is_open else ""
    return standing_sentence(standing, sign_up.sign_up.people) + rest


def standing_sentence(standing: PlaceStanding, people: int) -> str:
    """Which places a kommun has, and where it is on the reserve list."""
    places = count(standing.granted, "plats", "platser")
    if not standing.reserve:
        return words.PLACES_ALL.with_facts(places=places)
    if not standing.granted:
        return words.PLACES_NONE.with_facts(number=standing.reserve)
    return words.PLACES_SOME.with_facts(places=places, people=people, number=standing.reserve)


def occasion_lines(offer: StoredOffer) -> str:
    """One line each, with the place."""
    if not offer.occasions:
        return words.NO_OCCASION
    return "\n".join(
        words.OCCASION_LINE.with_facts(
            time=span(each.occasion), place=f", {each.occasion.place}" if each.occasion.place else ""
        )
        for each in offer.occasions
    )


def span(occasion: Occasion) -> str:
    """15 mars 2027 kl. 13.00–16.00, Swedish time."""
    ends = occasion.ends_at.astimezone(STOCKHOLM)
    return f"{moment(occasion.starts_at)}–{ends:%H.%M}"


def moment(at: datetime) -> str:
    """15 mars 2027 kl. 13.00, Swedish time."""
    local = at.astimezone(STOCKHOLM)
    return f"{date(local.date())} kl. {local:%H.%M}"
