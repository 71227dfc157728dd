"""Mails to those who answer: each carries a personal link of its own, and says whom in the kommun to ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.assessment.questionnaires.duration import minutes_to_answer
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.rounds.kernel.assessment import Assessment
from app.services.kernel.contacts import person_contact, region_contact
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.mail.assessment_places import round_places
from app.services.mail.mail_queue import filled, queue_mail
from app.services.respondents import words
from app.services.respondents.personal_links import new_link
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import About

A_DAY = Limit("letters to respondents", 2_000, timedelta(hours=24), words.MANY_MAILS_TODAY)
"""For each kommun: four times the longest list of people to invite."""


@dataclass(frozen=True, slots=True)
class Sender:
    """On whose behalf mails about an assessment are written."""

    assessment: Assessment
    questionnaire: Questionnaire
    contact: str
    reply_to: str
    public_url: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail to show before any is written."""

    subject: str
    body: str


def sender_of(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    questionnaire: Questionnaire,
    now: datetime,
    *,
    public_url: str,
) -> Sender:
    """The coordinator who writes, or the region where she has no address."""
    contact, reply_to = person_contact(session, actor.person_id) or region_contact(session, assessment)
    return Sender(
        assessment=assessment,
        questionnaire=questionnaire,
        contact=contact,
        reply_to=reply_to,
        public_url=public_url,
        now=now,
    )


def count_mails(database: Database, assessment: Assessment, amount: int, now: datetime) -> None:
    """To be called before they are written, and outside of that transaction. Raises RateLimitedError."""
    if amount:
        count(database, [Try(A_DAY, str(assessment.municipality_id), amount)], now)


def write(
    session: Session,
    sender: Sender,
    kind: MailKind,
    respondent_id: int,
    person_id: int | None,
    address: str,
    role_group: str,
) -> None:
    """Queue an invitation or a reminder with a new personal link in it. Links from before go on leading there."""
    assessment = sender.assessment
    about = About(
        person_id=person_id,
        region_id=assessment.round.region_id,
        municipality_id=assessment.municipality_id,
        assessment_id=assessment.id,
        respondent_id=respondent_id,
    )
    link = new_link(session, respondent_id, sender.now, public_url=sender.public_url)
    values = _values(sender, link, role_group)
    url, reply_to = sender.public_url, sender.reply_to
    queue_mail(session, kind, address, values, about, sender.now, public_url=url, reply_to=reply_to)


def sample(session: Session, sender: Sender, kind: MailKind, role_group: str) -> Sample:
    """How a mail to the role group will read. Changes nothing."""
    values = _values(sender, words.SAMPLE_LINK, role_group)
    return Sample(*filled(session, kind, values, sender.assessment.round.region_id))


def _values(sender: Sender, link: str, role_group: str) -> dict[str, str]:
    return round_places(sender.assessment, sender.questionnaire, link, sender.contact, sender.now) | {
        "rollgrupp": _group_name(sender.questionnaire, role_group),
        "minuter": str(minutes_for(sender.assessment, sender.questionnaire, role_group)),
    }


def minutes_for(assessment: Assessment, questionnaire: Questionnaire, role_group: str) -> int:
    """How long somebody of the role group needs."""
    round_ = assessment.round
    contents = [
        (capital, [question for question in capital.asked(round_.form) if question.is_meant_for(role_group)])
        for capital in round_.asked_capitals(questionnaire)
    ]
    return minutes_to_answer(questionnaire.introduction, contents)


def _group_name(questionnaire: Questionnaire, role_group: str) -> str:
    return next((group.name.lower() for group in questionnaire.role_groups if group.id == role_group), role_group)
