"""Who has which role in the installation, a region or a kommun: giving roles, ending them, handing one's own over.

Whatever the people, the assessments, answers and links stay: they belong to the kommun. Rights are read again on every
request, so a role that ends gives no right from the next one on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import MembershipEnded, MembershipGranted, MembershipHandedOver, MembershipWelcomedAgain
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.roles import Actor, Place, Role, appoints, leading_role, leads, may, right_to_run, roles_at
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailState
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Organisation, OrganisationKey
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.organisations import words
from app.services.organisations.role_mail import write_to_leaders, write_welcome
from app.services.sign_in.federated_accounts import binding_at
from app.storage.engine.database import Database
from app.storage.mail import mail_queue as mail
from app.storage.organisations import memberships
from app.storage.organisations.organisations import find_organisation

MIN_MAIL_INTERVAL = timedelta(minutes=10)
"""A mail about a role is not sent again to the same person sooner than that."""

ROLE_MAILS = Limit("letters about roles", 100, timedelta(hours=1), words.MANY_ROLES_GIVEN)
"""For each person who gives roles, so that nobody sends mails to strangers through the service."""
SECOND_CLICK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class People:
    """Those who have a role at an organisation, and what the one who asks may do about it."""

    organisation: Organisation
    members: tuple[Member, ...]
    grantable: frozenset[Role]
    own: Member | None
    """The asker's own leading role here, which can be handed over."""


def people_of(database: Database, actor: Actor, key: OrganisationKey) -> People:
    """For those who run the organisation. Raises NotFoundError to people outside it."""
    with database.read() as session:
        organisation = _run(session, actor, key)
        members = memberships.members_at(session, organisation.place)
        leading = leading_role(organisation.place)
        own = next(
            (member for member in members if (member.person_id, member.role) == (actor.person_id, leading)), None
        )
        return People(
            organisation=organisation, members=members, grantable=appoints(actor, organisation.place), own=own
        )


@dataclass(frozen=True, slots=True)
class OneMember:
    """One role that somebody has, what became of the mail about it, and whether the one who asks may end it."""

    organisation: Organisation
    member: Member
    mail: MailState | None
    may_change: bool
    is_own: bool
    is_last: bool
    """Nobody else leads the place, so this role cannot end before somebody else has it."""
    bound_at: datetime | None
    """Since when the person's account is bound to the own organisation's sign-in."""
    may_loosen: bool


def one_member(database: Database, actor: Actor, key: OrganisationKey, membership_id: int) -> OneMember:
    """Raises NotFoundError for a role that is not held at the place now, and to people outside it."""
    with database.read() as session:
        organisation = _run(session, actor, key)
        members = memberships.members_at(session, organisation.place)
        member = next((candidate for candidate in members if candidate.id == membership_id), None)
        if member is None:
            raise NotFoundError
        leading = [candidate for candidate in members if candidate.role is leading_role(organisation.place)]
        bound_at, may_loosen = binding_at(session, actor, member.person_id)
        return OneMember(
            organisation,
            member,
            mail.latest_to(session, member.person_id, MailKind.WELCOME),
            may_change=member.role in appoints(actor, organisation.place),
            is_own=member.person_id == actor.person_id,
            is_last=leading == [member],
            bound_at=bound_at,
            may_loosen=may_loosen,
        )


def grant(
    database: Database, actor: Actor, key: OrganisationKey, role: str, address: str, now: datetime, *, public_url: str
) -> None:
    """Give the one with this address a role, and write a mail about it. Giving it twice is the same as once.

    A kommun's coordinators are told when it is not one of them who gives it. Raises InvalidInputError for an address or
    a role that cannot be used, PermissionDeniedError for a role the actor may not give, RateLimitedError after many
    mails.
    """
    count(database, [Try(ROLE_MAILS, str(actor.person_id))], now)

    def work(session: Session) -> None:
        organisation = _run(session, actor, key)
        new_role, person = _read(role, address)
        _require_appointing(actor, organisation.place, new_role)
        _refuse_oneself(session, actor, organisation.place, memberships.lock_person_with(session, person))
        person_id = give(session, actor, organisation, new_role, person, now, public_url=public_url)
        if person_id is not None:
            if not leads(actor, organisation.place):
                write_to_leaders(session, actor, organisation, new_role, person, now, public_url=public_url)
            event = MembershipGranted(person_id=person_id, role=new_role)
            note(session, actor, event, organisation.place, now)

    database.write(work)


def give(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    role: Role,
    address: str,
    now: datetime,
    *,
    public_url: str,
) -> int | None:
    """Part of a transaction: the role and its mail, for an address that can be used. None if it was held already."""
    person_id = memberships.lock_person_with(session, address)
    if person_id in memberships.holders_of(session, role, organisation.place):
        return None
    memberships.add_membership(session, person_id, role, organisation.place, now)
    write_welcome(session, actor, organisation, role, person_id, address, now, public_url=public_url)
    return person_id


