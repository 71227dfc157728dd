"""A cold start, from the command to the first answer, against FastAPI, SQLModel and uvicorn with one route."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from app.config import PROJECT
from bench.ground import Ground
from bench.ratios import Ratio, paired
from bench.serving import SETTINGS, START_SECONDS, free_port

STARTS = 5
LOOK_EVERY_SECONDS = 0.01
HIGHEST_COST = 12.0
PRODUCT = ("app.cli", "serve")
FLOOR = ("uvicorn", "bench.bare_start:app", *SETTINGS)


def measure(ground: Ground) -> Iterator[Ratio]:
    """Raises RuntimeError when a server does not start."""
    times: dict[Sequence[str], list[float]] = {PRODUCT: [], FLOOR: []}
    for number in range(STARTS + 1):
        for command, seconds in times.items():
            start = _seconds(command, ground.environment)
            if number:  # the first time, files are read from the disk
                seconds.append(start)
    yield Ratio(
        "start, from the command to the first answer: time",
        f"{median(times[PRODUCT]):.2f} s",
        f"{median(times[FLOOR]):.2f} s",
        paired(times[PRODUCT], times[FLOOR]),
        HIGHEST_COST,
        at_least=False,
    )


def _seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    port = free_port()
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--port", str(port)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - begin > START_SECONDS:
                raise RuntimeError("the server did not start")
            time.sleep(LOOK_EVERY_SECONDS)
        return time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/halsa/live")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
