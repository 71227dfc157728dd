"""Challenges that kommuner share: raising one, saying that one has the same, naming who takes it, ending it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.exchange_events import ChallengeClosed, ChallengeNoted, ChallengeShared
from app.accounts.kernel.roles import Actor, Place, Right
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.services.exchange import words
from app.services.exchange.places import ExchangePlace, chosen_kommun, exchange_place
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.exchange import challenges as stored
from app.storage.organisations.organisations import lock_region
from app.support.exchange.challenge import Challenge, StoredChallenge, read_challenge, read_ending


class ChallengeChangedError(InvalidInputError):
    """Somebody has changed the challenge since the page was loaded, and nothing was changed."""


class ChallengeEndedError(PermissionDeniedError):
    """Somebody has ended the challenge, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class RegionChallenges:
    """The open ones that most kommuner share come first."""

    place: ExchangePlace
    challenges: tuple[StoredChallenge, ...]

    def may_change(self, challenge: StoredChallenge) -> bool:
        return may_change(self.place, challenge)


def open_challenges(database: Database, actor: Actor, slug: str, right: Right = Right.SEE_EXCHANGE) -> RegionChallenges:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, right)
        challenges = stored.challenges_in(session, place.region.id)
        order = sorted(challenges, key=lambda each: (not each.is_open, -len(each.shared_by), each.id))
        return RegionChallenges(place, tuple(order))


def open_challenge(database: Database, actor: Actor, slug: str, challenge_id: int) -> RegionChallenges:
    """The one alone, for who may change it."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        challenge = stored.find_challenge(session, place.region.id, challenge_id)
        return RegionChallenges(place, (_changeable(place, challenge),))


def save_challenge(
    database: Database,
    actor: Actor,
    slug: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    challenge_id: int | None = None,
    version: int = 0,
) -> None:
    """Raise a challenge for a kommun, or as the region; or change one. The same again is no change.

    Raises InvalidInputError by field, ChallengeChangedError, ChallengeEndedError, and NotAuthorizedError for what
    another kommun raised.
    """

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        challenge = read_challenge(fields, place.capitals)
        if not isinstance(challenge, Challenge):
            raise InvalidInputError(challenge)
        if challenge_id is None:
            _add(session, actor, place, challenge, fields, now)
            return
        before = _changeable(place, stored.lock_challenge(session, place.region.id, challenge_id))
        if before.challenge == challenge:
            return
        if before.version != version:
            raise ChallengeChangedError({"text": words.CHANGED_MEANWHILE})
        stored.change_challenge(session, challenge_id, challenge)
        event = ChallengeNoted(challenge_id=challenge_id)
        note(session, actor, event, Place(place.region.id, before.municipality_id), now)

    database.write(work)


def share_challenge(
    database: Database, actor: Actor, slug: str, challenge_id: int, kommun_slug: str, now: datetime, *, has_it: bool
) -> None:
    """A kommun says that it has the same, or no longer. Twice is the same as once."""

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        challenge = _found(stored.lock_challenge(session, place.region.id, challenge_id))
        others = [kommun for kommun in place.led if kommun.id != challenge.municipality_id]
        kommun = chosen_kommun(kommun_slug, others)
        if not challenge.is_open:
            raise PermissionDeniedError(words.NOT_NOW)
        if has_it == (kommun.id in {number for number, _ in challenge.shared_by}):
            return
        stored.set_shared(session, challenge_id, kommun.id, has_it=has_it)
        event = ChallengeShared(challenge_id=challenge_id, has_it=has_it)
        note(session, actor, event, Place(place.region.id, kommun.id), now)

    database.write(work)


def close_challenge(
    database: Database, actor: Actor, slug: str, challenge_id: int, fields: Mapping[str, str], now: datetime
) -> None:
    """End it with how it went. Raises InvalidInputError without that. Twice is the same as once; ChallengeEndedError
    where somebody else has ended it with other words.
    """

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        challenge = _found(stored.lock_challenge(session, place.region.id, challenge_id))
        if not may_change(place, challenge):
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        reason = read_ending(fields)
        if isinstance(reason, dict):
            raise InvalidInputError(reason)
        if not challenge.is_open:
            if challenge.reason != reason:
                raise ChallengeEndedError(words.NOT_NOW)
            return
        stored.close_challenge(session, challenge_id, reason)
        event = ChallengeClosed(challenge_id=challenge_id)
        note(session, actor, event, Place(place.region.id, challenge.municipality_id), now)

    database.write(work)


def may_change(place: ExchangePlace, challenge: StoredChallenge) -> bool:
    """Whoever raised it, and the region's coordinators, who find somebody to take it."""
    raised_it = challenge.municipality_id is not None and place.leads(challenge.municipality_id)
    return place.leads_region or raised_it


def _add(
    session: Session,
    actor: Actor,
    place: ExchangePlace,
    challenge: Challenge,
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    """A double click must not raise the same challenge twice."""
    lock_region(session, place.region.id)
    kommun = None if place.leads_region and not place.led else chosen_kommun(fields.get("kommun", ""), place.led)
    municipality_id = None if kommun is None else kommun.id
    if any(
        each.is_open and each.municipality_id == municipality_id and each.challenge == challenge
        for each in stored.challenges_in(session, place.region.id)
    ):
        return
    challenge_id = stored.add_challenge(session, place.region.id, municipality_id, challenge, now)
    note(session, actor, ChallengeNoted(challenge_id=challenge_id), Place(place.region.id, municipality_id), now)


def _found(challenge: StoredChallenge | None) -> StoredChallenge:
    if challenge is None:
        raise NotFoundError
    return challenge


def _changeable(place: ExchangePlace, existing: StoredChallenge | None) -> StoredChallenge:
    challenge = _found(existing)
    if not may_change(place, challenge):
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    if not challenge.is_open:
        raise ChallengeEndedError(words.NOT_NOW)
    return challenge
