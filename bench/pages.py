"""Pages as a person gets them, each against the bare rendering of the same bytes."""

import http.client
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from app.web.shell.contexts.frame import url_of
from bench.browser import get
from bench.ground import ANSWERED, REPORTED, Ground
from bench.load import WrongAnswerError
from bench.ratios import Ratio
from bench.serving import serving
from bench.turns import Side, Turns, throughput

TURNS = Turns(rounds=21, seconds=0.6)
RESULT_SHARE, CAPITAL_SHARE, MEETING_SHARE = 0.03, 0.015, 0.2
"""With nothing else to do they are at 0.05, 0.03 and 0.32."""


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


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page, the session that it is read with, and the share of the floor's throughput that it has to reach."""

    name: str
    address: str
    token: str
    lowest_share: float
    clients: int = 1


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when product and floor do not send the same bytes."""
    capital = ground.reader.questions[0][0]
    coordinator = ground.coordinator_token
    for page in (
        MeasuredPage("answering page", url_of(ANSWERED, "svara", capital), ground.reader.token, 0.6, clients=4),
        MeasuredPage("result page", url_of(REPORTED, "resultat"), coordinator, RESULT_SHARE),
        MeasuredPage("result page of a capital", url_of(REPORTED, "resultat", capital), coordinator, CAPITAL_SHARE),
        MeasuredPage("meeting page of a capital", url_of(REPORTED, "moten", capital), coordinator, MEETING_SHARE),
    ):
        yield _throughput(page, ground.environment, process)


def _throughput(page: MeasuredPage, environment: Mapping[str, str], process: Executor) -> Ratio:
    bare = {**environment, "BENCH_TOKEN": page.token, "BENCH_ADDRESS": page.address}
    with serving("app.main:app", environment) as product, serving("bench.bare_page:app", bare) as floor:
        requests = {product: get(page.address, page.token), floor: get("/sida", page.token)}
        bodies = {port: body_of(port, request) for port, request in requests.items()}
        if bodies[product] != bodies[floor]:
            raise WrongAnswerError(f"product and floor do not send the same {page.name}")
        sides = (
            Side(port, lambda _, port=port: [Reader(requests[port], len(bodies[port]))] * page.clients)  # type: ignore[misc]
            for port in (product, floor)
        )
        subject = f"{page.name}, {len(bodies[floor]) / 1000:.0f} kB, clients: {page.clients}"
        return throughput(subject, sides, TURNS, page.lowest_share, process)


def body_of(port: int, request: bytes, patience_seconds: float = 10) -> bytes:
    """The page, fetched once by the standard library's client, so that the lean one is not believed blindly."""
    head = request.decode().split("\r\n")
    path = head[0].split()[1]
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience_seconds)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().read()
