"""Real servers in processes of their own, the product and its floors started in exactly the same way."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.config import PROJECT

START_SECONDS = 180
SETTINGS = (
    *("--host", "127.0.0.1", "--loop", "uvloop", "--http", "httptools", "--log-level", "warning"),
    *("--no-access-log", "--no-server-header", "--no-proxy-headers"),
)


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve `module:name` on loopback while the block runs; gives the port. Raises RuntimeError if it fails to."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", application, "--port", str(port), *SETTINGS],
        cwd=PROJECT,
        env={**os.environ, **environment},
    )
    try:
        wait_until_open(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_open(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")
