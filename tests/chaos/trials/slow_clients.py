"""Hundreds of clients that send or read a little at a time: others go on as before, and the slow ones are cut in the end."""

import socket
import statistics
import time
from dataclasses import dataclass, field

import httpx

from tests.chaos.trials.place import Outcome, Place
from tests.paths import ROOT
from tests.service_process import ServiceProcess

HEADS, BODIES, READERS = 200, 60, 40
LIMIT_SECONDS = {"head": 20.0, "body": 180.0, "reader": 60.0}
"""As docs/operations.md tells."""
SLACK_SECONDS = 20.0
"""The service looks now and then, and not at every moment."""
STOP_SECONDS = 8.0
PAGE = "/logga-in"
LARGE = "/static/vendor/plotly.min.js"
TIMES = 10
"""A reader asks so many times for it at once: one alone would wait in the system's own buffers, and nobody for its reader."""
LARGE_BYTES = TIMES * (ROOT / f"app/web{LARGE}").stat().st_size
BODY = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nadress="


@dataclass(slots=True)
class Client:
    """A connection of one kind. `cut_after`: seconds until the service let go of it; `taken`: bytes of the answer."""

    kind: str
    socket: socket.socket
    taken: int = 0
    begun: float = field(default_factory=time.monotonic)
    cut_after: float | None = None

    def send_more(self) -> None:
        """A byte; notes when the service has answered or gone."""
        try:
            self.socket.sendall(b"a")
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            pass
        self._note_cut()

    def read_rest(self) -> None:
        """What is left of an answer that nobody has read; notes where it ends."""
        try:
            while more := self.socket.recv(65536):
                self.taken += len(more)
        except BlockingIOError:
            return
        except OSError:
            pass
        self._note_cut()

    def _note_cut(self) -> None:
        self.cut_after = time.monotonic() - self.begun


def slow_clients(place: Place) -> Outcome:
    service = ServiceProcess(place.folder, "--prepare", DATABASE_URL=place.url, DEMO="true")
    service.start()
    try:
        clients = [
            *(_begin(service, "head", b"POST /logga-in HTTP/1.1\r\nHost: x\r\nX-Slow: ") for _ in range(HEADS)),
            *(_begin(service, "body", b"POST /logga-in HTTP/1.1\r\nHost: x\r\n" + BODY) for _ in range(BODIES)),
            *(
                _begin(service, "reader", f"GET {LARGE} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * TIMES)
                for _ in range(READERS)
            ),
        ]
        seconds = _others_meanwhile(service, clients, max(LIMIT_SECONDS.values()) + SLACK_SECONDS)
        complaints = [*_complaints(clients), *(f"a page took {each:.1f} s" for each in seconds if each > 2)]
        again = [_begin(service, "head", b"POST /logga-in HTTP/1.1\r\nHost: x\r\nX-Slow: ") for _ in range(HEADS)]
        stop = service.terminate()
        for client in (*clients, *again):
            client.socket.close()
    finally:
        service.kill()
    if stop > STOP_SECONDS:
        complaints.append(f"stopping with {HEADS} of them took {stop:.1f} s")
    latest = {kind: max(client.cut_after or 0 for client in clients if client.kind == kind) for kind in LIMIT_SECONDS}
    told = (
        f"{len(clients)} slow clients, a page meanwhile in {statistics.median(seconds) * 1000:.0f} ms (median of "
        f"{len(seconds)}); cut after "
        + ", ".join(f"{most:.0f} s ({kind})" for kind, most in latest.items())
        + f"; stopped in {stop:.1f} s with {HEADS} more of them"
    )
    return Outcome(told, tuple(complaints))


def _begin(service: ServiceProcess, kind: str, first: bytes) -> Client:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", service.port))
    connection.sendall(first)
    connection.setblocking(False)
    return Client(kind, connection)


def _others_meanwhile(service: ServiceProcess, clients: list[Client], limit: float) -> list[float]:
    """Until all have been cut, or too long: how long each page took for somebody else."""
    seconds: list[float] = []
    begun = time.monotonic()
    with httpx.Client(base_url=service.url, timeout=30) as browser:
        while time.monotonic() < begun + limit and any(client.cut_after is None for client in clients):
            is_time_to_read = time.monotonic() > begun + LIMIT_SECONDS["reader"] + SLACK_SECONDS
            for client in clients:
                if client.cut_after is not None:
                    continue
                if client.kind != "reader":
                    client.send_more()
                elif is_time_to_read:
                    client.read_rest()
            asked = time.monotonic()
            browser.get(PAGE).raise_for_status()
            seconds.append(time.monotonic() - asked)
            time.sleep(1)
    return seconds


def _complaints(clients: list[Client]) -> list[str]:
    complaints = []
    for kind, limit in LIMIT_SECONDS.items():
        of_kind = [client for client in clients if client.kind == kind]
        late = [
            client for client in of_kind if client.cut_after is None or client.cut_after > limit + SLACK_SECONDS * 2
        ]
        whole = [client for client in of_kind if client.taken >= LARGE_BYTES]
        if whole:
            complaints.append(f"{len(whole)} of {len(of_kind)} ({kind}) got all of an answer that nobody took in")
        if late:
            complaints.append(f"{len(late)} of {len(of_kind)} ({kind}) were not cut within {limit:.0f} s")
    return complaints
