"""Letters to those who coordinate the kommuner of a round: that it is open, and that the kommun is not done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import LetterKind
from app.rounds.kernel.assessment import Assessment
from app.services.mail.mail_queue import write_letter
from app.services.respondents.respondent_mail import round_places
from app.services.rounds.round_access import LedRound
from app.storage.kernel.assessments import assessments_of_round
from app.storage.mail.mail_queue import About
from app.storage.rounds.rounds import Coordinator, coordinators_in, set_told, told_in


@dataclass(frozen=True, slots=True)
class Told:
    """Who was written to: ids of assessments, and how many letters there were."""

    assessments: tuple[Assessment, ...]
    letters: int

    @property
    def municipality_ids(self) -> tuple[int, ...]:
        return tuple(assessment.municipality_id for assessment in self.assessments)


def tell_untold(session: Session, actor: Actor, access: LedRound, now: datetime, *, public_url: str) -> Told:
    """Write that the round is open to the coordinators of every kommun in it that has not been told."""
    already_notified = told_in(session, access.round.id)
    untold = [
        assessment
        for assessment in assessments_of_round(session, access.round.id)
        if assessment.id not in already_notified
    ]
    notification = write_to(session, actor, access, LetterKind.ROUND_OPENED, untold, {}, now, public_url=public_url)
    set_told(session, [assessment.id for assessment in notification.assessments], now)
    return notification


def write_to(
    session: Session,
    actor: Actor,
    access: LedRound,
    kind: LetterKind,
    assessments: Collection[Assessment],
    standing: Mapping[int, str],
    now: datetime,
    *,
    public_url: str,
) -> Told:
    """One letter to each coordinator who has an address. `standing` is assessment id -> how far it has come."""
    coordinators = coordinators_in(session, access.round.id)
    recipients, letters = [], 0
    for assessment in assessments:
        people = reachable(coordinators.get(assessment.municipality_id, ()))
        for person in people:
            about = About(person.person_id, access.region.id, assessment.municipality_id, assessment.id)
            values = letter_values(
                actor, access, assessment, standing.get(assessment.id, ""), now, public_url=public_url
            )
            reply_to = access.region.contact_email
            write_letter(session, kind, person.address, values, about, now, public_url=public_url, reply_to=reply_to)
        if people:
            recipients.append(assessment)
            letters += len(people)
    return Told(tuple(recipients), letters)


def letter_values(
    actor: Actor, access: LedRound, assessment: Assessment, standing: str, now: datetime, *, public_url: str
) -> Mapping[str, str]:
    """What the letters of a round can name."""
    link = public_url.rstrip("/") + assessment.key.path
    contact = access.region.contact or f"Fråga {actor.name or 'regionens samordnare'}."
    return round_places(assessment, access.questionnaire, link, contact, now) | {"läge": standing}


def reachable(people: Collection[Coordinator]) -> tuple[Coordinator, ...]:
    return tuple(person for person in people if person.address)
