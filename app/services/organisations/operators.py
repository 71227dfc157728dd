"""The operators of an installation, from the command line: whoever may run it there may say who runs it on the pages.

That is where the first account comes from; nothing else makes one without somebody who is signed in.
"""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import MembershipEnded, MembershipGranted
from app.accounts.audit.session_events import SignInLinkMade
from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.roles import INSTALLATION, Role
from app.accounts.kernel.tokens import hash_of
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Organisation
from app.errors import NotFoundError, PermissionDeniedError
from app.services.kernel.audit import note
from app.services.organisations.role_mail import write_welcome
from app.services.sign_in.mail_sign_in import link_address
from app.storage.engine.database import Database
from app.storage.organisations import memberships
from app.storage.sign_in import mail_sign_in as links
from app.storage.sign_in.mail_sign_in import SignInLink

LINK_VALID = timedelta(hours=24)


def invite(database: Database, address: str, now: datetime, *, public_url: str, by_mail: bool) -> str:
    """Make the one with the address an operator, if that is not so already. Returns a link that signs that one in.

    The link is good once, for a day, in any browser: it is for the one who reads the terminal. With `by_mail` somebody
    new is also sent a mail about the role, which leads to the ordinary sign-in. Raises PermissionDeniedError for no
    address.
    """
    email = read_address(address)
    if isinstance(email, AddressProblem):
        raise PermissionDeniedError(f"{email.message} {email.remedy}")
    token = secrets.token_urlsafe(32)

    def work(session: Session) -> None:
        person_id = memberships.lock_person_with(session, email)
        is_new = person_id not in memberships.holders_of(session, Role.OPERATOR, INSTALLATION)
        if is_new:
            memberships.add_membership(session, person_id, Role.OPERATOR, INSTALLATION, now)
        if is_new and by_mail:
            write_welcome(session, None, Organisation(), Role.OPERATOR, person_id, email, now, public_url=public_url)
        link = SignInLink(hash_of(token), "", person_id, browser_hash="", after="/drift", tries=0, used_at=None)
        links.add_link(session, link, now, now + LINK_VALID)
        if is_new:
            note(session, None, MembershipGranted(person_id=person_id, role=Role.OPERATOR), INSTALLATION, now)
        note(session, None, SignInLinkMade(person_id=person_id), INSTALLATION, now)

    database.write(work)
    return link_address(public_url, token)


def operators(database: Database) -> tuple[Member, ...]:
    """Those who are operators now, the first one first."""
    with database.read() as session:
        return memberships.members_at(session, INSTALLATION)


def end(database: Database, address: str, now: datetime) -> int:
    """End the role of the operator with the address. Returns how many operators are left; it may be none.

    Raises NotFoundError when nobody with the address is one.
    """

    def work(session: Session) -> int:
        email = read_address(address)
        members = [member for member in memberships.members_at(session, INSTALLATION) if member.address == email]
        holders = memberships.holders_of(session, Role.OPERATOR, INSTALLATION)
        if not members or members[0].person_id not in holders:
            raise NotFoundError
        person_id = members[0].person_id
        memberships.end_membership(session, person_id, Role.OPERATOR, INSTALLATION, now)
        note(session, None, MembershipEnded(person_id=person_id, role=Role.OPERATOR), INSTALLATION, now)
        return len(holders) - 1

    return database.write(work)
