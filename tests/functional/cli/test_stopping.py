"""Stopping the service: it ends within seconds although a mail server, a client and a report hang."""

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from tests.mail_catcher import SENDER
from tests.service_process import ServiceProcess

ADDRESS = "kerstin.samordnare@ale.example"
LIMIT_SECONDS = 10
"""Seven and what a busy machine adds."""
SIGN_IN = "/logga-in"


@pytest.fixture
def silent_mail_server() -> Iterator[socket.socket]:
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        yield listener


def queue_a_mail(service: ServiceProcess) -> None:
    with httpx.Client(base_url=service.url, headers={"Origin": service.url}) as browser:
        browser.get(SIGN_IN)
        assert browser.post(SIGN_IN, data={"adress": ADDRESS}).status_code == 303


def begin_request(service: ServiceProcess, more: bytes = b"") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", service.port))
    client.sendall(b"POST /logga-in HTTP/1.1\r\nHost: x\r\n" + more)
    return client


def test_the_service_stops_within_seconds_whatever_hangs(
    tmp_path: Path, example_database: Path, silent_mail_server: socket.socket
) -> None:
    path = tmp_path / "service.db"
    shutil.copy(example_database, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE region SET is_example = 0")
        connection.execute(
            "UPDATE person SET email = ? WHERE id = (SELECT person_id FROM membership WHERE ended_at IS NULL LIMIT 1)",
            (ADDRESS,),
        )
    service = ServiceProcess(
        tmp_path,
        DATABASE_URL=f"sqlite:///{path}",
        SMTP_URL=f"smtp://127.0.0.1:{silent_mail_server.getsockname()[1]}",
        MAIL_FROM=SENDER,
    )
    service.start()
    with ExitStack() as open_sockets:
        queue_a_mail(service)
        open_sockets.enter_context(silent_mail_server.accept()[0])  # the service waits for its greeting
        open_sockets.enter_context(begin_request(service))  # in the middle of its head
        body = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nadress="
        open_sockets.enter_context(begin_request(service, body))
        assert service.terminate() < LIMIT_SECONDS
    assert service.exit_status == 0
