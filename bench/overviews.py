"""The region's overview of a whole country: against the bare rendering of the same bytes, and against a tenth of it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from statistics import median

from app.web.shell.contexts.frame import url_of
from bench.browser import get
from bench.ground import url_of_file
from bench.load import WrongAnswer, drive
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
FIRST_SECONDS = 60
"""The first time, every kommun of two years is scored."""


def measure(folder: Path, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswer when product and floor do not send the same bytes, or a page lacks a kommun."""
    file = folder / "wide.db"
    token = prepare(file, REGIONS, YEARS)
    environment = {"DATABASE_URL": url_of_file(file), "LOG_LEVEL": "WARNING", "DEMO": "false"}
    bare = environment | {"BENCH_TOKEN": token, "BENCH_REGION": "stor"}
    with serving("app.main:app", environment) as product, serving("bench.bare_overview:app", bare) as floor:
        requests = {
            "many": (product, get(url_of(round_of("stor"), "oversikt"), token)),
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


def _check(pages: dict[str, bytes]) -> None:
    if pages["many"] != pages["floor"]:
        raise WrongAnswer("product and floor do not send the same page")
    for name, kommuner in (("many", MANY), ("few", FEW)):
        if pages[name].count(b'role="rowheader"') != kommuner:
            raise WrongAnswer(f"the page does not show its {kommuner} kommuner")
