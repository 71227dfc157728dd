"""The answering page as a person gets it, against the bare rendering of the same bytes."""

import http.client
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from statistics import median

from app.web.shell.contexts.frame import url_of
from bench.browser import get
from bench.ground import ANSWERED, Ground
from bench.load import WrongAnswerError, drive
from bench.ratios import Ratio, paired
from bench.serving import serving

CLIENTS = 4
ROUNDS = 21
ROUND_SECONDS = 0.6
LOWEST_SHARE = 0.6


@dataclass(slots=True)
class Reader:
    """Asks for one page over and over and knows how long it is."""

    asked: bytes
    length: int

    def request(self) -> bytes:
        return self.asked

    def read(self, status: int, body: bytes) -> None:
        if status != 200 or len(body) != self.length:
            raise WrongAnswerError(f"status {status}, {len(body)} bytes, not {self.length}")


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when the two do not send the same bytes."""
    token, capital = ground.reader.token, ground.reader.questions[0][0]
    bare = ground.environment | {"BENCH_TOKEN": token, "BENCH_CAPITAL": capital}
    with serving("app.main:app", ground.environment) as product, serving("bench.bare_page:app", bare) as floor:
        addresses = {product: get(url_of(ANSWERED, "svara", capital), token), floor: get("/sida", token)}
        pages = {port: body_of(port, request) for port, request in addresses.items()}
        if pages[product] != pages[floor]:
            raise WrongAnswerError("product and floor do not send the same page")
        rates: dict[int, list[float]] = {product: [], floor: []}
        for number in range(ROUNDS + 1):
            for port, request in addresses.items():
                readers = [Reader(request, len(pages[port])) for _ in range(CLIENTS)]
                outcome = drive(process, port, readers, ROUND_SECONDS if number else 1)
                if number:
                    rates[port].append(outcome.per_second)
    yield Ratio(
        f"answering page, {len(pages[floor]) / 1000:.0f} kB, {CLIENTS} clients: throughput",
        f"{median(rates[product]):.0f}/s",
        f"{median(rates[floor]):.0f}/s",
        paired(rates[product], rates[floor]),
        LOWEST_SHARE,
        at_least=True,
    )


def body_of(port: int, request: bytes, patience_seconds: float = 10) -> bytes:
    """The page, fetched once by the standard library's client, so that the lean one is not believed blindly."""
    head = request.decode().split("\r\n")
    path = head[0].split()[1]
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience_seconds)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().read()
