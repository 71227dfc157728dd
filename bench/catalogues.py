"""A region's catalogue of support with all its items, against the bare rendering of the same bytes."""

from collections.abc import Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime
from statistics import median

from app.config import PROJECT
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from bench.browser import get
from bench.ground import REPORTED, Ground
from bench.load import WrongAnswerError, drive
from bench.pages import Reader, body_of
from bench.ratios import Ratio, paired
from bench.serving import serving

ROUNDS = 21
ROUND_SECONDS = 0.6
HIGHEST_TIME = 1.5
MIN_ITEMS = 48


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when the two do not send the same bytes, or the page lacks items."""
    database = Database(ground.environment["DATABASE_URL"])
    try:
        take_in(database, PROJECT / "catalogues", datetime.now(UTC))
    finally:
        database.close()
    token, address = ground.coordinator_token, f"/{REPORTED.region}/stod"
    bare = ground.environment | {"BENCH_TOKEN": token, "BENCH_ADDRESS": address}
    with serving("app.main:app", ground.environment) as product, serving("bench.bare_page:app", bare) as floor:
        requests = {product: get(address, token), floor: get("/sida", token)}
        pages = {port: body_of(port, request) for port, request in requests.items()}
        _check(pages[product], pages[floor], address)
        rates: dict[int, list[float]] = {product: [], floor: []}
        for number in range(ROUNDS + 1):
            for port, request in requests.items():
                outcome = drive(process, port, [Reader(request, len(pages[port]))], ROUND_SECONDS if number else 1)
                if number:
                    rates[port].append(outcome.per_second)
    yield Ratio(
        f"catalogue of support, {len(pages[floor]) / 1000:.0f} kB: time",
        f"{1000 / median(rates[product]):.1f} ms",
        f"{1000 / median(rates[floor]):.1f} ms",
        paired(rates[floor], rates[product]),
        HIGHEST_TIME,
        at_least=False,
    )


def _check(product: bytes, floor: bytes, address: str) -> None:
    if product != floor:
        raise WrongAnswerError("product and floor do not send the same page")
    items = {part.split(b'"')[0] for part in product.split(f'href="{address}/'.encode())[1:]}
    if len(items) < MIN_ITEMS:
        raise WrongAnswerError(f"the page shows {len(items)} items")
