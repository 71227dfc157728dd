"""Tokens with which programs read: made and ended by an organisation's coordinator, good for what its readers may see.

A token is shown once. It is made from the form it was asked for with, so that a form that is sent twice makes one.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.api.api_scopes import Scope, TokenForm, TokenTerms, read_terms, token_for
from app.accounts.api.api_token import ApiToken
from app.accounts.audit.api_events import ApiTokenEnded, ApiTokenMade
from app.accounts.kernel.roles import Actor, Membership, Right, Role
from app.accounts.kernel.tokens import hash_of
from app.accounts.organisations.organisation import Organisation, OrganisationKey
from app.errors import InvalidInputError, NotFoundError, OmstallningskollenError
from app.rounds.kernel.days import day_of, midnight_before, read_day
from app.services.api import words
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.storage.api import api_tokens as stored
from app.storage.engine.database import Database
from app.storage.organisations.organisations import find_organisation, organisation_at

MAX_TOKENS = 50
"""Tokens that an organisation may have at the same time."""
SECOND_CLICK = timedelta(seconds=5)
"""So long a token is shown again to the same form: a browser drops the first answer when a button is clicked twice."""
NOTE_EVERY = timedelta(minutes=10)
"""How often it is written down that a token is used."""
NO_PERSON = 0
"""In the place of a person's number: no person has it."""


class UnknownTokenError(OmstallningskollenError):
    """There is no such token, or it is no longer good: the two look the same."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """An organisation's tokens, the latest first."""

    organisation: Organisation
    good: tuple[ApiToken, ...]
    over: tuple[ApiToken, ...]


@dataclass(frozen=True, slots=True)
class NewToken:
    """`secret` is None when it has been shown already."""

    organisation: Organisation
    token: ApiToken
    secret: str | None


@dataclass(frozen=True, slots=True)
class TokenDetails:
    organisation: Organisation
    token: ApiToken
    maker: str
    """Who made it, or empty."""
    is_good: bool


@dataclass(frozen=True, slots=True)
class Program:
    """Who a token stands for: a reader of its organisation who is no person."""

    token_id: int
    organisation: Organisation
    scopes: frozenset[Scope]
    expires_at: datetime
    actor: Actor


def open_tokens(database: Database, actor: Actor, key: OrganisationKey, now: datetime) -> Tokens:
    """For the organisation's coordinators. Raises NotFoundError to people outside it, PermissionDeniedError inside
    it.
    """
    with database.read() as session:
        organisation = _kept(session, actor, key)
        every = stored.tokens_at(session, organisation.place)
        good = tuple(token for token in every if token.is_good(now))
        return Tokens(organisation, good, tuple(token for token in every if token not in good))


def create_token(
    database: Database,
    actor: Actor,
    key: OrganisationKey,
    form: TokenForm,
    scopes: Collection[str],
    session_secret: str,
    now: datetime,
) -> NewToken:
    """Make the token that a form asks for; one filled-in form makes one token.

    `session_secret` is only known to the asker's browser. Raises InvalidInputError with every error.
    """
    # Without a number two forms that ask for different things would be taken for one.
    one_form = form.tillfalle or secrets.token_urlsafe()

    def work(session: Session) -> NewToken:
        organisation = _kept(session, actor, key)
        secret = token_for(key.path, one_form, session_secret)
        token = stored.token_with(session, hash_of(secret))
        if token is None and _add(session, organisation, _terms(session, organisation, form, scopes, now), secret, now):
            token = _found(session, secret)
            day = day_of(token.expires_at - timedelta(seconds=1))
            event = ApiTokenMade(token_id=token.id, scopes=token.scopes, last_day=day)
            note(session, actor, event, organisation.place, now)
        token = token or _found(session, secret)
        is_shown = token.is_good(now) and now - token.created_at < SECOND_CLICK
        return NewToken(organisation, token, secret if is_shown else None)

    return database.write(work)


def token_details(database: Database, actor: Actor, key: OrganisationKey, token_id: int, now: datetime) -> TokenDetails:
    """Raises NotFoundError for one that the organisation has not had."""
    with database.read() as session:
        organisation = _kept(session, actor, key)
        token = stored.token_at(session, organisation.place, token_id)
        if token is None:
            raise NotFoundError
        maker = stored.maker_of(session, organisation.place, token_id)
        return TokenDetails(organisation=organisation, token=token, maker=maker, is_good=token.is_good(now))


def end_token(database: Database, actor: Actor, key: OrganisationKey, token_id: int, now: datetime) -> None:
    """From now on it is good for nothing. Ending it twice is the same as once."""

    def work(session: Session) -> None:
        organisation = _kept(session, actor, key)
        if stored.token_at(session, organisation.place, token_id) is None:
            raise NotFoundError
        if stored.end_token(session, token_id, now):
            note(session, actor, ApiTokenEnded(token_id=token_id), organisation.place, now)

    database.write(work)


def revoke_found(database: Database, secret: str, now: datetime) -> str:
    """End a token that has been found where it must not be, at the command line. Returns whose it was.

    Raises UnknownTokenError for one that is good for nothing anyway.
    """

    def work(session: Session) -> str:
        token = stored.token_with(session, hash_of(secret))
        organisation = None if token is None else organisation_at(session, token.place)
        if (
            token is None
            or organisation is None
            or not token.is_good(now)
            or not stored.end_token(session, token.id, now)
        ):
            raise UnknownTokenError
        note(session, None, ApiTokenEnded(token_id=token.id), token.place, now)
        return organisation.name

    return database.write(work)


def program_of_token(database: Database, secret: str, now: datetime) -> Program:
    """Who a token stands for at this moment. Raises UnknownTokenError. Notes now and then that it is used."""
    with database.read() as session:
        token = stored.token_with(session, hash_of(secret))
        if token is None or not token.is_good(now):
            raise UnknownTokenError
        organisation = organisation_at(session, token.place)
    if organisation is None:
        raise UnknownTokenError
    if token.last_used_at is None or now - token.last_used_at >= NOTE_EVERY:
        database.write(lambda session: stored.note_used(session, token.id, now))
    place = token.place
    role = Role.REGION_READER if place.municipality_id is None else Role.KOMMUN_READER
    actor = Actor(NO_PERSON, "", (Membership(role, place.region_id, place.municipality_id),))
    return Program(
        token_id=token.id,
        organisation=organisation,
        scopes=frozenset(token.scopes),
        expires_at=token.expires_at,
        actor=actor,
    )


def _kept(session: Session, actor: Actor, key: OrganisationKey) -> Organisation:
    organisation = find_organisation(session, key)
    if organisation is None:
        raise NotFoundError
    require(actor, Right.KEEP_TOKENS, organisation.place)
    return organisation


def _terms(
    session: Session, organisation: Organisation, form: TokenForm, scopes: Collection[str], now: datetime
) -> TokenTerms:
    terms = read_terms(form.namn, scopes, read_day(form.sista), day_of(now))
    if stored.count_good(session, organisation.place, now) >= MAX_TOKENS:
        raise InvalidInputError({"namn": words.TOO_MANY_TOKENS.with_facts(limit=MAX_TOKENS)})
    return terms


def _add(session: Session, organisation: Organisation, terms: TokenTerms, secret: str, now: datetime) -> bool:
    ends = midnight_before(terms.last_day + timedelta(days=1))
    return stored.add_token(session, hash_of(secret), organisation.place, terms.name, terms.scopes, now, ends)


def _found(session: Session, secret: str) -> ApiToken:
    token = stored.token_with(session, hash_of(secret))
    if token is None:
        raise NotFoundError
    return token
