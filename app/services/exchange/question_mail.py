"""The mail of a question to a network: whom it reaches, and sending it with the asker as the address for replies."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Region
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import MAIL_CHOICES
from app.storage.exchange.networks import NetworkReceiver, receivers_of
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.support.exchange.question import AskedQuestion


@dataclass(frozen=True, slots=True)
class QuestionLetter:
    """What is sent. `contact` is the asker's name and address in words, `address` where replies go."""

    region: Region
    question: AskedQuestion
    contact: str
    address: str
    receivers: tuple[NetworkReceiver, ...]


def question_receivers(session: Session, asker_id: int | None, network_id: int) -> tuple[NetworkReceiver, ...]:
    """Whom a question of the person reaches: not herself, and not who has turned such mails off."""
    without = people_without(session, MailKind.QUESTION_ASKED) | {asker_id}
    people = {each.person_id: each for each in receivers_of(session, network_id) if each.person_id not in without}
    return tuple(people.values())


def send_question(session: Session, kind: MailKind, letter: QuestionLetter, now: datetime, *, public_url: str) -> None:
    values = question_values(letter.region, letter.question, public_url.rstrip("/")) | {"kontakt": letter.contact}
    for receiver in letter.receivers:
        about = About(
            person_id=receiver.person_id,
            municipality_id=receiver.municipality_id,
            wording_region_id=letter.region.id,
        )
        queue_mail(session, kind, receiver.address, values, about, now, public_url=public_url, reply_to=letter.address)


def question_values(region: Region, question: AskedQuestion, host: str) -> dict[str, str]:
    """What mails about a question are filled in with, but for whom to turn to."""
    return {
        "region": region.name,
        "kommun": question.municipality,
        "nätverk": question.network,
        "fråga": question.text,
        "länk": f"{host}/{region.slug}/fragor/{question.id}",
        "mejlval": host + MAIL_CHOICES,
    }
