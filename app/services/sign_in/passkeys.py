"""One's own passkeys and recovery codes: adding and removing them, and resetting those that somebody lost."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from app.accounts.audit.session_events import PasskeyAdded, PasskeyRemoved, PasskeysReset, RecoveryCodesMade
from app.accounts.kernel.email_addresses import read_address
from app.accounts.kernel.recovery_codes import CODES, hash_of_code, new_code
from app.accounts.kernel.roles import INSTALLATION, Actor
from app.accounts.kernel.tokens import hash_of
from app.errors import InvalidInputError, NotFoundError, OmstallningskollenError, PermissionDeniedError
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.sign_in import words
from app.services.sign_in.passkey_ceremonies import (
    PasskeyRefusedError,
    RelyingParty,
    has_passkey_of,
    read_registration,
    registration_options,
)
from app.services.sign_in.second_factor_mail import tell_owner
from app.storage.engine.database import Database
from app.storage.sign_in import passkeys as stored
from app.storage.sign_in import people, recovery_codes
from app.storage.sign_in.passkeys import Passkey

MAX_PASSKEYS = 10
MAX_NAME_CHARACTERS = 60
TRIES_WITH_PASSKEY = Limit("passkey in session", 60, timedelta(hours=1), words.MANY_PASSKEY_TRIES)
"""Challenges that are asked for in a session. A signature cannot be guessed; this keeps the table small. Not those of a
person: who has only the mailbox would use up what its owner may try."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class OwnPasskeys:
    """In the order in which they were added, and how many recovery codes are left of those made then."""

    passkeys: tuple[Passkey, ...]
    codes_left: int
    codes_made_at: datetime | None

    @property
    def codes_stamp(self) -> str:
        """Tells whether codes have been made since a form was loaded."""
        return _stamp(self.codes_made_at)


class CodesAreNewError(OmstallningskollenError):
    """Somebody who wants new recovery codes has got new ones since the page was loaded, and nothing was changed."""

    def __init__(self) -> None:
        super().__init__("codes are new")


class PasskeyIsOwnError(OmstallningskollenError):
    """The person has the passkey already, so there is nothing to add."""

    def __init__(self) -> None:
        super().__init__("passkey is own")


def own_passkeys(database: Database, actor: Actor) -> OwnPasskeys:
    """Raises PermissionDeniedError to who came by a personal link."""
    _require_whole(actor)
    with database.read() as session:
        codes_left, made_at = recovery_codes.codes_left(session, actor.person_id)
        return OwnPasskeys(tuple(stored.passkeys_of(session, actor.person_id)), codes_left, made_at)


def options_to_add(database: Database, party: RelyingParty, actor: Actor, token: str, now: datetime) -> str:
    """What the browser is asked for a new passkey, as JSON. `token` is the session's. Raises RateLimitedError."""
    _require_whole(actor)
    count(database, [Try(TRIES_WITH_PASSKEY, token)], now)

    def work(session: Session) -> str:
        address = people.address_of(session, actor.person_id)
        return registration_options(session, party, actor.person_id, address, actor.name, token, now)

    return database.write(work)


def add_passkey(
    database: Database, party: RelyingParty, actor: Actor, name: str, answer: str, token: str, now: datetime
) -> tuple[str, ...]:
    """Add what the browser has made. Returns recovery codes with somebody's first passkey, otherwise none.

    The session counts as confirmed from then on, since its owner has just shown the passkey. Raises InvalidInputError,
    and adds nothing, for no name, an answer that is not believed, and one too many; PasskeyIsOwnError for a passkey
    that the person has by now, such as of an answer that is sent twice.
    """
    _require_whole(actor)
    clean_name = " ".join(name.split())
    if not clean_name or len(clean_name) > MAX_NAME_CHARACTERS or not clean_name.isprintable():
        raise InvalidInputError({"namn": words.PASSKEY_NAME_UNUSABLE.with_facts(limit=MAX_NAME_CHARACTERS)})

    def work(session: Session) -> tuple[str, ...] | InvalidInputError | PasskeyIsOwnError:
        try:
            new = read_registration(session, party, answer, token, now)
        except PasskeyRefusedError as refused:
            if has_passkey_of(session, actor.person_id, answer):
                return PasskeyIsOwnError()
            log.warning("passkey_not_added", reason=refused.reason)
            return InvalidInputError({"passnyckel": words.PASSKEY_NOT_ADDED})
        before = stored.count_passkeys(session, actor.person_id)
        if before >= MAX_PASSKEYS:
            return InvalidInputError({"passnyckel": words.TOO_MANY_PASSKEYS.with_facts(limit=MAX_PASSKEYS)})
        if stored.passkey_of(session, actor.person_id, new.credential_id) is not None:
            return PasskeyIsOwnError()
        if stored.is_taken(session, new.credential_id):
            return InvalidInputError({"passnyckel": words.PASSKEY_IS_TAKEN})
        stored.add_passkey(
            session,
            actor.person_id,
            clean_name,
            new.credential_id,
            new.public_key,
            new.sign_count,
            new.transports,
            now,
        )
        people.confirm_sign_in(session, hash_of(token), hash_of(token), now)
        codes = () if before else _replace_codes(session, actor.person_id, now)
        tell_owner(session, actor.person_id, words.PASSKEY_WAS_ADDED, now, public_url=party.public_url)
        note(session, actor, PasskeyAdded(person_id=actor.person_id), INSTALLATION, now)
        return codes

    outcome = database.write(work)
    if isinstance(outcome, InvalidInputError | PasskeyIsOwnError):
        raise outcome
    return outcome


