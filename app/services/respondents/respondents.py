"""Who answers for a kommun, as its coordinator sees it: invited when, mails arriving or not, finished or not.

What anybody said is never part of it. People who came by an open link are only counted.
"""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right
from app.accounts.mail.mail_status import MailState
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.links import OpenLink
from app.services.kernel.access import place_of, require
from app.services.kernel.contacts import known_contact
from app.storage.answering.participation import Participation, participation
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.mail.mail_queue import mail_states
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents.links import open_links_of
from app.storage.respondents.respondents import Asked, all_asked, find_asked


@dataclass(frozen=True, slots=True)
class RespondentWithMail:
    """Somebody who was invited, with the latest mail."""

    asked: Asked
    mail: MailState | None

    @property
    def label(self) -> str:
        return self.asked.name or self.asked.address

    @property
    def is_reached(self) -> bool:
        """As far as anybody knows: the latest mail was not refused."""
        return self.mail is None or not self.mail.has_failed

    @property
    def has_started(self) -> bool:
        return self.asked.chosen > 0

    @property
    def is_waited_for(self) -> bool:
        return self.asked.handed_in_at is None and self.asked.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Respondents:
    assessment: Assessment
    questionnaire: Questionnaire
    participation: tuple[Participation, ...]
    people: tuple[RespondentWithMail, ...]
    open_links: tuple[OpenLink, ...]
    contact: str
    """The region's; empty when it has told none."""


@dataclass(frozen=True, slots=True)
class OneRespondent:
    assessment: Assessment
    questionnaire: Questionnaire
    respondent: RespondentWithMail


def respondents(database: Database, actor: Actor, key: AssessmentKey) -> Respondents:
    """Raises NotFoundError or PermissionDeniedError to those who do not lead the assessment."""
    with database.read() as session:
        assessment, questionnaire = led_now(session, actor, key)
        return Respondents(
            assessment=assessment,
            questionnaire=questionnaire,
            participation=participation(session, assessment.id, with_uncounted=True),
            people=invited(session, assessment.id),
            open_links=open_links_of(session, assessment.id),
            contact=known_contact(session, assessment),
        )


def one_respondent(database: Database, actor: Actor, key: AssessmentKey, respondent_id: int) -> OneRespondent:
    """Raises NotFoundError also for somebody who came by an open link, and for one of another assessment."""
    with database.read() as session:
        assessment, questionnaire = led_now(session, actor, key)
        person = find_invited(session, assessment, respondent_id)
        return OneRespondent(assessment, questionnaire, with_mail(session, (person,))[0])


def led_now(session: Session, actor: Actor, key: AssessmentKey) -> tuple[Assessment, Questionnaire]:
    """The assessment for reading, for somebody who leads it."""
    assessment = find_assessment(session, key)
    if assessment is None:
        raise NotFoundError
    require(actor, Right.LEAD_ASSESSMENT, place_of(assessment))
    return assessment, questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)


def invited(session: Session, assessment_id: int) -> tuple[RespondentWithMail, ...]:
    """Everybody of an assessment who can be named."""
    return with_mail(session, tuple(person for person in all_asked(session, assessment_id) if _can_be_named(person)))


def with_mail(session: Session, people: tuple[Asked, ...]) -> tuple[RespondentWithMail, ...]:
    mails = mail_states(session, [person.id for person in people])
    return tuple(RespondentWithMail(person, mails.get(person.id)) for person in people)


def find_invited(session: Session, assessment: Assessment, respondent_id: int) -> Asked:
    """Raises NotFoundError for somebody who is not invited there, or cannot be named."""
    person = find_asked(session, assessment.id, respondent_id)
    if person is None or not _can_be_named(person):
        raise NotFoundError
    return person


def _can_be_named(person: Asked) -> bool:
    return person.open_link_id is None and bool(person.name or person.address)
