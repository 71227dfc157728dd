"""Links with which people answer without an account: making them, seeing where they lead, going in by them."""

import secrets
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.errors import NotFoundError
from app.rounds.kernel.links import LinkedPlace
from app.storage.engine.database import Database
from app.storage.respondents import links


def new_link(session: Session, respondent_id: int, now: datetime, *, public_url: str) -> str:
    """A further link of a respondent's own, as an address. Only its hash is kept: it can be told now, never again."""
    token = secrets.token_urlsafe(32)
    links.add_personal_link(session, hash_of(token), respondent_id, now)
    return address_of(token, public_url)


def address_of(token: str, public_url: str) -> str:
    return f"{public_url.rstrip('/')}/lank/{token}"


def follow(database: Database, token: str) -> LinkedPlace:
    """Where a link leads. Raises NotFoundError alike for a link that never was and for one that has ended."""
    with database.read() as session:
        place = links.find_linked_place(session, hash_of(token))
    if place is None:
        raise NotFoundError
    return place
