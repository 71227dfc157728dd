"""Signed-in browsers: an opaque random token in a cookie, its hash in the database."""

import hashlib
import secrets
from datetime import datetime, timedelta

from app.accounts.roles import Actor
from app.storage import people
from app.storage.database import Database
from app.storage.tables import SignInWay

LIFETIME = timedelta(hours=12)


def sign_in(database: Database, person_id: int, way: SignInWay, now: datetime, respondent_id: int | None = None) -> str:
    """Start a session for a person whose identity the caller has established. Returns the cookie's token.

    With `respondent_id` the session is good for that one place to answer in, and for nothing else.
    """
    token = secrets.token_urlsafe(32)
    database.write(
        lambda session: people.add_sign_in(session, _hash(token), person_id, way, now, now + LIFETIME, respondent_id)
    )
    return token


async def visitor(database: Database, token: str, now: datetime) -> Actor | None:
    """`actor_for` for coroutines."""
    return await database.read_soon(lambda session: people.actor_of_sign_in(session, _hash(token), now))


def actor_for(database: Database, token: str, now: datetime) -> Actor | None:
    """Who the token stands for right now, or None."""
    with database.read() as session:
        return people.actor_of_sign_in(session, _hash(token), now)


def sign_out(database: Database, token: str) -> None:
    database.write(lambda session: people.end_sign_in(session, _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
