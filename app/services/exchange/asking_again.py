"""A question that nobody answered is sent once more, by the region, with the asker as the address for replies."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.exchange_events import QuestionAskedAgain
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError, PermissionDeniedError
from app.messages import Message
from app.services.exchange import words
from app.services.exchange.places import exchange_place
from app.services.exchange.question_mail import QuestionLetter, question_receivers, send_question
from app.services.kernel.audit import note
from app.services.kernel.contacts import person_contact
from app.storage.engine.database import Database
from app.storage.exchange import questions as stored
from app.storage.exchange.networks import find_network
from app.support.exchange.question import AskedQuestion


def ask_again(database: Database, actor: Actor, slug: str, question_id: int, now: datetime, *, public_url: str) -> None:
    """Once for each question; whoever comes second finds it done.

    Raises NotFoundError or NotAuthorizedError to others than the region's coordinators, and PermissionDeniedError when
    somebody has answered it or it can reach nobody.
    """

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
        question = stored.lock_question(session, place.region.id, question_id)
        if question is None:
            raise NotFoundError
        if question.asked_again_at is not None:
            return
        if not question.is_to_ask_again:
            raise PermissionDeniedError(words.NOT_NOW)
        letter = _letter(session, place.region, question)
        if isinstance(letter, Message):
            raise PermissionDeniedError(letter)
        stored.set_asked_again(session, question_id, now)
        send_question(session, MailKind.QUESTION_AGAIN, letter, now, public_url=public_url)
        event = QuestionAskedAgain(asked_question_id=question_id, receivers=len(letter.receivers))
        note(session, actor, event, Place(place.region.id, question.municipality_id), now)

    database.write(work)


def hindrance(session: Session, region: Region, question: AskedQuestion) -> str:
    """Why the question cannot be sent once more; empty when it can."""
    letter = _letter(session, region, question)
    return letter if isinstance(letter, Message) else ""


def _letter(session: Session, region: Region, question: AskedQuestion) -> QuestionLetter | Message:
    asker = None if question.membership_id is None else stored.asker_of(session, question.membership_id)
    contact = None if asker is None else person_contact(session, asker[0])
    if asker is None or contact is None:
        return words.ASKER_GONE
    network = find_network(session, region.id, question.network_id)
    if network is None or not network.is_active:
        return words.NETWORK_RESTING
    receivers = question_receivers(session, asker[0], network.id)
    if not receivers:
        return words.NOBODY_TO_ASK
    return QuestionLetter(region=region, question=question, contact=contact[0], address=contact[1], receivers=receivers)
