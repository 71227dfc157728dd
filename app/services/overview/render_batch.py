"""Batch rendering of the reports of one job: a few at a time, each in a process of its own, a failed one retried."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import datetime

import structlog

from app.reports.overview.report_archive import ArchivedReport
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.visibility import is_readable
from app.services.overview.shared_reports import mark_of, region_result
from app.services.results.report_files import ReportFiles
from app.services.results.reports import begin_report_file, report_content
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment

TICK_SECONDS = 0.5
"""How long it waits for a report before it asks whether to go on."""

Tick = Callable[[int, int], None]
"""Told how many reports are done, of how many. It raises when the work is not to go on."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RenderedBatch:
    """The reports in the order asked for, and the kommuner whose report could not be made."""

    reports: tuple[ArchivedReport, ...]
    failed: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True)
class _InProgress:
    assessment: Assessment
    status: str
    mark: str
    begun: float
    """By the monotonic clock."""


class BatchRenderer:
    """One job's reports, made by one thread. What is under way when it is stopped is finished and kept all the same."""

    def __init__(self, database: Database, files: ReportFiles, now: datetime, tick: Tick) -> None:
        self._database = database
        self._files = files
        self._now = now
        self._tick = tick
        self._made: dict[int, ArchivedReport] = {}
        self._failed: list[Assessment] = []
        self._total = 0

    def bind(self, assessments: Sequence[Assessment]) -> RenderedBatch:
        """Raises what `tick` raises. A kommun whose result is not the region's by then is left out."""
        self._total = len(assessments)
        self._render(assessments, self._files.processes)
        # A rendering process that dies takes another's report with it, so that each gets a second try by itself.
        again, self._failed = self._failed, []
        self._render(again, 1)
        return RenderedBatch(
            tuple(self._made[assessment.id] for assessment in assessments if assessment.id in self._made),
            tuple(self._failed),
        )

    def _render(self, assessments: Sequence[Assessment], at_once: int) -> None:
        waiting = deque(assessments)
        under_way: dict[Future[bytes], _InProgress] = {}
        self._tick(len(self._made), self._total)
        while waiting or under_way:
            while waiting and len(under_way) < at_once:
                self._begin(waiting.popleft(), under_way)
            finished_futures, _ = wait(under_way, TICK_SECONDS, FIRST_COMPLETED)
            for future in finished_futures:
                self._take(under_way.pop(future), future)
            self._time_out(under_way)
            self._tick(len(self._made), self._total)

    def _begin(self, assessment: Assessment, under_way: dict["Future[bytes]", _InProgress]) -> None:
        """As the region would get it at this moment."""
        with self._database.read() as session:
            current = find_assessment(session, assessment.key)
            if current is None or not is_readable(current):
                self._total -= 1
                return
            result = region_result(session, current)
        try:
            content, mark = report_content(result, self._now), mark_of(result)
            future = begin_report_file(self._files, content)
        except Exception as error:
            # One kommun's words or figures that no report was foreseen for must not take the others' with them.
            log.exception("report_not_begun", path=current.key.path, exc_info=error)
            self._failed.append(current)
            return
        under_way[future] = _InProgress(assessment=current, status=content.status, mark=mark, begun=time.monotonic())

    def _take(self, report: _InProgress, future: "Future[bytes]") -> None:
        error = future.exception()
        if error is not None:
            self._fail(report.assessment, str(error) or type(error).__name__)
            return
        assessment = report.assessment
        self._made[assessment.id] = ArchivedReport(
            slug=assessment.municipality_slug,
            municipality=assessment.municipality,
            status=report.status,
            mark=report.mark,
            pdf=future.result(),
        )

    def _time_out(self, under_way: dict["Future[bytes]", _InProgress]) -> None:
        oldest = time.monotonic() - self._files.timeout_seconds
        for future, report in list(under_way.items()):
            if report.begun < oldest:
                del under_way[future]
                self._fail(report.assessment, "it took too long")

    def _fail(self, assessment: Assessment, cause: str) -> None:
        self._failed.append(assessment)
        log.error("report_render_failed", path=assessment.key.path, cause=cause)
