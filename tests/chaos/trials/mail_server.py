"""A mail server that hangs or hangs up at every step of the conversation: pages go on, and every letter comes."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

import httpx
from sqlalchemy import func
from sqlmodel import select

from app.accounts.mail.mail_status import MailStatus
from app.storage.tables import MailRow
from tests.chaos import world
from tests.chaos.stage import PATIENCE_SECONDS, Stage, stage
from tests.chaos.trials.place import Outcome, Place

STEPS = (b"", b"ehlo", b"mail FROM", b"rcpt TO", b"data\r\n", b"Subject:", b"\r\n.\r\n")
"""What the client has said when it happens, from nothing to the whole letter."""
LETTERS = 5
"""For each way to fail."""
TIMEOUT_SECONDS = 30
"""That the service gives its mail server for a step."""
PAGE = "/logga-in"


@dataclass(frozen=True, slots=True)
class Failure:
    """`step`: after these bytes; `hangs`: says no more, and otherwise hangs up."""

    step: bytes
    hangs: bool

    def __str__(self) -> str:
        what = "hangs" if self.hangs else "hangs up"
        return f"{what} after {self.step.decode().strip(chr(13) + chr(10)) or 'the connection'!r}"


class StubbornServer:
    """In front of a mail server that works: fails once for each failure that it is told of, and passes on the rest."""

    def __init__(self, port: int) -> None:
        self._behind = port
        self._failures: list[Failure] = []
        self._closing = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._listener.getsockname()[1]}"
        Thread(target=self._listen, daemon=True).start()

    def fail(self, failure: Failure) -> None:
        self._failures.append(failure)

    @property
    def has_failed(self) -> bool:
        return not self._failures

    def close(self) -> None:
        self._closing.set()
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                Thread(target=self._serve, args=(self._listener.accept()[0],), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        failure = self._failures[0] if self._failures else None
        silent = Event()
        with client, socket.create_connection(("127.0.0.1", self._behind)) as server, suppress(OSError):
            if failure is None or failure.step:
                Thread(target=_pass_on, args=(server, client, silent), daemon=True).start()
            said = b""
            while failure is None or failure.step not in said:
                more = client.recv(65536)
                if not more:
                    return
                passed_on = len(said)
                said += more
                until = len(said)
                if failure is not None and failure.step in said:
                    silent.set()
                    until = said.index(failure.step) + len(failure.step)  # the client sends a letter in one piece
                server.sendall(said[passed_on:until])
            self._failures.remove(failure)
            if failure.hangs:
                self._closing.wait(TIMEOUT_SECONDS * 2)


def _pass_on(source: socket.socket, target: socket.socket, silent: Event) -> None:
    with suppress(OSError):
        while (more := source.recv(65536)) and not silent.is_set():
            target.sendall(more)


@contextmanager
def _stubborn(port: int) -> Iterator[StubbornServer]:
    server = StubbornServer(port)
    try:
        yield server
    finally:
        server.close()


def stubborn_mail_server(place: Place) -> Outcome:
    failures = [Failure(step, hangs) for hangs in (False, True) for step in STEPS]
    complaints: list[str] = []
    with stage(place.url, place.folder) as scene, _stubborn(scene.catcher.port) as server:
        scene.service.settings["SMTP_URL"] = server.url
        scene.service.start()
        try:
            for failure in failures:
                server.fail(failure)
                complaints += _tried(scene, server, failure)
        finally:
            stop = scene.service.terminate()
        put_off = scene.service.log.read_text("utf-8").count("mail_put_off")
        addresses = [letter.to_address for letter in scene.catcher.letters]
        twice = len(addresses) - len(set(addresses))
    # The letter was whole before the last step, and nobody can know whether it was taken.
    if twice > sum(failure.step == STEPS[-1] for failure in failures):
        complaints.append(f"{twice} letters came twice")
    if put_off < len(failures):
        complaints.append(f"only {put_off} attempts failed")
    told = f"{len(failures)} ways to fail, {put_off} attempts that did, {len(addresses)} letters, {twice} of them twice; stopped in {stop:.1f} s"
    return Outcome(told, tuple(complaints))


def _tried(scene: Stage, server: StubbornServer, failure: Failure) -> Iterator[str]:
    addresses = [f"{number}.{abs(hash(failure))}@kommun.example" for number in range(LETTERS)]
    for address in addresses:
        world.queue_letter(scene.database, address)
    deadline = time.monotonic() + PATIENCE_SECONDS
    is_put_off = False
    with httpx.Client(base_url=scene.service.url, timeout=5) as browser:
        while world.waiting_letters(scene.database) and time.monotonic() < deadline:
            if browser.get(PAGE).status_code != 200:
                yield f"no page while it {failure}"
            if server.has_failed and not is_put_off and _is_put_off(scene):
                world.let_leases_run_out(scene.database)  # as when the minute until the next try has gone
                is_put_off = True
            time.sleep(0.2)
    missing = set(addresses) - {letter.to_address for letter in scene.catcher.letters}
    if missing:
        yield f"{len(missing)} letters never came after it {failure}"


def _is_put_off(scene: Stage) -> bool:
    """The attempt that failed has been noted."""
    with scene.database.read() as session:
        query = select(func.count()).where(MailRow.status == MailStatus.QUEUED, MailRow.problem != "")
        return session.exec(query).one() > 0
