"""`omstallningskollen serve` as a process of its own, for tests of what happens when it is stopped or killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.paths import ROOT

COMMAND = str(Path(sys.executable).with_name("omstallningskollen"))
START_SECONDS = 180
STOP_SECONDS = 60


class ServiceProcess:
    """Each start keeps port, database and log. `settings` are environment variables, `options` more words for `serve`."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        self._options = options
        self.port = free_port()
        self.log = folder / "service.log"
        self.settings = {"CACHE_DIR": str(folder / "cache"), "SECURE_COOKIES": "false"} | settings
        self._process: subprocess.Popen[bytes] | None = None
        self.exit_status: int | None = None
        """Of the last process that ended."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Returns when it answers. Raises RuntimeError with the end of its log when it does not."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(self.port), *self._options],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)} | self.settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/halsa/live", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"The service did not start:\n{self.log.read_text(encoding='utf-8')[-3000:]}")

    def terminate(self) -> float:
        """Stop it as an operator does. Returns how many seconds that took."""
        begun = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - begun

    def kill(self) -> None:
        """As when the power goes: nothing gets the time to finish."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            self.exit_status = process.returncode


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
