"""Joining a workshop by its link, without an account: choosing a group, and going over to another one.

Who joins is a random key in a cookie of the browser, stored as its hash until the workshop closes.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.support.catalogues import placing_capitals
from app.services.workshops import words
from app.services.workshops.access import OpenWorkshop, Visitor, opened, require_running
from app.storage.engine.database import Database
from app.storage.workshops import workshops as stored
from app.support.workshops.workshop import MAX_PARTICIPANTS, StoredGroup, WorkshopState

_HOUR = timedelta(hours=1)
JOINS_BY_LINK = Limit("joining a workshop", 400, _HOUR, words.MANY_JOINED)
JOINS_FROM_CLIENT = Limit("joining workshops from client", 200, _HOUR, words.MANY_JOINED_FROM_NETWORK)
"""A whole conference can share one address."""
KEY = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class JoinPage:
    """Where a link leads: the workshop's groups, with how many have joined each. `own` is the group of who asks."""

    workshop: OpenWorkshop
    joined: dict[int, int]


def new_key() -> str:
    """A secret that the page carries and that the browser keeps, so that pressing twice joins once."""
    return secrets.token_urlsafe(32)


def open_join(database: Database, token: str, key: str) -> JoinPage:
    """Where a link leads. Changes nothing. NotFoundError for one that never was, was replaced, or has been closed."""
    with database.read() as session:
        return _join_page(session, token, key)


def _join_page(session: Session, token: str, key: str) -> JoinPage:
    workshop = stored.workshop_by_link(session, hash_of(token))
    if workshop is None or workshop.state is not WorkshopState.RUNNING:
        raise NotFoundError
    participant = stored.participant_by_key(session, hash_of(key)) if KEY.fullmatch(key) else None
    open_workshop = OpenWorkshop(
        workshop=workshop,
        groups=stored.groups_of(session, workshop.id),
        capitals=placing_capitals(session),
        participant=participant if participant is not None and participant.workshop_id == workshop.id else None,
        may_lead=False,
    )
    return JoinPage(open_workshop, stored.participants_by_group(session, workshop.id))


def join(
    database: Database, token: str, key: str, group: int, client: str, now: datetime
) -> tuple[OpenWorkshop, StoredGroup]:
    """Join the group by its number, or go over to it from another one of the same workshop. Twice is once.

    Raises NotFoundError for a link that leads nowhere, InvalidInputError without a group, PermissionDeniedError when
    the workshop is full, and RateLimitedError.
    """
    if not KEY.fullmatch(key):
        raise NotFoundError
    page = open_join(database, token, key)
    if group not in {each.number for each in page.workshop.groups}:
        raise InvalidInputError({"grupp": words.GROUP_MISSING})
    if page.workshop.participant is None:
        tries = [Try(JOINS_BY_LINK, str(page.workshop.workshop.id)), Try(JOINS_FROM_CLIENT, client)]
        count(database, tries, now)

    def work(session: Session) -> OpenWorkshop:
        workshop_id = page.workshop.workshop.id
        stored.lock_workshop(session, workshop_id)
        current = _join_page(session, token, key)
        chosen_group = current.workshop.group(group)
        if current.workshop.participant is not None:
            stored.move_participant(session, current.workshop.participant.id, chosen_group.id)
        elif sum(current.joined.values()) >= MAX_PARTICIPANTS:
            raise PermissionDeniedError(words.JOINED_FULL.with_facts(limit=MAX_PARTICIPANTS))
        else:
            stored.add_participant(session, chosen_group.id, hash_of(key), now)
        stored.raise_version(session, stored.lock_group(session, chosen_group.id))
        return current.workshop

    workshop = database.write(work)
    return workshop, workshop.group(group)


def change_group(database: Database, visitor: Visitor, slug: str, number: int, group: int) -> StoredGroup:
    """Go over to another group of the workshop. What was written stays where it was.

    Raises NotFoundError for those who have not joined, and PermissionDeniedError once it is closed.
    """

    def work(session: Session) -> StoredGroup:
        workshop = opened(session, visitor, slug, number)
        require_running(workshop.workshop)
        if workshop.participant is None:
            raise NotFoundError
        new_group = workshop.group(group)
        if workshop.participant.group_id != new_group.id:
            stored.move_participant(session, workshop.participant.id, new_group.id)
            stored.raise_version(session, stored.lock_group(session, new_group.id))
        return new_group

    return database.write(work)
