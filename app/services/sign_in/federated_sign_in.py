"""Sign-in with OpenID Connect at one's own organisation (single sign-on): out to the provider, and in again.

The provider is believed about addresses of its own domains, and about nothing else but a name and, where its region has
allowed that, which kommun somebody new belongs to.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.session_events import AccountCreatedByFederation
from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.roles import Actor, Place, Role
from app.accounts.kernel.tokens import hash_of
from app.errors import NotFoundError
from app.federation.client import AuthorizationRequest, Federation, Identity
from app.federation.errors import Cause, FederationError
from app.federation.providers import Provider
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.sign_in import words
from app.services.sign_in.federated_accounts import require_same
from app.services.sign_in.mail_sign_in import Arrival
from app.storage.engine.database import Database
from app.storage.organisations.memberships import add_membership, lock_person_with
from app.storage.organisations.organisations import kommuner_with_code
from app.storage.sign_in import federated_sign_in as attempts
from app.storage.sign_in import people
from app.storage.sign_in.federated_sign_in import Attempt
from app.storage.sign_in.mail_sign_in import may_sign_in

VALID = timedelta(minutes=15)
"""How long somebody may take at the provider."""
STARTS_FROM_CLIENT = Limit(
    "federated sign-in from client",
    60,
    timedelta(hours=1),
    words.MANY_ATTEMPTS_FROM_NETWORK,
)


@dataclass(frozen=True, slots=True)
class CallbackParameters:
    """What somebody brings back from the provider; None for what was not there."""

    state: str | None
    code: str | None
    error: str | None
    issuer: str | None


def begin(
    database: Database,
    federation: Federation,
    provider_id: str,
    browser: str,
    after: str,
    client: str,
    now: datetime,
) -> str:
    """Where to send somebody who wants to sign in at a provider. Raises NotFoundError, RateLimitedError and
    FederationError.
    """
    provider = _provider(federation, provider_id)
    count(database, [Try(STARTS_FROM_CLIENT, client)], now)
    question = AuthorizationRequest(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    address = federation.address_to_sign_in(provider, question)
    attempt = Attempt(
        provider=provider.id,
        nonce=question.nonce,
        code_verifier=question.code_verifier,
        browser_hash=hash_of(browser),
        after=after,
    )
    state_hash = hash_of(question.state)
    database.write(lambda session: attempts.add_attempt(session, state_hash, attempt, now, now + VALID))
    return address


def finish(
    database: Database,
    federation: Federation,
    provider_id: str,
    browser: str | None,
    answer: CallbackParameters,
    now: datetime,
) -> Arrival:
    """Who came back, and where they were going. Raises NotFoundError and FederationError."""
    provider = _provider(federation, provider_id)
    attempt = _expected(database, provider, browser, answer.state, now)
    federation.require_issuer(provider, answer.issuer)
    if answer.error is not None or not answer.code:
        raise _refusal(answer.error)
    question = AuthorizationRequest(answer.state or "", attempt.nonce, attempt.code_verifier)
    identity = federation.identity(provider, answer.code, question, now)
    address = _believed_address(provider, identity)
    person_id = database.write(lambda session: _person(session, provider, address, identity, now))
    return Arrival(person_id, attempt.after)


def _provider(federation: Federation, provider_id: str) -> Provider:
    provider = federation.find(provider_id)
    if provider is None:
        raise NotFoundError
    return provider


def _expected(database: Database, provider: Provider, browser: str | None, state: str | None, now: datetime) -> Attempt:
    if browser is None or not state:
        raise FederationError(Cause.NOT_EXPECTED, "no state" if browser else "no browser cookie")
    hashes = hash_of(state), hash_of(browser)
    attempt = database.write(lambda session: attempts.take_attempt(session, *hashes, now))
    if attempt is None or attempt.provider != provider.id:
        raise FederationError(Cause.NOT_EXPECTED, "unknown state")
    return attempt


_SAID_NO = frozenset(
    {"access_denied", "login_required", "consent_required", "interaction_required", "unauthorized_client"}
)
_OUT_OF_ORDER = frozenset({"server_error", "temporarily_unavailable"})


def _refusal(error: str | None) -> FederationError:
    """What the provider answers instead of a code. Its own words stay out of the log unless they are the standard's."""
    if error in _SAID_NO:
        return FederationError(Cause.DENIED, error or "")
    if error in _OUT_OF_ORDER:
        return FederationError(Cause.UNREACHABLE, error or "")
    return FederationError(Cause.NOT_TRUSTED, "an unknown error" if error else "no code")


def _believed_address(provider: Provider, identity: Identity) -> str:
    """The address in small letters. Raises FederationError for one that the provider does not vouch for."""
    address = read_address(identity.address)
    # A person's slips are mended where a person types. What a provider says of somebody is taken as it stands: an
    # address that only looks like another must not become it.
    if isinstance(address, AddressProblem) or address != identity.address.strip().lower():
        raise FederationError(Cause.ADDRESS, "no address" if not identity.address else "no address that can be used")
    if not provider.vouches_for(address):
        raise FederationError(Cause.ADDRESS, "an address of another domain")
    if not (identity.is_verified or provider.trust_email):
        raise FederationError(Cause.ADDRESS, "an address that is not verified")
    return address


def _person(session: Session, provider: Provider, address: str, identity: Identity, now: datetime) -> int:
    """The one with the address, let in; somebody new gets an account where that is allowed.

    Raises FederationError when there is nobody to let in, and changes nothing then.
    """
    kommuner = kommuner_with_code(session, identity.municipality_code) if identity.municipality_code else ()
    open_to_new = [kommun for kommun in kommuner if kommun.region is not None and kommun.region.federated_accounts]
    contact = kommuner[0].region.contact if len(kommuner) == 1 and kommuner[0].region is not None else ""
    existing_id = people.person_with(session, address)
    if existing_id is not None and may_sign_in(session, existing_id):
        people.name_if_nameless(session, existing_id, identity.name)
        require_same(session, existing_id, provider.issuer, identity.subject, provider.id, contact, now)
        return existing_id
    if existing_id is not None and people.has_had_a_role(session, existing_id):
        raise FederationError(Cause.NO_ACCOUNT, "the last role has ended", contact)
    if len(open_to_new) != 1:
        raise FederationError(Cause.NO_ACCOUNT, "no region makes an account", contact)
    person_id = lock_person_with(session, address)
    people.name_if_nameless(session, person_id, identity.name)
    require_same(session, person_id, provider.issuer, identity.subject, provider.id, contact, now)
    _let_read(session, person_id, provider, open_to_new[0].place, now)
    return person_id


def _let_read(session: Session, person_id: int, provider: Provider, place: Place, now: datetime) -> None:
    add_membership(session, person_id, Role.KOMMUN_READER, place, now)
    event = AccountCreatedByFederation(person_id=person_id, provider=provider.id)
    note(session, Actor(person_id, ""), event, place, now)
