"""A mail server of the tests' own: it takes every mail, keeps it, and can be told to refuse some.

with catching_mail() as catcher:            # on a free port of this machine
    Settings(smtp_url=catcher.url, mail_from=SENDER, ...)
    letter = catcher.next_to("sara.lind@ale.example")       # waits for it; the next call gives the one after
    letter.subject, letter.text, letter.link, letter.code
"""

import re
import ssl
import threading
import time
import warnings
from asyncio import WriteTransport, run_coroutine_threadsafe, sleep
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

SENDER = "Omställningskollen <noreply@omstallningskollen.example>"
PATIENCE_SECONDS = 20.0
LINK = re.compile(r"https?://[^\s<>]+")
WISH = re.compile(r"\b(?:RET|ENVID)=\S+")
CODE = re.compile(r"(?<![\w/-])(?:\d{4} \d{4}|\d{6})(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it came to the server."""

    from_address: str
    """Of the envelope: where a bounce goes."""
    to_address: str
    message: EmailMessage
    raw: bytes = field(repr=False)
    wishes: str = ""
    """What the sender asked for beside handing over, such as RET=HDRS."""
    user: str = ""
    """Who had signed in to the mail server."""
    encrypted: bool = False

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return str(self.message.get_content()).replace("\r\n", "\n")

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    @property
    def link(self) -> str:
        """The one link of the mail."""
        (link,) = self.links
        return str(link)

    @property
    def code(self) -> str:
        """The one code in the mail: six digits, or twice four."""
        (code,) = CODE.findall(self.text)
        return str(code)


class MailCatcher:
    """Usable from any thread. `stop` and `start` keep the port, as a server that is away for a while does."""

    def __init__(self, tls: ssl.SSLContext | None = None, *, tls_at_once: bool = False, password: str = "") -> None:
        self.letters: list[Letter] = []
        self.connections = 0
        self._arrived = threading.Condition()
        self._given: dict[str, int] = defaultdict(int)
        self._refusals: list[tuple[str, str]] = []
        self._tls = tls
        self._tls_at_once = tls_at_once
        self._password = password
        self._controller: _Controller | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        listener = socket(AF_INET, SOCK_STREAM)
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        options: dict[str, Any] = {"hostname": "localhost"}
        if self._tls is not None and self._tls_at_once:
            options["ssl_context"] = self._tls
        elif self._tls is not None:
            options["tls_context"] = self._tls
        if self._password:
            options |= {"auth_required": True, "auth_require_tls": not self._tls_at_once, "authenticator": self._admit}
        self._controller = _Controller(listener, _Handler(self), self.port, options)
        self._controller.start()
        self.connections = 0  # the controller's own first one does not count

    def stop(self) -> None:
        """Cut off whoever is connected, and listen no more."""
        controller, self._controller = self._controller, None
        if controller is not None:
            run_coroutine_threadsafe(controller.hang_up(), controller.loop).result()
            controller.stop()

    def refuse(self, *answers: str, at: str = "RCPT") -> None:
        """Answer the next mails so, one each, such as "451 4.7.1 Try again later"; `at` is RCPT, DATA or MAIL."""
        with self._arrived:
            self._refusals += [(at, answer) for answer in answers]

    def mails_to(self, address: str) -> list[Letter]:
        """Those that have come so far, oldest first."""
        with self._arrived:
            return [letter for letter in self.letters if letter.to_address.lower() == address.lower()]

    def next_to(self, address: str, seconds: float = PATIENCE_SECONDS) -> Letter:
        """The oldest mail to the address that has not been given yet; waits for it. Raises AssertionError without."""
        deadline = time.monotonic() + seconds
        with self._arrived:
            while len(self.mails_to(address)) <= self._given[address.lower()]:
                if not self._arrived.wait(max(0.0, deadline - time.monotonic())):
                    raise AssertionError(f"no mail to {address}, but to {[other.to_address for other in self.letters]}")
            letter = self.mails_to(address)[self._given[address.lower()]]
            self._given[address.lower()] += 1
            return letter

    def wait_for(self, count: int, seconds: float = PATIENCE_SECONDS) -> list[Letter]:
        """All mails, once there are so many."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.letters) >= count, seconds), self.letters
            return list(self.letters)

    def clear(self) -> None:
        """Forget what has come, as at the start of a test."""
        with self._arrived:
            self.letters.clear()
            self._given.clear()
            self._refusals.clear()

    def answer_at(self, step: str) -> str | None:
        """For the server: how to refuse at this step, if at all."""
        with self._arrived:
            if self._refusals and self._refusals[0][0] == step:
                return self._refusals.pop(0)[1]
            return None

    def keep(self, letter: Letter) -> None:
        """For the server: a mail has come."""
        with self._arrived:
            self.letters.append(letter)
            self._arrived.notify_all()

    def _admit(self, server: SMTP, session: Session, envelope: Envelope, way: str, data: Any) -> AuthResult:
        is_right = isinstance(data, LoginPassword) and data.password == self._password.encode()
        return AuthResult(success=is_right, handled=False, auth_data=data.login.decode() if is_right else None)


class _Server(SMTP):
    """As most servers it knows delivery notices (DSN), which the library does not."""

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        self.wishes = " ".join(WISH.findall(arg or ""))
        await super().smtp_MAIL(WISH.sub("", arg or "").strip())


class _Controller(Controller):
    def __init__(self, listener: socket, handler: "_Handler", port: int, options: dict[str, Any]) -> None:
        super().__init__(handler, "127.0.0.1", port, ssl_context=options.pop("ssl_context", None))
        self._listener = listener
        self._options = options
        self._servers: list[SMTP] = []

    def factory(self) -> SMTP:
        self.handler.catcher.connections += 1
        with warnings.catch_warnings():
            # It does not know that a server which speaks TLS from the first byte may well ask for a password.
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
            self._servers.append(_Server(self.handler, loop=self.loop, enable_SMTPUTF8=True, **self._options))
        return self._servers[-1]

    async def hang_up(self) -> None:
        for server in self._servers:
            if isinstance(server.transport, WriteTransport):
                server.transport.abort()
        await sleep(0.01)  # the loop closes what was cut off in its next turns

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listener, ssl=self.ssl_context)


class _Handler:
    def __init__(self, catcher: MailCatcher) -> None:
        self.catcher = catcher

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.catcher.answer_at("MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.catcher.answer_at("RCPT") or "250 OK"

    async def handle_DATA(self, server: _Server, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refusal = self.catcher.answer_at("DATA")
        if refusal is not None:
            return refusal
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        for address in envelope.rcpt_tos:
            self.catcher.keep(
                Letter(
                    envelope.mail_from or "",
                    address,
                    message_from_bytes(raw, policy=default),
                    raw,
                    server.wishes,
                    str(session.auth_data or ""),
                    session.ssl is not None,
                )
            )
        return "250 OK"


@contextmanager
def catching_mail(
    tls: ssl.SSLContext | None = None, *, tls_at_once: bool = False, password: str = ""
) -> Iterator[MailCatcher]:
    """`tls` is offered by STARTTLS, or spoken from the first byte; with a password nobody gets in without it."""
    catcher = MailCatcher(tls, tls_at_once=tls_at_once, password=password)
    catcher.start()
    try:
        yield catcher
    finally:
        catcher.stop()
