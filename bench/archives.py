"""Every report of a round in one file, made by two processes, against the same reports rendered one by one."""

import shutil
import time
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import update
from sqlmodel import Session

from app.config import Settings
from app.reports.paper.document import report_pdf
from app.reports.results.content import ReportContent
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.job import JobStatus
from app.rounds.kernel.keys import RoundKey
from app.services.overview.report_archive_worker import KIND, ReportArchiveWorker
from app.services.overview.shared_reports import region_result, shared_in
from app.services.results.report_files import ReportFiles
from app.services.results.reports import report_content, report_file
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_round
from app.storage.kernel.jobs import add_job, latest_job
from app.storage.tables import AssessmentRow
from bench.ground import Ground, url_of_file
from bench.load import WrongAnswerError
from bench.ratios import Ratio, paired

COLLECTED = RoundKey("gr", "omstallningsformaga", 2024)
"""The year of which all thirteen kommuner have a result."""
REPORTS, PROCESSES, PAIRS = 13, 2, 3
MAX_SHARE = 0.65


def measure(ground: Ground) -> Iterator[Ratio]:
    """Raises WrongAnswerError when the file does not hold every report, byte for byte."""
    own = ground.folder / "archives.db"
    shutil.copy(ground.floor_database, own)
    database = Database(url_of_file(own))
    try:
        yield _collecting(database, ground.folder / "archives")
    finally:
        database.close()


def _collecting(database: Database, folder: Path) -> Ratio:
    round_id, now = database.write(_share_all), datetime.now(UTC)
    contents = _contents(database, round_id, now)
    single, two = (_started(folder / f"by-{count}", count, contents[0], now) for count in (1, PROCESSES))
    products, floors = [], []
    try:
        for turn in range(PAIRS):
            single.folder, two.folder = folder / f"one-{turn}", folder / f"two-{turn}"
            start = time.perf_counter()
            reports = [report_file(single, content) for content in contents]
            between = time.perf_counter()
            _collect(database, two, round_id)
            floors.append(between - start)
            products.append(time.perf_counter() - between)
            _compare(reports, _file(database, two, round_id))
    finally:
        single.close()
        two.close()
    return Ratio(
        f"{REPORTS} reports in one file: time",
        f"{median(products):.1f} s",
        f"{median(floors):.1f} s",
        paired(products, floors),
        MAX_SHARE,
        at_least=False,
    )


def _share_all(session: Session) -> int:
    round_ = find_round(session, COLLECTED)
    if round_ is None:
        raise LookupError("the example region lacks the round that is measured")
    session.execute(update(AssessmentRow).values(sharing=Sharing.REGION))
    return round_.id


def _contents(database: Database, round_id: int, now: datetime) -> list[ReportContent]:
    with database.read() as session:
        shared = shared_in(session, round_id).assessments
        reports = [report_content(region_result(session, assessment), now) for assessment in shared]
    if len(reports) != REPORTS:
        raise WrongAnswerError(f"there are {len(reports)} reports to collect")
    return reports


def _started(folder: Path, processes: int, content: ReportContent, now: datetime) -> ReportFiles:
    """With every process started and warm, as on a service that has been up for a while."""
    files = ReportFiles(folder, processes, Settings().render_timeout_seconds)
    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(lambda _: files.make(report_pdf, content, now), range(processes)))
    return files


def _collect(database: Database, files: ReportFiles, round_id: int) -> None:
    database.write(lambda session: add_job(session, KIND, round_id, datetime.now(UTC)))
    ReportArchiveWorker(database, files, lambda: datetime.now(UTC)).work()


def _file(database: Database, files: ReportFiles, round_id: int) -> Path:
    with database.read() as session:
        job = latest_job(session, KIND, round_id)
    if job is None or job.status is not JobStatus.DONE:
        raise WrongAnswerError("the reports were not collected")
    return files.folder / job.file_name


def _compare(reports: Sequence[bytes], file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        inside = sorted(archive.read(name) for name in archive.namelist() if name.endswith(".pdf"))
    if len(inside) != REPORTS or inside != sorted(reports):
        raise WrongAnswerError("the file does not hold the reports that were rendered one by one")
