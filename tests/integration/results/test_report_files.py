"""Rendered reports: made once, kept, and what happens when one cannot be made."""

import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from app import traces
from app.services.kernel.metrics import REGISTRY, RenderOutcome
from app.services.results import render_pool
from app.services.results.report_files import RenderError, ReportFiles
from tests.integration.support.renders import counted, dying, failing, hanging

ONE, ANOTHER = "a" * 64, "b" * 64
PATIENCE = 60.0
"""Seconds; only a test that fails waits so long."""
LIMIT = 4.0
"""Seconds; more than it takes to start a process, which is part of it."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "rendered.log"


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    return tmp_path / "go-on"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def files(folder: Path) -> Iterator[ReportFiles]:
    files = ReportFiles(folder, processes=1, timeout_seconds=PATIENCE)
    yield files
    files.close()


def count_of(outcome: RenderOutcome) -> float:
    """As this process tells it in its metrics."""
    return REGISTRY.get_sample_value("omstallningskollen_renders_total", {"outcome": outcome.value}) or 0.0


RENDER_AND_WAIT = """
import sys, time
from pathlib import Path
from app.services.results.report_files import ReportFiles
from tests.integration.support.renders import counted
if __name__ == "__main__":
    files = ReportFiles(Path(sys.argv[1]), 1, 60)
    print(files.get("a" * 64, counted, Path(sys.argv[2]), b"rapport").decode(), flush=True)
    time.sleep(60)
