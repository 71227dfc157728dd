"""Letters to those who coordinate the kommuner of a round: that it is open, and that the kommun is not done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.letters import LetterKind
from app.accounts.roles import Actor
from app.rounds.kernel.assessment import Assessment
from app.services.post import write_letter
from app.services.respondent_letters import round_places
from app.services.round_access import LedRound
from app.storage.assessments import assessments_of_round
from app.storage.mail import About
from app.storage.rounds import Coordinator, coordinators_in, set_told, told_in


@dataclass(frozen=True, slots=True)
class Told:
    """Who was written to: ids of assessments, and how many letters there were."""

    assessments: tuple[Assessment, ...]
    letters: int

    @property
    def municipality_ids(self) -> tuple[int, ...]:
        return tuple(found.municipality_id for found in self.assessments)


def tell_untold(session: Session, actor: Actor, led: LedRound, now: datetime, *, public_url: str) -> Told:
    """Write that the round is open to the coordinators of every kommun in it that has not been told."""
    known = told_in(session, led.round.id)
    untold = [found for found in assessments_of_round(session, led.round.id) if found.id not in known]
    told = write_to(session, actor, led, LetterKind.ROUND_OPENED, untold, {}, now, public_url=public_url)
    set_told(session, [found.id for found in told.assessments], now)
    return told


def write_to(
    session: Session,
    actor: Actor,
    led: LedRound,
    kind: LetterKind,
    assessments: Collection[Assessment],
    standing: Mapping[int, str],
    now: datetime,
    *,
    public_url: str,
) -> Told:
    """One letter to each coordinator who has an address. `standing` is assessment id -> how far it has come."""
    coordinators = coordinators_in(session, led.round.id)
    told, letters = [], 0
    for assessment in assessments:
        people = reachable(coordinators.get(assessment.municipality_id, ()))
        for person in people:
            about = About(person.person_id, led.region.id, assessment.municipality_id, assessment.id)
            values = letter_values(actor, led, assessment, standing.get(assessment.id, ""), now, public_url=public_url)
            reply_to = led.region.contact_email
            write_letter(session, kind, person.address, values, about, now, public_url=public_url, reply_to=reply_to)
        if people:
            told.append(assessment)
            letters += len(people)
    return Told(tuple(told), letters)


def letter_values(
    actor: Actor, led: LedRound, assessment: Assessment, standing: str, now: datetime, *, public_url: str
) -> Mapping[str, str]:
    """What the letters of a round can name."""
    link = public_url.rstrip("/") + assessment.key.path
    contact = led.region.contact or f"Fråga {actor.name or 'regionens samordnare'}."
    return round_places(assessment, led.questionnaire, link, contact, now) | {"läge": standing}


def reachable(people: Collection[Coordinator]) -> tuple[Coordinator, ...]:
    return tuple(person for person in people if person.address)
