"""Mail to the owner of an account about its second factor, so that nobody changes it unseen."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.rounds.kernel.days import STOCKHOLM
from app.services.mail.mail_queue import queue_mail
from app.storage.mail.mail_queue import About
from app.storage.sign_in.people import address_of


def tell_owner(session: Session, person_id: int, what: str, now: datetime, *, public_url: str) -> None:
    """In the transaction of what it tells of. Nobody is told who has no address."""
    address = address_of(session, person_id)
    if address:
        moment = now.astimezone(STOCKHOLM)
        values = {
            "händelse": what,
            "tidpunkt": f"{moment:%Y-%m-%d} kl. {moment:%H.%M}",
            "länk": f"{public_url.rstrip('/')}/mitt/passnycklar",
        }
        queue_mail(
            session, MailKind.SECOND_FACTOR, address, values, About(person_id=person_id), now, public_url=public_url
        )
