"""What the web process weighs after an hour of mixed light load: `python -m bench.endurance --minutes 60`.

Prints a line a minute and ends with exit status 1 when the process has been heavier than the limit. Not in
`make bench`: it takes its hour.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx

from app.config import PROJECT
from app.web.shell.contexts.frame import url_of
from bench.browser import COOKIE
from bench.ground import ANSWERED, REPORTED, Ground, prepare
from bench.load import WrongAnswerError
from bench.saves import Saver
from bench.serving import free_port, wait_until_open

REQUESTS_PER_SECOND = 15.0
SAVES_PER_READING = 8
"""So many autosaves come between two pages, as when a kommun answers while some look."""
EXPORT_EACH = 120
"""Of so many pages, one is a workbook instead."""
MAX_MEGABYTES = 180.0
PATIENCE_SECONDS = 120.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    minutes = parser.parse_args().minutes
    disk = PROJECT / "var"
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk, prefix="endurance-") as folder:
        weights = _weights(prepare(Path(folder)), minutes)
    largest, last = max(weights), weights[-1]
    print(f"largest {largest:.0f} MB, last {last:.0f} MB, limit {MAX_MEGABYTES:.0f} MB")
    return 0 if largest <= MAX_MEGABYTES else 1


def _weights(ground: Ground, minutes: int) -> list[float]:
    """The process's megabytes at start and after each minute. Raises WrongAnswerError when a request fails."""
    with _product(ground) as (port, process), httpx.Client(timeout=PATIENCE_SECONDS) as client:
        weights = [_megabytes(process.pid)]
        print(f"at start: {weights[0]:.1f} MB", flush=True)
        requests, count, start = _requests(ground, client, f"http://127.0.0.1:{port}"), 0, time.monotonic()
        for minute in range(1, minutes + 1):
            while time.monotonic() < start + 60 * minute:
                next(requests)()
                count += 1
                time.sleep(max(0.0, 1 / REQUESTS_PER_SECOND - (time.monotonic() - start) % (1 / REQUESTS_PER_SECOND)))
            weights.append(_megabytes(process.pid))
            print(f"minute {minute}: {weights[-1]:.1f} MB after {count} requests", flush=True)
    return weights


@contextmanager
def _product(ground: Ground) -> "Iterator[tuple[int, subprocess.Popen[bytes]]]":
    """The service by its own command, and so by its own settings."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
        cwd=PROJECT,
        env={**os.environ, **ground.environment},
    )
    try:
        wait_until_open(process, port)
        yield port, process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _requests(ground: Ground, client: httpx.Client, base: str) -> Iterator[Callable[[], None]]:
    """Saves of everybody in turn, with pages and files between them."""
    savers = itertools.cycle([Saver(person, bare=False) for person in ground.savers])
    pages = itertools.cycle(_pages(ground))
    for number in itertools.count(1):
        for _ in range(SAVES_PER_READING):
            yield partial(_save, client, base, next(savers))
        address, token = (
            (url_of(REPORTED, "export.xlsx"), ground.coordinator_token) if number % EXPORT_EACH == 0 else next(pages)
        )
        yield partial(_read, client, base + address, token)


def _pages(ground: Ground) -> list[tuple[str, str]]:
    """Addresses, each with the session of somebody who may see it."""
    capital = ground.reader.questions[0][0]
    return [
        (url_of(ANSWERED, "svara", capital), ground.reader.token),
        (url_of(REPORTED, "resultat"), ground.coordinator_token),
        (url_of(REPORTED, "rapport"), ground.coordinator_token),
        (url_of(REPORTED, "rapport.pdf"), ground.coordinator_token),
        (url_of(REPORTED.round, "oversikt"), ground.region_token),
    ]


def _save(client: httpx.Client, base: str, saver: Saver) -> None:
    """The very request that is measured, sent by the client at hand."""
    head, form = saver.request().decode().split("\r\n\r\n", 1)
    lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    answer = client.put(base + lines[0].split()[1], content=form, headers=headers)
    saver.read(answer.status_code, answer.content)


def _read(client: httpx.Client, url: str, token: str) -> None:
    answer = client.get(url, headers={"Cookie": f"{COOKIE}={token}"})
    if answer.status_code != 200:
        raise WrongAnswerError(f"{url} was answered with status {answer.status_code}")


def _megabytes(pid: int) -> float:
    """What of the process is in memory. Linux has it in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    sys.exit(main())