"""


def times(log: Path) -> int:
    return len(log.read_text(encoding="utf-8").splitlines())


def test_a_report_is_rendered_once_and_kept(files: ReportFiles, log: Path) -> None:
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"
    assert times(log) == 1


def test_a_kept_report_outlives_the_server_that_made_it(files: ReportFiles, folder: Path, log: Path) -> None:
    files.get(ONE, counted, log, b"rapport")
    files.get(ANOTHER, counted, log, b"en till")
    later = ReportFiles(folder, processes=1, timeout_seconds=PATIENCE)
    assert later.get(ONE, failing) == b"rapport"


def test_reports_with_different_fingerprints_are_different_files(files: ReportFiles, log: Path) -> None:
    assert files.get(ONE, counted, log, b"Norrby") == b"Norrby"
    assert files.get(ANOTHER, counted, log, b"Soderby") == b"Soderby"
    assert files.get(ONE, counted, log, b"Norrby") == b"Norrby"
    assert times(log) == 2


def test_many_who_ask_for_the_same_report_at_once_share_one_rendering(
    files: ReportFiles, log: Path, gate: Path
) -> None:
    with ThreadPoolExecutor(8) as people:
        futures = [people.submit(files.get, ONE, counted, log, b"rapport", gate) for _ in range(8)]
        assert not wait(futures, timeout=0.3).done
        gate.touch()
        assert [future.result(PATIENCE) for future in futures] == [b"rapport"] * 8
    assert times(log) == 1


def test_a_rendering_that_fails_tells_its_cause_leaves_no_file_and_can_be_tried_again(
    files: ReportFiles, folder: Path, log: Path
) -> None:
    count = count_of(RenderOutcome.FAILED)
    with pytest.raises(RenderError) as error:
        files.get(ONE, failing)
    assert count_of(RenderOutcome.FAILED) == count + 1
    assert isinstance(error.value.__cause__, ValueError)
    assert str(error.value.__cause__) == "figuren saknar värden"
    assert list(folder.glob("*")) == []
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"


def test_a_process_that_dies_is_told_and_the_next_report_is_made_by_another(
    files: ReportFiles, folder: Path, log: Path
) -> None:
    with pytest.raises(RenderError) as error:
        files.get(ONE, dying)
    assert isinstance(error.value.__cause__, BrokenProcessPool)
    assert list(folder.glob("*")) == []
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"


def test_when_many_wait_for_a_process_that_dies_all_are_told_and_the_next_still_gets_a_report(
    files: ReportFiles, log: Path
) -> None:
    fingerprints = [f"{number:064x}" for number in range(6)]
    with ThreadPoolExecutor(6) as people:
        futures = [people.submit(files.get, fingerprint, dying) for fingerprint in fingerprints]
        assert {type(future.exception(PATIENCE)) for future in futures} == {RenderError}
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"


def test_a_report_that_takes_too_long_is_told_and_is_there_for_who_asks_later(
    files: ReportFiles, folder: Path, log: Path, gate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "timeout_seconds", 0.1)
    with pytest.raises(RenderError) as error:
        files.get(ONE, counted, log, b"rapport", gate)
    assert isinstance(error.value.__cause__, TimeoutError)
    assert str(error.value) == "the report was not rendered within 0.1 seconds"
    assert list(folder.glob("*")) == []
    gate.touch()
    monkeypatch.undo()
    assert files.get(ONE, counted, log, b"rapport", gate) == b"rapport"
    assert times(log) == 1


def test_processes_that_hang_are_killed_and_replaced_and_other_reports_are_made_meanwhile(
    folder: Path, log: Path
) -> None:
    """As many hang as there are processes. What hung can be tried again."""
    files = ReportFiles(folder, processes=2, timeout_seconds=LIMIT)
    try:
        counts = count_of(RenderOutcome.KILLED), count_of(RenderOutcome.MADE)
        first = files.begin("1" * 64, hanging)
        assert files.get(ONE, counted, log, b"rapport") == b"rapport"
        second = files.begin("2" * 64, hanging)
        assert isinstance(first.exception(PATIENCE), TimeoutError)
        assert isinstance(second.exception(PATIENCE), TimeoutError)
        assert files.get("1" * 64, counted, log, b"nu gick det") == b"nu gick det"
        assert (count_of(RenderOutcome.KILLED), count_of(RenderOutcome.MADE)) == (counts[0] + 2, counts[1] + 2)
    finally:
        files.close()


def test_closing_ends_what_hangs_and_leaves_nobody_waiting(files: ReportFiles, log: Path, gate: Path) -> None:
    under_way = files.begin(ONE, counted, log, b"rapport", gate)
    in_queue = files.begin(ANOTHER, hanging)
    while not log.exists():
        time.sleep(0.01)
    files.close()
    assert isinstance(under_way.exception(PATIENCE), BrokenProcessPool)
    with pytest.raises(CancelledError):
        in_queue.result(PATIENCE)
    with pytest.raises(RenderError):
        files.get("c" * 64, hanging)


def test_where_nothing_can_be_kept_reports_are_made_all_the_same(files: ReportFiles, folder: Path, log: Path) -> None:
    """Somebody has put a file where the folder was to be."""
    folder.write_text("en fil", encoding="utf-8")
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"
    assert files.get(ONE, counted, log, b"rapport") == b"rapport"
    assert times(log) == 2


def test_a_server_that_is_killed_leaves_no_rendering_process_behind(tmp_path: Path, log: Path) -> None:
    """What it writes to is closed only when the last of its processes has ended."""
    command = [sys.executable, "-c", RENDER_AND_WAIT, str(tmp_path), str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"rapport\n"
        server.send_signal(signal.SIGKILL)
        server.communicate(timeout=PATIENCE)


def test_processes_are_renewed_after_their_share_without_losing_a_report(
    files: ReportFiles, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_pool, "TASKS_PER_PROCESS", 2)
    fingerprints = [f"{number:064x}" for number in range(5)]
    with ThreadPoolExecutor(5) as people:
        futures = [people.submit(files.get, fingerprint, counted, log, b"rapport") for fingerprint in fingerprints]
        assert [future.result(PATIENCE) for future in futures] == [b"rapport"] * 5
    processes = log.read_text(encoding="utf-8").split()
    assert [processes.count(process) <= 2 for process in processes] == [True] * 5


@pytest.mark.parametrize("name", ["", "../" + "a" * 61, "A" * 64, "a" * 15, "a" * 65, "a" * 64 + "\n"])
def test_only_a_fingerprint_names_a_file(files: ReportFiles, name: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        files.get(name, failing)


def test_rendering_is_a_part_of_the_trace_of_whoever_asked(files: ReportFiles, log: Path) -> None:
    spans = InMemorySpanExporter()
    traces.begin(SimpleSpanProcessor(spans))
    try:
        with traces.span("request"):
            files.get(ONE, counted, log, b"x")
    finally:
        traces.close()
    traces_of: dict[str, set[int]] = defaultdict(set)  # pools of other tests may still be ending
    for span in spans.get_finished_spans():
        assert span.context is not None
        traces_of[span.name].add(span.context.trace_id)
    assert len(traces_of["request"]) == 1
    assert traces_of["request"] <= traces_of["render"]
