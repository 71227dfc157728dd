"""A kommun's result as programs read it, against a plain FastAPI route that sends the same JSON."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from app.accounts.api.api_scopes import Scope
from app.accounts.kernel.roles import Place
from app.accounts.kernel.tokens import hash_of
from app.storage.api.api_tokens import add_token
from app.storage.engine.database import Database
from app.storage.tables import MunicipalityRow
from app.web.api.application import BASE
from bench.browser import get_as_program
from bench.ground import REPORTED, Ground
from bench.load import WrongAnswerError
from bench.pages import Reader, body_of
from bench.ratios import Ratio
from bench.serving import serving
from bench.turns import Side, Turns, throughput

TURNS = Turns(rounds=11, seconds=0.5, warm_up_seconds=0.5)
"""Short, and each with a token of its own: one token may ask a thousand times in five minutes."""
LOWEST_SHARE = 0.015


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when product and floor do not send the same bytes."""
    tokens = [f"omk_bench_{number}" for number in range(TURNS.rounds + 3)]
    _add(ground, tokens)
    code = REPORTED.municipality.split("-")[0]
    address = f"{BASE}/rounds/{REPORTED.questionnaire}/{REPORTED.year}/assessments/{code}/result"
    bare = ground.environment | {"BENCH_TOKEN": tokens[-1], "BENCH_ADDRESS": address}
    with serving("app.main:app", ground.environment) as product, serving("bench.bare_api:app", bare) as floor:
        body = body_of(product, get_as_program(address, tokens[-2]))
        if body != body_of(floor, get_as_program("/svar", tokens[-2])):
            raise WrongAnswerError("product and floor do not send the same JSON")
        sides = (
            Side(port, lambda number, path=path: [Reader(get_as_program(path, tokens[number]), len(body))])  # type: ignore[misc]
            for port, path in ((product, address), (floor, "/svar"))
        )
        subject = f"API, a kommun's result, {len(body) / 1000:.0f} kB"
        yield throughput(subject, sides, TURNS, LOWEST_SHARE, process)


def _add(ground: Ground, tokens: list[str]) -> None:
    """Of the kommun whose result is read."""
    now = datetime.now(UTC)

    def work(session: Session) -> None:
        kommun = session.exec(select(MunicipalityRow).where(col(MunicipalityRow.slug) == REPORTED.municipality)).one()
        place = Place(kommun.region_id, kommun.id)
        for token in tokens:
            add_token(session, hash_of(token), place, "Mätning", list(Scope), now, now + timedelta(days=1))

    with closing(Database(ground.environment["DATABASE_URL"])) as database:
        database.write(work)
