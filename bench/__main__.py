"""`make bench`: measures every ratio, prints them with their limits, exit status 1 when a limit is broken."""

import multiprocessing
import sys
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from app.config import PROJECT
from bench import (
    answer_files,
    api_reads,
    archives,
    catalogues,
    exports,
    meetings,
    overviews,
    pages,
    reports,
    saves,
    sign_ins,
    starts,
    workshops,
)
from bench.ground import prepare
from bench.ratios import Ratio, table


def main() -> int:
    ratios = []
    for ratio in _ratios():
        print(f"{ratio.subject}: {ratio.value:.2f}", file=sys.stderr, flush=True)
        ratios.append(ratio)
    print(table(ratios))
    return 0 if all(ratio.holds for ratio in ratios) else 1


def _ratios() -> Iterator[Ratio]:
    """On the project's own disk: where temporary files lie in memory, a commit would cost nothing."""
    disk = PROJECT / "var"
    disk.mkdir(exist_ok=True)
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(dir=disk, prefix="bench-") as folder:
        ground = prepare(Path(folder))
        with ProcessPoolExecutor(1, mp_context=spawn) as clients:
            yield from saves.measure(ground, clients)
            yield from pages.measure(ground, clients)
            yield from api_reads.measure(ground, clients)
            yield from exports.measure(ground, clients)
            yield from sign_ins.measure(ground, clients)
            yield from meetings.measure(Path(folder), clients)
            yield from workshops.measure(ground, Path(folder), clients)
            yield from catalogues.measure(ground, clients)
            yield from overviews.measure(Path(folder), clients)
        yield from starts.measure(ground)
        yield from reports.measure(ground)
        yield from archives.measure(ground)
    yield from answer_files.measure()


if __name__ == "__main__":
    warnings.simplefilter("ignore", ResourceWarning)
    sys.exit(main())
