"""Signing in by the link of a mail, against the same hashes and the same rows written by sqlite3 alone."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.accounts.kernel.tokens import hash_of
from app.config import Settings
from app.storage.tables import PersonRow, RespondentRow, SignInLinkRow, SignInRow
from app.web.sign_in import sign_in_cookie
from bench.browser import post
from bench.ground import Ground
from bench.load import Outcome, WrongAnswerError
from bench.ratios import Ratio
from bench.serving import serving
from bench.turns import Side, Turns, throughput

TURNS = Turns(rounds=7, seconds=1)
LOWEST_SHARE = 0.05
LINKS = 30_000
"""More than the floor can use meanwhile."""
BROWSER = "b" * 43
"""The secret of the browser that asked for them all."""
ADDRESS = "svarande@matning.example"


@dataclass(slots=True)
class Visitor:
    """Uses one link after the other."""

    path: str
    cookies: str
    count: int = 0

    def request(self) -> bytes:
        return post(f"{self.path}/{_token(self.count)}", self.cookies)

    def read(self, status: int, body: bytes) -> None:
        if status != 303:
            raise WrongAnswerError(f"status {status} for link {self.count} of {LINKS}: {body[:200].decode()}")
        self.count += 1


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when somebody is not signed in, or a session is not in the database."""
    respondent = ground.savers[0].respondent_id
    for file in (ground.product_database, ground.floor_database):
        _prepare(file, respondent)
    bare = {"BENCH_DATABASE": str(ground.floor_database)}
    with serving("app.main:app", ground.environment) as product, serving("bench.bare_sign_in:app", bare) as floor:
        sides = [
            (_Visits(Visitor("/logga-in/lank", _cookies())), product, ground.product_database),
            (_Visits(Visitor("/lank", _cookies())), floor, ground.floor_database),
        ]
        before = [_sessions(file) for _, _, file in sides]
        yield throughput(
            "sign-in by the link of a mail",
            [Side(port, visits.clients, visits.keep) for visits, port, _ in sides],
            TURNS,
            LOWEST_SHARE,
            process,
        )
    for (visits, _, file), count in zip(sides, before, strict=True):
        if _sessions(file) - count != visits.visitor.count:
            raise WrongAnswerError("somebody who was said to be signed in has no session")


@dataclass(slots=True)
class _Visits:
    """The visitor as it comes back from each round, which was in another process."""

    visitor: Visitor

    def clients(self, _: int) -> list[Visitor]:
        return [self.visitor]

    def keep(self, outcome: Outcome[Visitor]) -> None:
        self.visitor = outcome.clients[0]


def _cookies() -> str:
    """Of a browser that asked for a mail and has signed in by one before."""
    names = sign_in_cookie.cookie_name, sign_in_cookie.known_name
    return "; ".join(f"{name(Settings())}={BROWSER}" for name in names)


def _token(number: int) -> str:
    return f"{number:043}"


def _prepare(file: Path, respondent: int) -> None:
    """Give one who answers an address, and links to use."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with closing(sqlite3.connect(file)) as connection, connection:
        query = f"SELECT person_id FROM {RespondentRow.__tablename__} WHERE id = ?"
        (person,) = connection.execute(query, [respondent]).fetchone()
        connection.execute(f"UPDATE {PersonRow.__tablename__} SET email = ? WHERE id = ?", [ADDRESS, person])
        browser, expiry = hash_of(BROWSER), str(now + timedelta(hours=1))
        connection.executemany(
            f"INSERT INTO {SignInLinkRow.__tablename__}"
            " (token_hash, code_hash, person_id, browser_hash, after, tries, created_at, expires_at)"
            " VALUES (?, '', ?, ?, '/', 0, ?, ?)",
            ((hash_of(_token(number)), person, browser, str(now), expiry) for number in range(LINKS)),
        )


def _sessions(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {SignInRow.__tablename__}").fetchone()[0]
    return count
