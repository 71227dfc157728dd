"""The region's overview of a whole country: against the bare rendering of the same bytes, against a tenth of it, and
the first look after a start with its scores stored against one that works them out.
"""

import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from statistics import median

from sqlmodel import func, select

from app.storage.engine.database import Database
from app.storage.tables import ScoreRow
from app.web.shell.contexts.frame import url_of
from bench.browser import get
from bench.ground import url_of_file
from bench.load import WrongAnswerError, drive
from bench.pages import Reader, body_of
from bench.ratios import Ratio, paired
from bench.serving import serving
from bench.wide import prepare, round_of

YEARS = 10
FEW, MANY = 29, 290
REGIONS = {"liten": FEW, "stor": MANY}
ROUNDS = 11
ROUND_SECONDS = 1.0
LOWEST_SHARE = 0.5
FIRST_SECONDS = 120
"""The first time, every kommun of two years is scored."""
STARTS = 3
FIRST_LOOK = 0.2
SAVING_SECONDS = 60


def measure(folder: Path, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when product and floor do not send the same bytes, or a page lacks a kommun."""
    file = folder / "wide.db"
    token = prepare(url_of_file(file), REGIONS, YEARS)
    environment = {"DATABASE_URL": url_of_file(file), "LOG_LEVEL": "WARNING", "DEMO": "false"}
    yield _first_look(file, environment, token)
    address = url_of(round_of("stor"), "oversikt")
    bare = environment | {"BENCH_TOKEN": token, "BENCH_ADDRESS": address}
    with serving("app.main:app", environment) as product, serving("bench.bare_page:app", bare) as floor:
        requests = {
            "many": (product, get(address, token)),
            "few": (product, get(url_of(round_of("liten"), "oversikt"), token)),
            "floor": (floor, get("/sida", token)),
        }
        pages = {name: body_of(*arguments, FIRST_SECONDS) for name, arguments in requests.items()}
        _check(pages)
        rates: dict[str, list[float]] = {name: [] for name in requests}
        for number in range(ROUNDS + 1):
            for name, (port, request) in requests.items():
                outcome = drive(process, port, [Reader(request, len(pages[name]))], ROUND_SECONDS)
                if number:
                    rates[name].append(outcome.per_second)
    yield Ratio(
        f"region's overview, {MANY} kommuner, {YEARS} years, {len(pages['floor']) / 1000:.0f} kB: throughput",
        f"{median(rates['many']):.1f}/s",
        f"{median(rates['floor']):.1f}/s",
        paired(rates["many"], rates["floor"]),
        LOWEST_SHARE,
        at_least=True,
    )
    yield Ratio(
        f"region's overview, {MANY} kommuner against {FEW}",
        f"{1000 / median(rates['many']):.0f} ms",
        f"{1000 / median(rates['few']):.1f} ms",
        paired(rates["few"], rates["many"]),
        MANY / FEW,
        at_least=False,
    )


def _first_look(file: Path, environment: dict[str, str], token: str) -> Ratio:
    """Of a process that has just been started, with the scores stored, against the one that worked them out."""
    request = get(url_of(round_of("stor"), "oversikt"), token)

    def look(port: int) -> tuple[float, bytes]:
        begin = time.perf_counter()
        page = body_of(port, request, FIRST_SECONDS)
        return time.perf_counter() - begin, page

    with serving("app.main:app", environment) as port:
        scoring, page = look(port)
        _wait_until_saved(file)
    firsts = []
    for _ in range(STARTS):
        with serving("app.main:app", environment) as port:
            seconds, again = look(port)
        if again != page:
            raise WrongAnswerError("stored scores do not give the same page")
        firsts.append(seconds)
    return Ratio(
        f"region's overview, {MANY} kommuner, first look after a start: scores stored against worked out",
        f"{1000 * median(firsts):.0f} ms",
        f"{1000 * scoring:.0f} ms",
        paired(firsts, [scoring] * STARTS),
        FIRST_LOOK,
        at_least=False,
    )


def _wait_until_saved(file: Path) -> None:
    """Two years' profiles, and the change between them. Raises WrongAnswerError when they are not saved in time."""
    deadline = time.monotonic() + SAVING_SECONDS
    with closing(Database(url_of_file(file))) as database:
        while time.monotonic() < deadline:
            with database.read() as session:
                if session.exec(select(func.count()).select_from(ScoreRow)).one() == 3 * MANY:
                    return
            time.sleep(0.5)
    raise WrongAnswerError("the scores were not saved")


def _check(pages: dict[str, bytes]) -> None:
    if pages["many"] != pages["floor"]:
        raise WrongAnswerError("product and floor do not send the same page")
    for name, kommuner in (("many", MANY), ("few", FEW)):
        if pages[name].count(b'role="rowheader"') != kommuner:
            raise WrongAnswerError(f"the page does not show its {kommuner} kommuner")
