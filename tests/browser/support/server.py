"""The real service as a process of its own, on its own database, that a test may kill and start again."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from tests.paths import ROOT
from tests.rewinding import rewind, settle

PROJECT = ROOT
COMMAND = str(Path(sys.executable).with_name("omstallningskollen"))
START_SECONDS = 60
STOP_SECONDS = 20


class Server:
    """`omstallningskollen serve` with the example region. Each restart keeps the address and the database.

    `more` are settings that differ; they may be changed until it starts, when the address is known already.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "region.db"
        self.more: dict[str, str] = {}
        self._untouched = folder / "untouched.db"
        self._process: subprocess.Popen[bytes] | None = None
        self._restored = 0

    def start(self) -> None:
        """Returns when the service says that it is well. Raises RuntimeError with its log when it does not."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--prepare", "--port", str(self.port)],
                cwd=PROJECT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_well(self._process)
        if not self._untouched.exists():
            _copy(self.database, self._untouched)

    def command(self, *arguments: str) -> str:
        """Run one command of the same installation. Returns what it printed."""
        process = subprocess.run(
            [COMMAND, *arguments], cwd=PROJECT, env=self._environment(), check=True, capture_output=True, text=True
        )
        return process.stdout

    def kill(self) -> None:
        """As when the power goes: nothing gets the time to finish."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self._process is not None:
            self._end(signal.SIGTERM)

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def restore(self) -> None:
        """The example region as it was when the service first started; everybody is signed out."""
        if rewind(self._untouched, self.database):
            self._restored += 1
            for database in (self._untouched, self.database):
                _tell_apart(database, self._restored)

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _environment(self) -> dict[str, str]:
        return os.environ | self._settings() | self.more

    def _settings(self) -> dict[str, str]:
        return {
            "DEMO": "true",
            "SECURE_COOKIES": "false",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "CACHE_DIR": str(self.folder / "cache"),
            "RENDER_PROCESSES": "1",
            "OIDC_PROVIDERS_FILE": str(self._organisations()),
            "OIDC_LERUM_SECRET": "only for tests",
        }

    def _organisations(self) -> Path:
        """One has a sign-in of its own, which nobody answers at."""
        path = self.folder / "oidc.json"
        lerum = {
            "id": "lerum",
            "name": "Lerums kommun",
            "issuer": "http://127.0.0.1:9",
            "client_id": "omstallningskollen",
            "client_secret_env": "OIDC_LERUM_SECRET",
            "email_domains": ["lerum.example"],
        }
        path.write_text(json.dumps([lerum]), encoding="utf-8")
        return path

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        assert process is not None, "the server is not running"
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise

    def _wait_until_well(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/halsa", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"The service did not start:\n{self._log.read_text(encoding='utf-8')}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _copy(source: Path, target: Path) -> None:
    """As one transaction, so that a running service sees either the old content or the new."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=10)) as new:
        old.backup(new)


def _tell_apart(database: Path, copy: int) -> None:
    """The service goes on while its data is put back, and cannot be told to forget what it keeps of results. That goes by
    when answering was closed, so after a test that wrote something there are other microseconds there."""
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute(
            "UPDATE assessment SET answering_closed_at = substr(answering_closed_at, 1, 20) || printf('%06d', ?) "
            "WHERE answering_closed_at IS NOT NULL",
            (copy,),
        )
        settle(connection)
