"""Mails to those who coordinate the kommuner of a round: that it is open, and that the kommun is not done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.rounds.kernel.assessment import Assessment
from app.services.kernel.words import ASK
from app.services.mail.assessment_places import round_places
from app.services.mail.mail_queue import queue_mail
from app.services.rounds import words
from app.services.rounds.round_access import LedRound
from app.storage.kernel.assessments import assessments_of_round
from app.storage.mail.mail_queue import About
from app.storage.rounds.rounds import Coordinator, coordinators_in, notified_in, set_notified


@dataclass(frozen=True, slots=True)
class Notified:
    """Who was written to: ids of assessments, and how many mails there were."""

    assessments: tuple[Assessment, ...]
    letters: int

    @property
    def municipality_ids(self) -> tuple[int, ...]:
        return tuple(assessment.municipality_id for assessment in self.assessments)


def notify_rest(session: Session, actor: Actor, access: LedRound, now: datetime, *, public_url: str) -> Notified:
    """Write that the round is open to the coordinators of every kommun in it that has not been told."""
    already_notified = notified_in(session, access.round.id)
    untold = [
        assessment
        for assessment in assessments_of_round(session, access.round.id)
        if assessment.id not in already_notified
    ]
    notification = write_to(session, actor, access, MailKind.ROUND_OPENED, untold, {}, now, public_url=public_url)
    set_notified(session, [assessment.id for assessment in notification.assessments], now)
    return notification


def write_to(
    session: Session,
    actor: Actor,
    access: LedRound,
    kind: MailKind,
    assessments: Collection[Assessment],
    standing: Mapping[int, str],
    now: datetime,
    *,
    public_url: str,
) -> Notified:
    """One mail to each coordinator who has an address. `standing` is assessment id -> how far it has come."""
    coordinators = coordinators_in(session, access.round.id)
    recipients, letters = [], 0
    for assessment in assessments:
        people = reachable(coordinators.get(assessment.municipality_id, ()))
        for person in people:
            about = About(
                person_id=person.person_id,
                region_id=access.region.id,
                municipality_id=assessment.municipality_id,
                assessment_id=assessment.id,
            )
            values = mail_values(actor, access, assessment, standing.get(assessment.id, ""), now, public_url=public_url)
            reply_to = access.region.contact_email
            queue_mail(session, kind, person.address, values, about, now, public_url=public_url, reply_to=reply_to)
        if people:
            recipients.append(assessment)
            letters += len(people)
    return Notified(tuple(recipients), letters)


def mail_values(
    actor: Actor, access: LedRound, assessment: Assessment, standing: str, now: datetime, *, public_url: str
) -> Mapping[str, str]:
    """What the mails of a round can name."""
    link = public_url.rstrip("/") + assessment.key.path
    contact = access.region.contact or ASK.with_facts(name=actor.name or words.REGION_COORDINATOR)
    return round_places(assessment, access.questionnaire, link, contact, now) | {"läge": standing}


def reachable(people: Collection[Coordinator]) -> tuple[Coordinator, ...]:
    return tuple(person for person in people if person.address)
