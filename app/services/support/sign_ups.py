"""A kommun signs up to an offer, changes how many come, and leaves: signed in, or by the link in a mail."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.support_events import KommunLeft, KommunSignedUp
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.kernel.tokens import hash_of
from app.accounts.organisations.organisation import Municipality, Region
from app.assessment.answering.entry import FieldError
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.support import words
from app.services.support.offer_places import deal_out, needing_kommuner
from app.services.support.offers import OpenedOffer, opened
from app.storage.engine.database import Database
from app.storage.organisations.organisations import regions
from app.storage.support import offers as stored_offers
from app.storage.support import sign_ups as stored
from app.support.offers.offer import StoredOffer
from app.support.offers.places import Claimant, PlaceStanding
from app.support.offers.sign_up import RawSignUp, SignUp, StoredSignUp, read_sign_up, typed_sign_up


class SignUpChangedError(InvalidInputError):
    """Somebody else of the kommun has changed the sign-up since the page was loaded."""


@dataclass(frozen=True, slots=True)
class SignUpForm:
    """A kommun's sign-up as its form shows it. `sign_up` is None while it is not signed up."""

    offer: OpenedOffer
    kommun: Municipality
    sign_up: StoredSignUp | None
    typed: RawSignUp
    version: int
    with_need: bool
    """The kommun goes first: it had a need that the offer answers when signing up ended, or has while that goes on."""

    @property
    def outlook(self) -> PlaceStanding | None:
        """What a kommun that is not signed up would get with one person now; None for one that is."""
        if self.sign_up is not None:
            return None
        now = self.offer.now
        claimant = Claimant(municipality_id=self.kommun.id, people=1, with_need=self.with_need, signed_at=now)
        return self.offer.view.offer.standings_with(claimant)[self.kommun.id]

    def loaded_as(self, version: int) -> "SignUpForm":
        """The same form as it was when the sign-up had this version, so that a later one is not overwritten unseen."""
        return replace(self, version=version)


@dataclass(frozen=True, slots=True)
class SignUpEntry:
    """What a form sends: for which kommun (by its address), what was typed, and which version it was loaded with."""

    kommun: str
    raw: RawSignUp
    version: int


@dataclass(frozen=True, slots=True)
class LinkedSignUp:
    """What a link in a mail leads to."""

    region: Region
    offer: StoredOffer
    sign_up: StoredSignUp
    can_leave: bool


def open_sign_up(database: Database, actor: Actor, slug: str, offer_id: int, kommun: str, now: datetime) -> SignUpForm:
    """For the kommun's coordinators. `kommun` is its part of an address; empty for somebody who has only one.

    Raises NotFoundError for another's kommun, PermissionDeniedError when nothing can be signed up or changed any more.
    """
    with database.read() as session:
        offer = opened(session, actor, slug, offer_id, now, Right.SIGN_UP)
        own = _own(actor, offer, kommun)
        _require_form(offer, _active(offer.view.offer, own.id))
        return _form(session, offer, own)


def open_leaving(database: Database, actor: Actor, slug: str, offer_id: int, kommun: str, now: datetime) -> SignUpForm:
    """As `open_sign_up`, to leave: the page of one that comes too late says so itself."""
    with database.read() as session:
        offer = opened(session, actor, slug, offer_id, now, Right.SIGN_UP)
        own = _own(actor, offer, kommun)
        if _active(offer.view.offer, own.id) is None:
            _require_open(offer)
        return _form(session, offer, own)


