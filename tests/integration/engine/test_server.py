"""The tests' own PostgreSQL server: nobody else's business, and gone afterwards whatever happens."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.postgres import Server, running_server

PATIENCE = 30
START_AND_WAIT = """
import sys
from tests.postgres import running_server
with running_server() as server:
    sys.stdout.write(server.url("postgres") + "\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


def test_without_postgresql_the_tests_fail_and_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="sudo apt-get install postgresql"), running_server():
        pass


def test_the_server_listens_on_no_network(server: Server) -> None:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_server_stops_even_when_the_tests_are_killed() -> None:
    command = [sys.executable, "-c", START_AND_WAIT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        url = child.stdout.readline().strip()
        child.send_signal(signal.SIGKILL)
    folder = Path(url.partition("host=")[2].partition("&")[0])
    deadline = time.monotonic() + PATIENCE
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
