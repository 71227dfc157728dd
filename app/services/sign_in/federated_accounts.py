"""Binding an account to issuer and subject (OpenID Connect `iss` and `sub`) at the first sign-in, and loosening that.

An address may be given to somebody new; the subject never is. So whoever comes with a bound account's address as
another subject is refused, until somebody who may say who has a role there loosens the binding.
"""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.session_events import FederatedAccountBound, FederatedAccountLoosened
from app.accounts.kernel.email_addresses import read_address
from app.accounts.kernel.roles import INSTALLATION, Actor, appoints, right_to_run
from app.accounts.kernel.tokens import hash_of
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import NotFoundError, PermissionDeniedError
from app.federation.errors import Cause, FederationError
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.sign_in import words
from app.storage.engine.database import Database
from app.storage.organisations import memberships
from app.storage.organisations.organisations import find_organisation
from app.storage.sign_in import federated_accounts as stored
from app.storage.sign_in import people
from app.storage.sign_in.federated_accounts import FederatedAccount


def require_same(
    session: Session, person_id: int, issuer: str, subject: str, provider: str, contact: str, now: datetime
) -> None:
    """Bind the account the first time. Raises FederationError for another issuer or subject than it is bound to."""
    subject_hash = hash_of(f"{issuer} {subject}")
    account = stored.federated_account(session, person_id)
    if account is None:
        stored.bind(session, person_id, FederatedAccount(issuer, subject_hash, now))
        event = FederatedAccountBound(person_id=person_id, provider=provider)
        note(session, Actor(person_id, ""), event, INSTALLATION, now)
    elif account.issuer != issuer:
        raise FederationError(Cause.OTHER_SUBJECT, "bound to another issuer", contact)
    elif account.subject_hash != subject_hash:
        raise FederationError(Cause.OTHER_SUBJECT, "bound to another subject", contact)


def binding_at(session: Session, actor: Actor, person_id: int) -> tuple[datetime | None, bool]:
    """Since when somebody's account is bound, None when it is not; and whether the actor may loosen it."""
    account = stored.federated_account(session, person_id)
    return (None, False) if account is None else (account.bound_at, _may_loosen(session, actor, person_id))


def loosen_for_member(
    database: Database, actor: Actor, key: OrganisationKey, membership_id: int, now: datetime
) -> None:
    """Whoever comes next with the member's address from the organisation's sign-in is taken for the member.

    Twice is the same as once.

    Raises NotFoundError for a role that is not held at the place, PermissionDeniedError when the person also has roles
    that the actor may not give: then those would be handed on too.
    """

    def work(session: Session) -> None:
        organisation = find_organisation(session, key)
        if organisation is None:
            raise NotFoundError
        require(actor, right_to_run(organisation.place), organisation.place)
        member = memberships.find_member(session, organisation.place, membership_id)
        if member is None:
            raise NotFoundError
        if not _may_loosen(session, actor, member.person_id):
            raise PermissionDeniedError(words.BINDING_IS_FOR_OTHERS)
        if stored.loosen(session, (member.person_id,)):
            event = FederatedAccountLoosened(person_id=member.person_id)
            note(session, actor, event, organisation.place, now)

    database.write(work)


def _may_loosen(session: Session, actor: Actor, person_id: int) -> bool:
    """Who may give each of the person's roles, and is somebody else."""
    roles = memberships.roles_held(session, person_id)
    return person_id != actor.person_id and all(role in appoints(actor, place) for role, place in roles)


def bound_accounts(database: Database) -> tuple[tuple[str, FederatedAccount], ...]:
    """Address and binding, for the command line."""
    with database.read() as session:
        return stored.bound_accounts(session)


def loosen_from_terminal(database: Database, now: datetime, *, address: str = "", issuer: str = "") -> int:
    """Loosen the account with an address, or all that are bound to an issuer. Returns how many were bound."""

    def work(session: Session) -> int:
        email = read_address(address)
        person_id = people.person_with(session, email) if isinstance(email, str) else None
        person_ids = stored.bound_at_issuer(session, issuer) if issuer else () if person_id is None else (person_id,)
        loosened_ids = stored.loosen(session, person_ids)
        for loosened_id in loosened_ids:
            note(session, None, FederatedAccountLoosened(person_id=loosened_id), INSTALLATION, now)
        return len(loosened_ids)

    return database.write(work)
