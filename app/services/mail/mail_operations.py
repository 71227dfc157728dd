"""What those who run an installation do about mail: noting what came back, seeing the queue, trying the mail server."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address

from app.accounts.mail.mail_status import MailStatus
from app.mail.bounces import Bounce
from app.mail.message import OutgoingMail, build_message
from app.mail.reasons import redact_addresses
from app.mail.server import MailServer
from app.mail.smtp import Smtp
from app.services.mail import words
from app.storage.engine.database import Database
from app.storage.mail import mail_sender


@dataclass(frozen=True, slots=True)
class QueueState:
    counts: Mapping[MailStatus, int]
    oldest_waiting: datetime | None


def note_bounce(database: Database, bounce: Bounce) -> int | None:
    """Returns the id of the mail that came back, or None when it was not one of ours. Twice is the same as once."""
    return database.write(
        lambda session: mail_sender.mark_bounced(
            session, bounce.message_id, lambda to: redact_addresses(bounce.reason, to)
        )
    )


def state(database: Database) -> QueueState:
    with database.read() as session:
        return QueueState(mail_sender.counts(session), mail_sender.oldest_waiting(session))


def send_trial(server: MailServer, sender: Address, bounces_to: str, to_address: str, now: datetime) -> None:
    """Send one mail at once. Raises ValueError for what is no address, and DeliveryError."""
    post = OutgoingMail(
        to_address=to_address,
        subject=words.TRIAL_SUBJECT,
        body=words.TRIAL_TEXT,
        message_id=f"{secrets.token_hex(16)}@{sender.domain}",
    )
    way = Smtp(server, bounces_to)
    try:
        way.send(build_message(post, sender, now))
    finally:
        way.rest()
