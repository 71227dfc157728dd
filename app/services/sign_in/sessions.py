"""Sessions of signed-in browsers: an opaque random token in a cookie, its hash in the database.

A session ends when its time is up, when it has not been used for a while, when its browser signs in again or out, and
when its owner ends it from another one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlmodel import Session

from app.accounts.audit.session_events import SessionEnded, SessionStarted
from app.accounts.kernel.roles import INSTALLATION, Actor
from app.accounts.kernel.second_factor import SecondFactor, SignInStep, must_confirm, open_step
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.kernel.tokens import hash_of
from app.errors import NotSignedInError
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.engine.failures import DRIVER_ERRORS, failure_of
from app.storage.sign_in import people
from app.storage.sign_in.people import SeenActor

NOTE_EVERY = timedelta(minutes=3)
"""How often it is written down that a session is used, so that not every request writes to the database."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session is good: `whole` however much it is used, `idle` without being used; from when on, `policy`.

    The service takes all from its settings (SESSION_HOURS, SESSION_IDLE_MINUTES, SECOND_FACTOR); these are for those
    who have none.
    """

    whole: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(minutes=120)
    policy: SecondFactor = SecondFactor.OFFERED


STANDARD = Lifetime()


class SecondFactorMissingError(NotSignedInError):
    """A session whose person (`actor`, without any role) has shown one factor, and must take `step` first."""

    def __init__(self, actor: Actor, step: SignInStep) -> None:
        super().__init__(step.value)
        self.actor = actor
        self.step = step


def sign_in(
    database: Database,
    person_id: int,
    way: SignInWay,
    now: datetime,
    lifetime: Lifetime = STANDARD,
    *,
    respondent_id: int | None = None,
    browser: str = "",
    replaces: str | None = None,
) -> str:
    """Start a session for a person whose identity the caller has established. Returns the cookie's token.

    With `respondent_id` the session is good for that one place to answer in, and for nothing else. `replaces` is the
    token of the session that the browser had, which ends.
    """
    token = secrets.token_urlsafe(32)

    def work(session: Session) -> None:
        people.clear_sign_ins(session, now, now - lifetime.idle)
        if replaces is not None:
            people.end_sign_in(session, hash_of(replaces))
        people.add_sign_in(
            session, hash_of(token), person_id, way, now, now + lifetime.whole, browser, respondent_id=respondent_id
        )
        note(session, Actor(person_id, ""), SessionStarted(way=way.value), INSTALLATION, now)

    database.write(work)
    return token


async def visitor(database: Database, token: str, now: datetime, lifetime: Lifetime = STANDARD) -> Actor | None:
    """Who the token stands for right now, or None; for coroutines. Notes now and then that the session is used.

    Raises SecondFactorMissingError for a session whose second factor is still to come.
    """
    token_hash = hash_of(token)
    session_holder = await database.read_async(
        lambda connection: people.actor_of_sign_in(connection, token_hash, now, now - lifetime.idle)
    )
    if session_holder is None:
        return None
    if _is_to_be_noted(session_holder, now):
        try:
            await database.write_async(lambda connection: people.note_seen(connection, token_hash, now))
        except DRIVER_ERRORS as error:
            if failure_of(error) is None:
                raise
            # Where nothing can be written, such as on a full disk, people can read at least.
    step = _open_step(session_holder, lifetime)
    if step is not SignInStep.COMPLETE:
        raise SecondFactorMissingError(_without_roles(session_holder), step)
    return session_holder.actor


async def still_signed_in(database: Database, token: str, now: datetime, lifetime: Lifetime = STANDARD) -> Actor | None:
    """`visitor` for what a page asks by itself, over and over: that is no use of the session."""
    session_holder = await database.read_async(
        lambda connection: people.actor_of_sign_in(connection, hash_of(token), now, now - lifetime.idle)
    )
    return _complete(session_holder, lifetime)


def actor_for(database: Database, token: str, now: datetime, lifetime: Lifetime = STANDARD) -> Actor | None:
    """`visitor` for those who are no coroutine, without noting anything."""
    with database.read() as session:
        session_holder = people.actor_of_sign_in(session, hash_of(token), now, now - lifetime.idle)
    return _complete(session_holder, lifetime)


def person_to_confirm(database: Database, token: str, now: datetime, lifetime: Lifetime = STANDARD) -> Actor | None:
    """Who must show a passkey in this session before something that cannot be undone (step-up), without any role.

    None when nobody must: the session is over or not good yet, or it was shown a moment ago, or there is no passkey.
    """
    with database.read() as session:
        session_holder = people.actor_of_sign_in(session, hash_of(token), now, now - lifetime.idle)
    if _complete(session_holder, lifetime) is None or session_holder is None:
        return None
    return _without_roles(session_holder) if must_confirm(lifetime.policy, session_holder.proof, now) else None


class Confirmation(Enum):
    """Whether a second factor has been shown in a session, as far as one must be."""

    SHOWN = "shown"
    MISSING = "missing"
    SESSION_OVER = "session over"


def confirmation_of(database: Database, token: str, now: datetime, lifetime: Lifetime = STANDARD) -> Confirmation:
    """As it is by now: of two equal answers at once the second is refused, and the first has confirmed the session, or
    given it another token."""
    with database.read() as session:
        session_holder = people.actor_of_sign_in(session, hash_of(token), now, now - lifetime.idle)
    if session_holder is None:
        return Confirmation.SESSION_OVER
    is_complete = _open_step(session_holder, lifetime) is SignInStep.COMPLETE
    if is_complete and not must_confirm(lifetime.policy, session_holder.proof, now):
        return Confirmation.SHOWN
    return Confirmation.MISSING


def sign_out(database: Database, token: str, now: datetime) -> None:
    """End the session with this token; nothing happens when there is none."""

    def work(session: Session) -> None:
        person_id = people.end_sign_in(session, hash_of(token))
        if person_id is not None:
            note(session, Actor(person_id, ""), SessionEnded(), INSTALLATION, now)

    database.write(work)


def _complete(session_holder: SeenActor | None, lifetime: Lifetime) -> Actor | None:
    if session_holder is None or _open_step(session_holder, lifetime) is not SignInStep.COMPLETE:
        return None
    return session_holder.actor


def _open_step(session_holder: SeenActor, lifetime: Lifetime) -> SignInStep:
    roles = {membership.role for membership in session_holder.actor.memberships}
    return open_step(lifetime.policy, session_holder.proof, roles)


def _without_roles(session_holder: SeenActor) -> Actor:
    return Actor(session_holder.actor.person_id, session_holder.actor.name)


def _is_to_be_noted(session_holder: SeenActor, now: datetime) -> bool:
    # Noted by a clock that was ahead, the session would not be idle until the clock has come there again.
    return abs(now - session_holder.last_seen_at) >= NOTE_EVERY
