"""Mail worker: a thread that claims one queued mail at a time, sends it, and records what became of it.

A mail is marked as sent after the mail server has taken it. Should the process die in between, that one mail is
sent once more when another takes it on; none is ever lost.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from threading import Event, Thread
from typing import Protocol

import structlog
from sqlmodel import Session

from app.mail.message import OutgoingMail, build_message
from app.mail.reasons import redact_addresses
from app.mail.retry_delays import next_attempt, retry_until
from app.mail.smtp import DeliveryError, RejectedError, ServerUnreachableError, TemporaryDeliveryError
from app.storage.engine.database import Database
from app.storage.mail import mail_sender
from app.storage.mail.mail_sender import ClaimedMail

POLL_SECONDS = 1.0
"""How often it looks whether a mail is queued. One indexed read; whichever process queued it, it leaves soon."""
RETRY_SECONDS = 15.0
"""After the mail server could not be reached."""
CLOSE_SECONDS = 45.0
"""For a step of the conversation with a mail server that does not answer."""
LEASE_TIME = timedelta(minutes=15)
"""How long a process may be busy with one mail. The mail server has half a minute for each of some ten steps."""

log = structlog.get_logger(__name__)


class Transport(Protocol):
    """What takes a message from here. `send` raises DeliveryError."""

    def send(self, message: EmailMessage) -> None: ...
    def rest(self) -> None: ...


class MailSender:
    """One per process, from its start to its end."""

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
        self._database = database
        self._transport = transport
        self._sender = sender
        self._clock = clock
        self._keep_text = keep_text
        self._look_seconds = look_seconds
        self._rest_seconds = rest_seconds
        self._closing = Event()
        self._thread = Thread(target=self._run, name="postman", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Finish the mail at hand, then end. What is queued stays queued, as does a mail that takes too long."""
        self._closing.set()
        self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        wait = 0.0
        while not self._closing.wait(wait):
            wait = self._round()
        self._transport.rest()

    def _round(self) -> float:
        """Send what is due. Returns how many seconds to wait before looking again."""
        try:
            self.deliver()
        except ServerUnreachableError:
            return self._rest_seconds
        except Exception as error:
            # Whatever it was, the letters are still there, and so must the mail sender be.
            log.exception("postman_failed", exc_info=error)
            return self._rest_seconds
        finally:
            self._transport.rest()
        return self._look_seconds

    def deliver(self) -> int:
        """Send every mail that is due. Returns how many. Raises ServerUnreachableError when none can be handed over
        now.
        """
        count = 0
        while not self._closing.is_set() and (letter := self._claim()) is not None:
            count += self._send(letter)
        return count

    def _claim(self) -> ClaimedMail | None:
        now = self._clock()
        with self._database.read() as session:
            if not mail_sender.is_any_due(session, now):
                return None
        return self._database.write(lambda session: mail_sender.claim(session, now, now + LEASE_TIME))

    def _send(self, letter: ClaimedMail) -> bool:
        try:
            self._hand_to_server(letter)
        except DeliveryError as error:
            self._record_failure(letter, error)
            if isinstance(error, ServerUnreachableError):
                raise
            return False
        now = self._clock()
        self._write(lambda session: mail_sender.mark_sent(session, letter, now, keep_text=self._keep_text))
        return True

    def _hand_to_server(self, letter: ClaimedMail) -> None:
        now = self._clock()
        if now >= retry_until(letter.kind, letter.created_at):
            raise RejectedError("Mejlet hann inte skickas i tid.")
        try:
            message = build_message(
                OutgoingMail(letter.to_address, letter.subject, letter.body, letter.message_id, letter.reply_to),
                self._sender,
                now,
            )
        except ValueError as error:
            raise RejectedError("Adressen går inte att skicka till.") from error
        self._transport.send(message)

    def _record_failure(self, letter: ClaimedMail, error: DeliveryError) -> None:
        problem = redact_addresses(error.reason, letter.to_address)
        again = None
        if isinstance(error, TemporaryDeliveryError):
            again = next_attempt(letter.kind, letter.created_at, letter.tries, self._clock())
        if again is None:
            log.error("mail_failed", mail_id=letter.id, cause=problem)
            self._write(lambda session: mail_sender.give_up(session, letter, problem))
        else:
            log.warning("mail_put_off", mail_id=letter.id, cause=problem, tries=letter.tries)
            self._write(lambda session: mail_sender.reschedule(session, letter, again, problem))

    def _write(self, work: Callable[[Session], None]) -> None:
        self._database.write(work)
