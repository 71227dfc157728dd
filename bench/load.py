"""Clients that ask as fast as they get answers, each on one kept connection, all in one process of its own.

Written on asyncio's protocols: an ordinary HTTP client needs more processor time for a request than the server.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

import uvloop

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
ANSWER_SECONDS = 30
"""How long after its end a round may wait for the last answers."""
END_OF_HEADERS = b"\r\n\r\n"


class Client(Protocol):
    """What one visitor does: the next request as bytes, and looking at the answer to it."""

    def request(self) -> bytes: ...

    def read(self, status: int, body: bytes) -> None:
        """Raises WrongAnswerError when the answer is not what was asked for."""


class WrongAnswerError(Exception):
    """A server answered something else than what is measured, so that the figures would mean nothing."""


C = TypeVar("C", bound=Client)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[C]):
    """One round: how long it took, each request's time (seconds), and the clients as they are afterwards."""

    seconds: float
    times: tuple[float, ...]
    clients: tuple[C, ...]

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p99(self) -> float:
        """Seconds that 99 of 100 requests kept within."""
        return sorted(self.times)[int(0.99 * (len(self.times) - 1))]


def drive(process: Executor, port: int, clients: Sequence[C], seconds: float) -> Outcome[C]:
    """Let the clients ask for so many seconds, in the given process. Raises WrongAnswerError, and TimeoutError."""
    return process.submit(_drive, port, tuple(clients), seconds).result()


def _drive(port: int, clients: tuple[C, ...], seconds: float) -> Outcome[C]:
    return uvloop.run(_round(port, clients, seconds))


async def _round(port: int, clients: tuple[C, ...], seconds: float) -> Outcome[C]:
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    connections = [_Connection(client, start + seconds, loop.create_future()) for client in clients]
    for connection in connections:
        await loop.create_connection(lambda protocol=connection: protocol, "127.0.0.1", port)  # type: ignore[misc]
    async with asyncio.timeout(seconds + ANSWER_SECONDS):
        await asyncio.gather(*(connection.done for connection in connections))
    duration = time.perf_counter() - start
    return Outcome(duration, tuple(each for connection in connections for each in connection.times), clients)


class _Connection(asyncio.Protocol):
    """One client on one connection. `done` is set when its last answer has come after the end of the round."""

    def __init__(self, client: Client, until: float, finish: "asyncio.Future[None]") -> None:
        self.done = finish
        self.times: list[float] = []
        self._client = client
        self._until = until
        self._received = b""
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class is no subclass of it
        self._ask()

    def _ask(self) -> None:
        self._received = b""
        self._sent = time.perf_counter()
        self._transport.write(self._client.request())

    def data_received(self, data: bytes) -> None:
        self._received += data
        answer = _whole_answer(self._received)
        if answer is None:
            return
        now = time.perf_counter()
        self.times.append(now - self._sent)
        try:
            self._client.read(*answer)
        except WrongAnswerError as error:
            self._end(error)
            return
        if now < self._until:
            self._ask()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(WrongAnswerError("the server closed the connection"))

    def _end(self, error: WrongAnswerError | None = None) -> None:
        if self.done.done():
            return
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)
        self._transport.close()


def _whole_answer(content: bytes) -> tuple[int, bytes] | None:
    """Status and body, once all of it has come."""
    end = content.find(END_OF_HEADERS)
    length = LENGTH.search(content, 0, end + 2) if end >= 0 else None
    if length is None:
        return None
    body = end + len(END_OF_HEADERS)
    if len(content) < body + int(length[1]):
        return None
    return int(content[9:12]), content[body:]