def remove_passkey(
    database: Database, actor: Actor, passkey_id: int, token: str, now: datetime, *, public_url: str
) -> None:
    """Remove one's passkey, and end every other session in which a second factor was shown: it may have been that one.

    With the last passkey the recovery codes go too. Nothing happens when there is no such passkey.
    """
    _require_whole(actor)

    def work(session: Session) -> None:
        if stored.remove_passkey(session, actor.person_id, passkey_id) is None:
            return
        session_count = people.end_confirmed_sign_ins(session, actor.person_id, hash_of(token))
        if not stored.count_passkeys(session, actor.person_id):
            recovery_codes.replace_codes(session, actor.person_id, (), now)
        tell_owner(session, actor.person_id, words.PASSKEY_WAS_REMOVED, now, public_url=public_url)
        note(session, actor, PasskeyRemoved(person_id=actor.person_id, sessions=session_count), INSTALLATION, now)

    database.write(work)


def new_recovery_codes(
    database: Database, actor: Actor, now: datetime, *, stamp: str, public_url: str
) -> tuple[str, ...]:
    """New codes instead of those that the form with the `stamp` was loaded with: of two clicks the first makes codes.

    Raises PermissionDeniedError to somebody who has no passkey, CodesAreNewError where other codes have been made.
    """
    _require_whole(actor)

    def work(session: Session) -> tuple[str, ...]:
        if not stored.count_passkeys(session, actor.person_id):
            raise PermissionDeniedError(words.NO_PASSKEY_YET)
        recovery_codes.lock_codes(session, actor.person_id)
        _, made_at = recovery_codes.codes_left(session, actor.person_id)
        if made_at is not None and stamp != _stamp(made_at):  # used up are none: then none are newer
            raise CodesAreNewError
        codes = _replace_codes(session, actor.person_id, now)
        tell_owner(session, actor.person_id, words.RECOVERY_CODES_WERE_MADE, now, public_url=public_url)
        note(session, actor, RecoveryCodesMade(person_id=actor.person_id, count=len(codes)), INSTALLATION, now)
        return codes

    return database.write(work)


def reset_passkeys(database: Database, address: str, now: datetime, *, public_url: str) -> int:
    """For somebody who has lost them, at the command line: passkeys, codes and sessions go.

    Returns how many passkeys there were. Raises NotFoundError when nobody has the address.
    """

    def work(session: Session) -> int:
        email = read_address(address)
        person_id = people.person_with(session, email) if isinstance(email, str) else None
        if person_id is None:
            raise NotFoundError
        return _reset(session, person_id, now, public_url)

    return database.write(work)


def reset_all_passkeys(database: Database, now: datetime, *, public_url: str) -> tuple[int, int]:
    """`reset_passkeys` of everybody who has one: after a change of host name none of them can be used any more.

    Returns how many people and how many passkeys there were.
    """

    def work(session: Session) -> tuple[int, int]:
        counts = [_reset(session, person_id, now, public_url) for person_id in stored.owners(session)]
        return len(counts), sum(counts)

    return database.write(work)


def _reset(session: Session, person_id: int, now: datetime, public_url: str) -> int:
    passkey_count = stored.remove_all(session, person_id)
    recovery_codes.replace_codes(session, person_id, (), now)
    people.end_sign_ins(session, person_id)
    tell_owner(session, person_id, words.PASSKEYS_WERE_RESET, now, public_url=public_url)
    note(session, None, PasskeysReset(person_id=person_id, count=passkey_count), INSTALLATION, now)
    return passkey_count


def _stamp(made_at: datetime | None) -> str:
    return "" if made_at is None else made_at.isoformat()


def _replace_codes(session: Session, person_id: int, now: datetime) -> tuple[str, ...]:
    codes = tuple(new_code(secrets.token_bytes) for _ in range(CODES))
    recovery_codes.replace_codes(session, person_id, [hash_of_code(person_id, code) for code in codes], now)
    return codes


def _require_whole(actor: Actor) -> None:
    if actor.respondent_id is not None:
        raise PermissionDeniedError(words.CAME_BY_PERSONAL_LINK)
