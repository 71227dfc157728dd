"""What the provider does with a published offer: closing sign-up, cancelling, noting who came."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.support_events import (
    AttendanceNoted,
    OfferCancelled,
    OfferClosed,
    OfferDraftRemoved,
    OfferReopened,
)
from app.accounts.kernel.roles import Actor, Right
from app.accounts.mail.mail_form import MailKind
from app.assessment.answering.entry import is_text, tidied
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.support import words
from app.services.support.offer_mails import OfferMail, Receivers, mail_coordinators
from app.services.support.offer_places import deal_out
from app.services.support.offers import OpenedOffer, changeable, opened, place_of_offer
from app.storage.engine.database import Database
from app.storage.support import offers as stored
from app.storage.support.sign_ups import set_attendance
from app.support.offers.offer import OfferState, StoredOffer
from app.support.offers.sign_up import SignUpState

REASON_MAX = 300
PUBLISHED = frozenset({OfferState.OPEN, OfferState.CLOSED})
"""States as stored in which kommuner see an offer that is not over."""


def close_offer(
    database: Database, actor: Actor, slug: str, offer_id: int, now: datetime, *, is_open: bool, public_url: str
) -> None:
    """End signing up before its last day, or take it up again: then the needs that came meanwhile count too.

    Twice is the same as once.
    """

    def work(session: Session, offer: OpenedOffer) -> None:
        before, state = offer.view.offer, OfferState.OPEN if is_open else OfferState.CLOSED
        require_not_over(offer)
        if before.stored_state is state or before.stored_state not in PUBLISHED:
            return
        stored.set_offer_state(session, before.id, state)
        if is_open:
            session.flush()
            deal_out(session, offer.region, before.id, now, public_url=public_url)
        event = OfferReopened(offer_id=before.id) if is_open else OfferClosed(offer_id=before.id)
        note(session, actor, event, place_of_offer(before), now)

    write_offer(database, actor, slug, offer_id, now, work)


def cancel_offer(
    database: Database, actor: Actor, slug: str, offer_id: int, reason: str, now: datetime, *, public_url: str
) -> None:
    """The offer is off: everybody who has signed up is told why. Twice is the same as once.

    Of a draft, which nobody has seen, nothing is left, and no reason is asked for. Raises InvalidInputError without a
    reason, PermissionDeniedError for one that is done.
    """
    why = tidied(reason)

    def work(session: Session, offer: OpenedOffer) -> None:
        before = offer.view.offer
        if before.stored_state is OfferState.CANCELLED:
            return
        require_not_over(offer)
        if before.stored_state is OfferState.DRAFT:
            stored.remove_draft(session, before.id)
            note(session, actor, OfferDraftRemoved(offer_id=before.id), place_of_offer(before), now)
            return
        if not why:
            raise InvalidInputError({"reason": words.CANCEL_REASON_MISSING})
        if len(why) > REASON_MAX or not is_text(why):
            raise InvalidInputError({"reason": words.CANCEL_REASON_TOO_LONG.with_facts(limit=REASON_MAX)})
        stored.set_offer_state(session, before.id, OfferState.CANCELLED, why)
        stored.raise_sequences(session, before.id)
        mail_all(session, offer, MailKind.OFFER_CANCELLED, now, public_url)
        note(session, actor, OfferCancelled(offer_id=before.id), place_of_offer(before), now)

    write_offer(database, actor, slug, offer_id, now, work)


def note_attendance(
    database: Database, actor: Actor, slug: str, offer_id: int, states: Mapping[str, str], now: datetime
) -> None:
    """Who came, by the kommun's part of an address; with that the offer is done. It can be put right afterwards.

    For the provider and the region's coordinators. Raises InvalidInputError for a kommun with a place and no choice,
    PermissionDeniedError before the last occasion.
    """

    def work(session: Session) -> None:
        stored.lock_offer(session, offer_id)
        offer = opened(session, actor, slug, offer_id, now, Right.OFFER_SUPPORT)
        content = offer.view.offer
        if not offer.view.may_note_attendance:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_REGION_ROLE)
        if why := attendance_closed(content, now):
            raise PermissionDeniedError(why)
        choices = {
            sign_up.id: next(
                (s for s in (SignUpState.ATTENDED, SignUpState.ABSENT) if s == states.get(sign_up.slug)), None
            )
            for sign_up in content.sign_ups
            if sign_up.granted
        }
        missing = [each.slug for each in content.sign_ups if each.granted and choices[each.id] is None]
        if missing:
            raise InvalidInputError({f"came.{kommun}": words.ATTENDANCE_MISSING for kommun in missing})
        attendance = {sign_up_id: state for sign_up_id, state in choices.items() if state is not None}
        before = {each.id: each.state for each in content.sign_ups if each.granted}
        if content.stored_state is OfferState.DONE and before == attendance:
            return
        set_attendance(session, attendance)
        stored.set_offer_state(session, content.id, OfferState.DONE)
        came = sum(state is SignUpState.ATTENDED for state in attendance.values())
        event = AttendanceNoted(offer_id=content.id, attended=came, absent=len(attendance) - came)
        note(session, actor, event, place_of_offer(content), now)

    database.write(work)


def attendance_closed(offer: StoredOffer, now: datetime) -> str:
    """Why attendance cannot be noted now; empty when it can."""
    if offer.stored_state in {OfferState.CANCELLED, OfferState.DRAFT}:
        return words.OFFER_OVER
    if offer.occasions:
        return "" if offer.has_begun(now) else words.ATTENDANCE_TOO_EARLY
    return words.ATTENDANCE_WHILE_OPEN if offer.takes_sign_ups(now, day_of(now)) else ""


def mail_all(
    session: Session,
    offer: OpenedOffer,
    kind: MailKind,
    now: datetime,
    public_url: str,
    exceptions: Receivers = frozenset(),
) -> None:
    """Everybody who has signed up is told, of the offer as it is now; but not the `exceptions`, who have just been."""
    session.flush()
    after = stored.find_offer(session, offer.region.id, offer.view.offer.id)
    for sign_up in () if after is None else after.sign_ups:
        mail = OfferMail(kind=kind, region=offer.region, offer=after or offer.view.offer, sign_up=sign_up)
        mail_coordinators(session, mail, now, public_url=public_url, exceptions=exceptions)


def require_not_over(offer: OpenedOffer) -> None:
    """Raises PermissionDeniedError for an offer that is done or off."""
    if offer.view.is_over:
        raise PermissionDeniedError(words.OFFER_OVER)


def write_offer(
    database: Database,
    actor: Actor,
    slug: str,
    offer_id: int,
    now: datetime,
    work: Callable[[Session, OpenedOffer], None],
) -> None:
    """Do the work on an offer of what the one who asks leads, while nobody else changes it."""

    def locked(session: Session) -> None:
        stored.lock_offer(session, offer_id)
        work(session, changeable(session, actor, slug, offer_id, now))

    database.write(locked)
