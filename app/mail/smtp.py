"""SMTP client: many mails over one connection, and which refusals are temporary and which are for good."""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage

from app.errors import OmstallningskollenError
from app.mail.server import Encryption, MailServer

TIMEOUT_SECONDS = 30
"""For each step of the conversation."""


class DeliveryError(OmstallningskollenError):
    """A mail that the server did not take. `reason` is what was said, in the server's own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RejectedError(DeliveryError):
    """This mail will not be taken, however often it is tried."""


class TemporaryDeliveryError(DeliveryError):
    """This mail may be taken later."""


class ServerUnreachableError(TemporaryDeliveryError):
    """No mail can be handed over now: the server is away, or does not accept us. It has nothing to do with the mail."""


class Smtp:
    """A way to one mail server, opened when it is needed. For one thread; `rest` when there is no more for now."""

    def __init__(self, server: MailServer, bounces_to: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._server = server
        self._bounces_to = bounces_to
        self._timeout_seconds = timeout_seconds
        self._open: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Returns once the server has taken the mail, for its one recipient. Raises DeliveryError."""
        connection = self._connection()
        (to,) = message["To"].addresses
        try:
            connection.send_message(message, self._bounces_to, [to.addr_spec], _mail_options(connection, message))
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(*next(iter(error.recipients.values()))) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise RejectedError(_words(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self.rest()
            raise ServerUnreachableError(_words(error)) from error

    def greet(self) -> None:
        """See whether the server answers and accepts us. Raises ServerUnreachableError."""
        self._connection()
        self.rest()

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
            except (smtplib.SMTPException, OSError) as error:
                raise ServerUnreachableError(_words(error)) from error
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


def _mail_options(connection: smtplib.SMTP, message: EmailMessage) -> tuple[str, ...]:
    """That a bounce names the mail, and brings back its headers only: its text may carry a link that signs somebody in.

    Only where the server knows such wishes (RFC 3461).
    """
    if not connection.has_extn("dsn"):
        return ()
    return ("RET=HDRS", f"ENVID={str(message['Message-ID']).strip('<>')}")


def _refusal(code: int, text: bytes | str) -> DeliveryError:
    words = f"{code} {_text(text)}"
    return TemporaryDeliveryError(words) if 400 <= code < 500 else RejectedError(words)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(text: bytes | str | Mapping[str, object]) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