def sign_up(
    database: Database,
    actor: Actor,
    slug: str,
    offer_id: int,
    entry: SignUpEntry,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Sign up, or change what was signed up. The same again is no change.

    Raises InvalidInputError (SignUpChangedError when somebody has changed it meanwhile), and as `open_sign_up`.
    """

    def work(session: Session, offer: OpenedOffer) -> None:
        own, content = _own(actor, offer, entry.kommun), offer.view.offer
        before = _active(content, own.id)
        _require_form(offer, before)
        reading = read_sign_up(entry.raw, content.offer.places_per_kommun)
        if not isinstance(reading, SignUp):
            raise InvalidInputError(_by_field(reading))
        if before is not None and before.sign_up == reading:
            return
        if entry.version != _version(content, own.id):
            raise SignUpChangedError({"people": words.SIGN_UP_CHANGED})
        _require_no_more_later(offer, before, reading)
        stored.store_sign_up(session, content.id, own.id, reading, now)
        deal_out(session, offer.region, content.id, now, public_url=public_url, asker_id=own.id)
        event = KommunSignedUp(offer_id=content.id, people=reading.people)
        note(session, actor, event, Place(offer.region.id, own.id), now)

    _write(database, actor, slug, offer_id, now, work)


def leave(
    database: Database, actor: Actor, slug: str, offer_id: int, kommun: str, now: datetime, *, public_url: str
) -> None:
    """The kommun's places go to the next. Twice is the same as once. Raises PermissionDeniedError when it is over."""

    def work(session: Session, offer: OpenedOffer) -> None:
        own = _own(actor, offer, kommun)
        _leave(session, actor, offer.region, offer.view.offer, own.id, now, public_url=public_url)

    _write(database, actor, slug, offer_id, now, work)


def open_link(database: Database, token: str, now: datetime) -> LinkedSignUp:
    """What the link leads to; nothing is changed. Raises NotFoundError for every link that leads nowhere."""
    with database.read() as session:
        return _linked(session, token, now)


def leave_by_link(database: Database, token: str, now: datetime, *, public_url: str) -> LinkedSignUp:
    """As `leave`, for whoever has the link. Returns what was left. Raises NotFoundError as `open_link`."""

    def work(session: Session) -> LinkedSignUp:
        target = _linked(session, token, now)
        stored_offers.lock_offer(session, target.offer.id)
        target = _linked(session, token, now)
        kommun_id = target.sign_up.municipality_id
        _leave(session, None, target.region, target.offer, kommun_id, now, public_url=public_url)
        return target

    return database.write(work)


def _linked(session: Session, token: str, now: datetime) -> LinkedSignUp:
    keys = stored.linked_sign_up(session, hash_of(token))
    if keys is None:
        raise NotFoundError
    region_id, offer_id, municipality_id = keys
    offer = stored_offers.find_offer(session, region_id, offer_id)
    sign_up = None if offer is None else _active(offer, municipality_id)
    region = next(iter(regions(session, [region_id])), None)
    if offer is None or sign_up is None or region is None:
        raise NotFoundError
    return LinkedSignUp(region=region, offer=offer, sign_up=sign_up, can_leave=offer.is_left_in_time(now))


def _leave(
    session: Session,
    actor: Actor | None,
    region: Region,
    offer: StoredOffer,
    municipality_id: int,
    now: datetime,
    *,
    public_url: str,
) -> None:
    sign_up = _active(offer, municipality_id)
    if sign_up is None:
        return
    if not offer.is_left_in_time(now):
        raise PermissionDeniedError(words.SIGN_UP_OVER)
    stored.leave(session, sign_up.id)
    deal_out(session, region, offer.id, now, public_url=public_url)
    note(session, actor, KommunLeft(offer_id=offer.id, by_link=actor is None), Place(region.id, municipality_id), now)


def _write(
    database: Database,
    actor: Actor,
    slug: str,
    offer_id: int,
    now: datetime,
    work: Callable[[Session, OpenedOffer], None],
) -> None:
    def locked(session: Session) -> None:
        stored_offers.lock_offer(session, offer_id)
        work(session, opened(session, actor, slug, offer_id, now, Right.SIGN_UP))

    database.write(locked)


def _own(actor: Actor, offer: OpenedOffer, slug: str) -> Municipality:
    kommuner = [kommun for kommun in offer.view.own_kommuner if slug in {"", kommun.slug}]
    if not kommuner:
        raise NotFoundError
    may_sign_up = [kommun for kommun in kommuner if kommun in offer.view.signs_up]
    own = (may_sign_up or kommuner)[0]
    require(actor, Right.SIGN_UP, Place(own.region_id, own.id))
    return own


def _active(offer: StoredOffer, municipality_id: int) -> StoredSignUp | None:
    return next((each for each in offer.sign_ups if each.municipality_id == municipality_id), None)


def _version(offer: StoredOffer, municipality_id: int) -> int:
    """0 for a kommun that has never signed up."""
    latest = offer.sign_up_of(municipality_id)
    return 0 if latest is None else latest.version


def _require_open(offer: OpenedOffer) -> None:
    if not offer.view.takes_sign_ups:
        raise PermissionDeniedError(words.SIGN_UP_CLOSED)


def _require_form(offer: OpenedOffer, sign_up: StoredSignUp | None) -> None:
    """To sign up while that goes on, and to change it until the last occasion begins."""
    if sign_up is None:
        _require_open(offer)
    elif offer.view.is_over:
        raise PermissionDeniedError(words.OFFER_OVER)
    elif not offer.view.offer.is_left_in_time(offer.now):
        raise PermissionDeniedError(words.SIGN_UP_FIXED)


def _require_no_more_later(offer: OpenedOffer, before: StoredSignUp | None, after: SignUp) -> None:
    if before is None or offer.view.takes_sign_ups:
        return
    if after.people > before.sign_up.people:
        raise InvalidInputError({"people": words.SIGN_UP_MORE_LATER})


def _form(session: Session, offer: OpenedOffer, own: Municipality) -> SignUpForm:
    sign_up = _active(offer.view.offer, own.id)
    has_mark = sign_up is not None and sign_up.with_need
    return SignUpForm(
        offer=offer,
        kommun=own,
        sign_up=sign_up,
        typed=RawSignUp() if sign_up is None else typed_sign_up(sign_up.sign_up),
        version=_version(offer.view.offer, own.id),
        with_need=has_mark or (offer.view.takes_sign_ups and own.id in needing_kommuner(session, offer.view.offer)),
    )


def _by_field(errors: tuple[FieldError, ...]) -> dict[str, str]:
    return {error.field: error.message for error in errors}
