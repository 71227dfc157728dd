"""Mails about a role: to the one who has got it, and to a kommun's coordinators when it came from outside."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Actor, Role
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.organisations.organisation import Organisation
from app.services.kernel.words import ASK
from app.services.mail.mail_queue import queue_mail
from app.services.organisations import words
from app.storage.mail.mail_queue import About
from app.storage.organisations.memberships import members_at


def write_welcome(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    role: Role,
    person_id: int,
    address: str,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Queue it. It leads to the organisation's own page, where whoever is not signed in is asked to."""
    region, municipality = organisation.region, organisation.municipality
    values = {
        "roll": title_of(role, is_association=organisation.is_association),
        "plats": organisation.name or words.WHOLE_INSTALLATION,
        "länk": public_url.rstrip("/") + organisation.key.path,
        "kontakt": _whom_to_ask(organisation, actor),
    }
    about = About(person_id, None if region is None else region.id, None if municipality is None else municipality.id)
    reply_to = "" if region is None else region.contact_email
    queue_mail(session, MailKind.WELCOME, address, values, about, now, public_url=public_url, reply_to=reply_to)


def write_to_leaders(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    role: Role,
    address: str,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Tell a kommun's coordinators, other than the one who got the role, that somebody outside it gave a role in it."""
    region, municipality = organisation.region, organisation.municipality
    if region is None or municipality is None:
        return
    values = {
        "givare": actor.name or words.SOMEBODY_IN.with_facts(place=region.name),
        "adress": address,
        "roll": title_of(role, is_association=organisation.is_association),
        "plats": organisation.name,
        "länk": f"{public_url.rstrip('/')}{organisation.key.path}/personer",
        "kontakt": _whom_to_ask(organisation, actor),
    }
    for leader in members_at(session, organisation.place):
        if leader.role is Role.KOMMUN_COORDINATOR and leader.address and leader.address != address:
            about = About(leader.person_id, region.id, municipality.id)
            kind, reply_to = MailKind.ROLE_FROM_ABOVE, region.contact_email
            queue_mail(session, kind, leader.address, values, about, now, public_url=public_url, reply_to=reply_to)


def _whom_to_ask(organisation: Organisation, actor: Actor | None) -> str:
    if organisation.region is not None and organisation.region.contact:
        return organisation.region.contact
    return ASK.with_facts(name=actor.name) if actor is not None and actor.name else words.ASK_WHO_GAVE_ROLE
