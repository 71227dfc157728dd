"""Handing mails to a mail server, many over one connection, and telling what may be tried again from what may not."""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage

from app.errors import OmstallningskollenError
from app.mail.server import Encryption, MailServer

TIMEOUT_SECONDS = 30
"""For each step of the conversation."""


class NotDelivered(OmstallningskollenError):  # noqa: N818
    """A mail that the server did not take. `reason` is what was said, in the server's own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rejected(NotDelivered):
    """This mail will not be taken, however often it is tried."""


class PutOff(NotDelivered):
    """This mail may be taken later."""


class Unreachable(PutOff):
    """No mail can be handed over now: the server is away, or does not accept us. It has nothing to do with the mail."""


class Smtp:
    """A way to one mail server, opened when it is needed. For one thread; `rest` when there is no more for now."""

    def __init__(self, server: MailServer, bounces_to: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._server = server
        self._bounces_to = bounces_to
        self._timeout_seconds = timeout_seconds
        self._open: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Returns once the server has taken the mail, for its one recipient. Raises NotDelivered."""
        connection = self._connection()
        (to,) = message["To"].addresses
        try:
            connection.send_message(message, self._bounces_to, [to.addr_spec], _wishes(connection, message))
        except smtplib.SMTPRecipientsRefused as fault:
            raise _refusal(*next(iter(fault.recipients.values()))) from fault
        except smtplib.SMTPDataError as fault:
            raise _refusal(fault.smtp_code, fault.smtp_error) from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise Rejected(_words(fault)) from fault
        except (smtplib.SMTPException, OSError) as fault:
            self.rest()
            raise Unreachable(_words(fault)) from fault

    def rest(self) -> None:
        """Say goodbye to the server."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        if self._open is not None and not _is_there(self._open):
            self.rest()  # the server had grown tired of waiting for us
        if self._open is None:
            try:
                self._open = self._connected()
            except (smtplib.SMTPException, OSError) as fault:
                raise Unreachable(_words(fault)) from fault
        return self._open

    def _connected(self) -> smtplib.SMTP:
        server, seconds = self._server, self._timeout_seconds
        # The certificate is checked against the machine's own authorities (SSL_CERT_FILE names others).
        context = ssl.create_default_context()
        connection = (
            smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=context)
            if server.encryption is Encryption.TLS
            else smtplib.SMTP(server.host, server.port, timeout=seconds)
        )
        try:
            if server.encryption is Encryption.STARTTLS:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        connection.ehlo_or_helo_if_needed()
        return connection


def _is_there(connection: smtplib.SMTP) -> bool:
    """Asked before a mail is begun, since a mail that is cut off may or may not have been taken."""
    try:
        return connection.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _wishes(connection: smtplib.SMTP, message: EmailMessage) -> tuple[str, ...]:
    """That a bounce names the mail, and brings back its headers only: its text may carry a link that signs somebody in.

    Only where the server knows such wishes (RFC 3461).
    """
    if not connection.has_extn("dsn"):
        return ()
    return ("RET=HDRS", f"ENVID={str(message['Message-ID']).strip('<>')}")


def _refusal(code: int, said: bytes | str) -> NotDelivered:
    words = f"{code} {_text(said)}"
    return PutOff(words) if 400 <= code < 500 else Rejected(words)


def _words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_text(fault.smtp_error)}"
    return str(fault) or type(fault).__name__


def _text(said: bytes | str | Mapping[str, object]) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
