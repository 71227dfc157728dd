"""Notifying a kommun's people by mail of what has happened in their assessment, in the transaction of what is told."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification, recipients
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import STOCKHOLM
from app.services.kernel.access import place_of
from app.services.kernel.contacts import known_contact, person_contact, region_contact
from app.services.kernel.words import ASK
from app.services.mail import words
from app.services.mail.assessment_places import round_places
from app.services.mail.mail_queue import queue_mail
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.storage.organisations.memberships import members_at
from app.storage.questionnaires.editions import questionnaire_of

TASKS = {
    MailKind.WEEK_LEFT: "",
    MailKind.ALL_ANSWERED: "/avsluta",
    MailKind.HANDED_IN: "/lamna-in-resultat",
    MailKind.SENT_BACK: "/lamna-in-resultat",
    MailKind.APPROVED: "/rapport",
    MailKind.ROUND_CLOSED: "",
    MailKind.ACTION_DUE: "/atgarder",
    MailKind.ACTION_LATE: "/atgarder",
}
"""Kind of notification -> the page of the assessment where its task is done."""
OF_REGION = frozenset({MailKind.WEEK_LEFT, MailKind.ROUND_CLOSED})
"""Of the region's round, not of what a kommun does: they stand in the region's log too."""
MAIL_CHOICES = "/mitt#mejl"
"""Where people turn notifications off."""
FIRST_HOUR = 7
"""Of the day in Sweden: nobody's telephone rings at midnight for what happens by the clock."""


def is_time_to_notify(now: datetime) -> bool:
    """Whether it is day, for what happens by nobody's act."""
    return now.astimezone(STOCKHOLM).hour >= FIRST_HOUR


def notify(
    session: Session, assessment: Assessment, notification: Notification, now: datetime, *, public_url: str
) -> None:
    """Queue a mail to each of the kommun's people whom it concerns and who has not turned it off.

    What happens inside the kommun stands in its own log of mails and not in the region's.
    """
    host = public_url.rstrip("/")
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    is_of_region = notification.kind in OF_REGION
    contact, reply_to = _contact(session, assessment, None if is_of_region else notification.actor)
    link = f"{host}{assessment.key.path}{TASKS[notification.kind]}"
    values = round_places(assessment, questionnaire, link, contact, now) | {
        "vem": _name(notification.actor, assessment),
        "skäl": notification.reason,
        "åtgärder": notification.actions,
        "mejlval": host + MAIL_CHOICES,
    }
    members = members_at(session, place_of(assessment))
    for member in recipients(notification, members, people_without(session, notification.kind)):
        about = About(
            person_id=member.person_id,
            region_id=assessment.round.region_id if is_of_region else None,
            municipality_id=assessment.municipality_id,
            assessment_id=assessment.id,
            wording_region_id=assessment.round.region_id,
        )
        queue_mail(
            session, notification.kind, member.address, values, about, now, public_url=public_url, reply_to=reply_to
        )


def _name(actor: Actor | None, assessment: Assessment) -> str:
    if actor is not None and actor.name:
        return actor.name
    return words.SOMEBODY_IN_KOMMUN.with_facts(kommun=assessment.municipality)


def _contact(session: Session, assessment: Assessment, actor: Actor | None) -> tuple[str, str]:
    """Whom to ask, in words, and the address for replies: who did it, or else the region."""
    person = None if actor is None else person_contact(session, actor.person_id)
    if person is not None:
        return person
    if known_contact(session, assessment):
        return region_contact(session, assessment)
    return (ASK.with_facts(name=actor.name) if actor is not None and actor.name else words.ASK_REGION_COORDINATOR), ""
