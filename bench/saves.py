"""The autosave with all that a real one does, against the bare upsert, at one client and at many."""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from app.web.shell.contexts.frame import url_of
from bench.browser import put
from bench.ground import ANSWERED, SAVERS, Ground, Person
from bench.load import Outcome, WrongAnswerError, drive
from bench.ratios import Ratio, paired
from bench.serving import serving

ROUNDS = 5
ROUND_SECONDS = 3.0
LEVELS = 5
LOWEST_SHARE = 0.45
MAX_P99 = 3.0


@dataclass(slots=True)
class Saver:
    """Answers every question in turn, a step higher each time round, so that every save is a change."""

    person: Person
    bare: bool
    saves: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    def request(self) -> bytes:
        capital, question = self._current
        choice = 1 + self.saves // len(self.person.questions) % LEVELS
        version = self.versions.get(question, 0)
        form = f"{question}.choice={choice}&{question}.comment=&{question}.evidence=&{question}.version={version}"
        bare = f"/svar/{self.person.respondent_id}/{question}"
        return put(bare if self.bare else url_of(ANSWERED, "svara", capital, question), self.person.token, form)

    def read(self, status: int, body: bytes) -> None:
        _, question = self._current
        version = self.versions.get(question, 0) + 1
        if status != 200 or f'data-version="{version}">Sparat'.encode() not in body:
            raise WrongAnswerError(f"status {status}: {body.decode()}")
        self.versions[question] = version
        self.saves += 1

    @property
    def _current(self) -> tuple[str, str]:
        return self.person.questions[self.saves % len(self.person.questions)]


@dataclass(slots=True)
class Side:
    """The product or the floor: its server, its database, its savers as they are now, and what was measured."""

    port: int
    database: Path
    savers: tuple[Saver, ...]
    rounds: list[Outcome[Saver]] = field(default_factory=list)

    def run(self, process: Executor, clients: int, seconds: float) -> Outcome[Saver]:
        outcome = drive(process, self.port, self.savers[:clients], seconds)
        self.savers = outcome.clients + self.savers[clients:]
        return outcome

    def check(self) -> None:
        """Raises WrongAnswerError unless every answer said to be saved is in the database, in its last version."""
        with sqlite3.connect(self.database) as connection:
            for saver in self.savers:
                rows = connection.execute(
                    "SELECT question_id, version FROM answer WHERE respondent_id = ?", [saver.person.respondent_id]
                )
                if dict(rows.fetchall()) != saver.versions:
                    raise WrongAnswerError("an answer that was said to be saved is not in the database")


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when a save fails or is not in the database."""
    bare = {"BENCH_DATABASE": str(ground.floor_database)}
    with serving("app.main:app", ground.environment) as product, serving("bench.bare_save:app", bare) as floor:
        sides = (
            Side(product, ground.product_database, tuple(Saver(person, bare=False) for person in ground.savers)),
            Side(floor, ground.floor_database, tuple(Saver(person, bare=True) for person in ground.savers)),
        )
        for clients in (1, SAVERS):
            yield from _with_clients(clients, sides, process)
        for side in sides:
            side.check()


def _with_clients(clients: int, sides: Sequence[Side], process: Executor) -> Iterator[Ratio]:
    for side in sides:
        side.run(process, clients, seconds=1)
        side.rounds = []
    for _ in range(ROUNDS):
        for side in sides:
            side.rounds.append(side.run(process, clients, ROUND_SECONDS))
    yield _throughput(clients, *([outcome.per_second for outcome in side.rounds] for side in sides))
    yield _tail(clients, *([outcome.p99 * 1000 for outcome in side.rounds] for side in sides))


def _throughput(clients: int, product: list[float], floor: list[float]) -> Ratio:
    return Ratio(
        f"autosave, clients: {clients}, throughput",
        f"{median(product):.0f}/s",
        f"{median(floor):.0f}/s",
        paired(product, floor),
        LOWEST_SHARE,
        at_least=True,
    )


def _tail(clients: int, product: list[float], floor: list[float]) -> Ratio:
    return Ratio(
        f"autosave, clients: {clients}, p99",
        f"{median(product):.1f} ms",
        f"{median(floor):.1f} ms",
        paired(product, floor),
        MAX_P99,
        at_least=False,
    )
