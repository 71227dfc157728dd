"""Mail worker: a thread that claims one queued mail at a time, sends it, and records what became of it.

A mail is marked as sent after the mail server has taken it. Should the process die in between, that one mail is
sent once more when another claims it; none is ever lost.
"""

from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Protocol

import structlog

from app import traces
from app.mail.message import OutgoingMail, build_message
from app.mail.reasons import redact_addresses
from app.mail.retry_policy import next_attempt, retry_until
from app.mail.smtp import DeliveryError, RejectedError, ServerUnreachableError, TemporaryDeliveryError
from app.services.kernel.metrics import MAILS, MailOutcome
from app.services.kernel.queue_worker import POLL_SECONDS, RETRY_SECONDS, QueueWorker
from app.services.mail import words
from app.storage.engine.database import Database
from app.storage.mail import mail_sender
from app.storage.mail.mail_sender import ClaimedMail

log = structlog.get_logger(__name__)


class Transport(Protocol):
    """What takes a message from here. `send` raises DeliveryError."""

    def send(self, message: EmailMessage) -> None: ...
    def rest(self) -> None: ...


class MailSender(QueueWorker[ClaimedMail]):
    """`work` sends every mail that is due. It raises ServerUnreachableError when none can be handed over now."""

    name = "postman"
    queue_name = "mail"
    logged_by_handle = (ServerUnreachableError,)

    def __init__(
        self,
        database: Database,
        transport: Transport,
        sender: Address,
        clock: Callable[[], datetime],
        *,
        keep_text: bool = False,
        look_seconds: float = POLL_SECONDS,
        rest_seconds: float = RETRY_SECONDS,
    ) -> None:
        super().__init__(database, mail_sender.QUEUE, clock, look_seconds=look_seconds, rest_seconds=rest_seconds)
        self._transport = transport
        self._sender = sender
        self._keep_text = keep_text

    def _round(self) -> bool:
        try:
            return super()._round()
        finally:
            self._transport.rest()

    def handle(self, item: ClaimedMail) -> bool:
        """True when it was sent. Raises ServerUnreachableError."""
        try:
            with traces.span("mail"):
                self._hand_to_server(item)
        except DeliveryError as error:
            self._record_failure(item, error)
            if isinstance(error, ServerUnreachableError):
                raise
            return False
        now = self._clock()
        self._database.write(lambda session: mail_sender.mark_sent(session, item, now, keep_text=self._keep_text))
        MAILS.labels(MailOutcome.SENT.value).inc()
        return True

    def _hand_to_server(self, mail: ClaimedMail) -> None:
        now = self._clock()
        if now >= retry_until(mail.kind, mail.created_at):
            raise RejectedError(words.TOO_LATE)
        try:
            message = build_message(
                OutgoingMail(
                    to_address=mail.to_address,
                    subject=mail.subject,
                    body=mail.body,
                    message_id=mail.message_id,
                    reply_to=mail.reply_to,
                ),
                self._sender,
                now,
            )
        except ValueError as error:
            raise RejectedError(words.BAD_ADDRESS) from error
        self._transport.send(message)

    def _record_failure(self, mail: ClaimedMail, error: DeliveryError) -> None:
        problem = redact_addresses(error.reason, mail.to_address)
        again = None
        if isinstance(error, TemporaryDeliveryError):
            again = next_attempt(mail.kind, mail.created_at, mail.attempts, self._clock())
        if again is None:
            MAILS.labels(MailOutcome.FAILED.value).inc()
            log.error("mail_failed", mail_id=mail.id, cause=problem)
            self._database.write(lambda session: mail_sender.give_up(session, mail, problem))
        else:
            MAILS.labels(MailOutcome.PUT_OFF.value).inc()
            log.warning("mail_put_off", mail_id=mail.id, cause=problem, tries=mail.attempts)
            self._database.write(lambda session: self._queue.reschedule(session, mail, again, problem=problem))
