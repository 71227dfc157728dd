"""The report against bare WeasyPrint, and a kept report against one that has to be rendered."""

import http.client
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from weasyprint import HTML

from app.config import Settings
from app.reports.paper.document import report_pdf
from app.reports.paper.pdf import BASE_URL
from app.reports.paper.rendering import page
from app.reports.results.content import ReportContent
from app.services.results.report_files import ReportFiles
from app.services.results.reports import open_report, report_file
from app.storage.engine.database import Database
from app.web.shell.contexts.frame import url_of
from bench.browser import COOKIE
from bench.ground import REPORTED, Ground, actor_of, url_of_file
from bench.load import WrongAnswerError
from bench.ratios import Ratio, paired
from bench.serving import serving

CHAPTERS = 4
"""So many of the eight chapters make a report of twelve pages."""
PAIRS = 5
RENDERED = 3
KEPT = 20
KEEP_SECONDS = 10
MAX_COST = 1.25
LOWEST_GAIN = 50


def measure(ground: Ground) -> Iterator[Ratio]:
    """Raises WrongAnswerError when a kept report is not the one that was rendered."""
    database = Database(url_of_file(ground.product_database))
    now = datetime.now(UTC)
    try:
        _, whole = open_report(database, actor_of(database, ground.coordinator_token, now), REPORTED, now)
    finally:
        database.close()
    yield _rendering(replace(whole, chapters=whole.chapters[:CHAPTERS]), now)
    yield _kept_in_files(whole, ground.folder / "files")
    yield _kept_over_http(ground)


def _rendering(content: ReportContent, now: datetime) -> Ratio:
    """The whole way from content to finished PDF, against the finished HTML turned into a plain, untagged PDF."""
    html = page(content)
    pages = len(HTML(string=html, base_url=BASE_URL).render().pages)
    products, floors = [], []
    for _ in range(PAIRS):
        products.append(_seconds(lambda: report_pdf(content, now)))
        floors.append(_seconds(lambda: HTML(string=html, base_url=BASE_URL).write_pdf()))
    return Ratio(
        f"report of {pages} pages: time",
        f"{median(products):.2f} s",
        f"{median(floors):.2f} s",
        paired(products, floors),
        MAX_COST,
        at_least=False,
    )


def _kept_in_files(content: ReportContent, folder: Path) -> Ratio:
    files = ReportFiles(folder, processes=1, timeout_seconds=Settings().render_timeout_seconds)
    try:
        return _gain("kept report, from the cache", lambda: report_file(files, content), folder)
    finally:
        files.close()


def _kept_over_http(ground: Ground) -> Ratio:
    with serving("app.main:app", ground.environment) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=Settings().render_timeout_seconds)
        headers = {"Cookie": f"{COOKIE}={ground.coordinator_token}"}

        def fetch() -> bytes:
            connection.request("GET", url_of(REPORTED, "rapport.pdf"), headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise WrongAnswerError(f"the report was answered with status {answer.status}")
            return body

        return _gain("kept report, over HTTP", fetch, ground.cache)


def _gain(subject: str, fetch: Callable[[], bytes], folder: Path) -> Ratio:
    """How many times faster a kept report is. The first rendering, which starts the process, is not counted."""
    first = fetch()
    renderings, cache_hits = [], []
    for _ in range(RENDERED):
        _wait_until_kept(folder).unlink()
        renderings.append(_seconds(fetch))
        _wait_until_kept(folder)
        cache_hits += [_seconds(fetch) for _ in range(KEPT)]
    if fetch() != first:
        raise WrongAnswerError("the kept report is not the one that was rendered")
    return Ratio(
        f"{subject}: times faster",
        f"{median(cache_hits) * 1000:.1f} ms",
        f"{median(renderings) * 1000:.0f} ms",
        median(renderings) / median(cache_hits),
        LOWEST_GAIN,
        at_least=True,
    )


def _wait_until_kept(folder: Path) -> Path:
    """The one report in the cache: it is handed out before it is kept. Raises WrongAnswerError when it is not soon."""
    deadline = time.monotonic() + KEEP_SECONDS
    while time.monotonic() < deadline:
        files = list(folder.glob("*.pdf"))
        if files:
            return files[0]
        time.sleep(0.01)
    raise WrongAnswerError("the rendered report was not kept")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