def end_role(database: Database, actor: Actor, key: OrganisationKey, membership_id: int, now: datetime) -> bool:
    """End somebody's role, or one's own: returns whether it was. Ending it twice is the same as once.

    Raises PermissionDeniedError for the last one who leads the place: then it would have nobody to turn to.
    """

    def work(session: Session) -> bool:
        if _has_just_left(session, actor, key, now):
            return True
        organisation = _run(session, actor, key)
        place = organisation.place
        member = memberships.find_member(session, place, membership_id)
        if member is None:
            return False
        _require_appointing(actor, place, member.role)
        holders = memberships.holders_of(session, member.role, place)
        is_own = member.person_id == actor.person_id
        if member.person_id not in holders:
            return is_own
        if member.role is leading_role(place) and len(holders) == 1:
            raise PermissionDeniedError(_WITHOUT_ANYBODY[member.role])
        memberships.end_membership(session, member.person_id, member.role, place, now)
        note(session, actor, MembershipEnded(person_id=member.person_id, role=member.role), place, now)
        return is_own

    return database.write(work)


def hand_over(
    database: Database, actor: Actor, key: OrganisationKey, address: str, now: datetime, *, public_url: str
) -> None:
    """Give one's own leading role at the place to another, in one act. Doing it twice is the same as once.

    Raises InvalidInputError for an address that cannot be used, PermissionDeniedError for a role that is not one's own.
    """
    count(database, [Try(ROLE_MAILS, str(actor.person_id))], now)

    def work(session: Session) -> None:
        if _has_just_left(session, actor, key, now):
            return
        organisation = _run(session, actor, key)
        place, role = organisation.place, leading_role(organisation.place)
        _, successor_address = _read(role, address)
        if not leads(actor, place):
            raise PermissionDeniedError(words.ONLY_HOLDER_HANDS_OVER)
        successor = memberships.lock_person_with(session, successor_address)
        if successor == actor.person_id:
            raise InvalidInputError({"adress": words.OWN_ADDRESS})
        if actor.person_id not in memberships.holders_of(session, role, place):
            raise NotFoundError
        give(session, actor, organisation, role, successor_address, now, public_url=public_url)
        memberships.end_membership(session, actor.person_id, role, place, now)
        event = MembershipHandedOver(person_id=actor.person_id, successor_id=successor, role=role)
        note(session, actor, event, place, now)

    database.write(work)


def welcome_again(
    database: Database, actor: Actor, key: OrganisationKey, membership_id: int, now: datetime, *, public_url: str
) -> None:
    """Send the mail about a role once more, unless it was sent just now. Raises PermissionDeniedError without an
    address.
    """
    count(database, [Try(ROLE_MAILS, str(actor.person_id))], now)

    def work(session: Session) -> None:
        organisation = _run(session, actor, key)
        member = memberships.find_member(session, organisation.place, membership_id)
        if member is None:
            raise NotFoundError
        _require_appointing(actor, organisation.place, member.role)
        if not member.address:
            raise PermissionDeniedError(words.MEMBER_WITHOUT_ADDRESS)
        latest = mail.latest_to(session, member.person_id, MailKind.WELCOME)
        if latest is None or now - latest.at >= MIN_MAIL_INTERVAL:
            to = member.person_id, member.address
            write_welcome(session, actor, organisation, member.role, *to, now, public_url=public_url)
            event = MembershipWelcomedAgain(person_id=member.person_id, role=member.role)
            note(session, actor, event, organisation.place, now)

    database.write(work)


_WITHOUT_ANYBODY = {
    Role.KOMMUN_COORDINATOR: words.LAST_KOMMUN_COORDINATOR,
    Role.REGION_COORDINATOR: words.LAST_REGION_COORDINATOR,
    Role.OPERATOR: words.LAST_OPERATOR,
}


def _run(session: Session, actor: Actor, key: OrganisationKey) -> Organisation:
    """The organisation, for somebody who may say who has a role there. Raises NotFoundError or PermissionDeniedError to
    others.
    """
    organisation = find_organisation(session, key)
    if organisation is None:
        raise NotFoundError
    require(actor, right_to_run(organisation.place), organisation.place)
    return organisation


def _has_just_left(session: Session, actor: Actor, key: OrganisationKey, now: datetime) -> bool:
    """Whether this is the second click of somebody whom the first one has left without the right to click."""
    organisation = find_organisation(session, key)
    if organisation is None or may(actor, right_to_run(organisation.place), organisation.place):
        return False
    return memberships.left_since(session, actor.person_id, organisation.place, now - SECOND_CLICK)


def _read(role: str, address: str) -> tuple[Role, str]:
    errors: dict[str, str] = {}
    plain = read_pasted_address(address)
    if isinstance(plain, AddressProblem):
        errors["adress"] = f"{plain.message} {plain.remedy}"
    if role not in set(Role):
        errors["roll"] = words.CHOOSE_ROLE
    if errors or isinstance(plain, AddressProblem):
        raise InvalidInputError(errors)
    return Role(role), plain


def _require_appointing(actor: Actor, place: Place, role: Role) -> None:
    if role not in roles_at(place):
        raise InvalidInputError({"roll": words.CHOOSE_ROLE_OF_LIST})
    if role not in appoints(actor, place):
        raise PermissionDeniedError(words.REGION_GIVES_ONE_ROLE)


def _refuse_oneself(session: Session, actor: Actor, place: Place, person_id: int) -> None:
    """Whoever runs a kommun from above cannot let herself in, except as its first coordinator: there she would see what
    the kommun has not shared."""
    if person_id != actor.person_id or place.municipality_id is None or leads(actor, place):
        return
    if memberships.holders_of(session, leading_role(place), place):
        raise PermissionDeniedError(words.NO_ROLE_FOR_ONESELF)
