"""The web server of `serve`: stops within seconds whatever hangs, and cuts clients that are too slow."""

import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from threading import Timer
from types import FrameType
from typing import Any, NoReturn

import structlog
import uvicorn

from app.cli.serving.slow_clients import SlowClients

FINISH_SECONDS = 4
"""How long requests that are under way may take when the service stops."""
STOP_SECONDS = 7.0
"""After which the process ends, whatever still hangs: what is saved is on disk, and every job is taken up again."""
TICKS_PER_SECOND = 10
START_FAILED = 3
"""The exit status, as the server's own command has it."""

log = structlog.get_logger(__name__)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._slow_clients = SlowClients()

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS_PER_SECOND == 0:
            count = self._slow_clients.cut(self.server_state.connections, time.monotonic())
            if count:
                log.warning("slow_clients_cut", count=count)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        watchdog = Timer(STOP_SECONDS, _exit)
        watchdog.daemon = True
        watchdog.start()
        await super().shutdown(sockets)


def _exit() -> None:
    log.warning("stopped_while_something_hung", seconds=STOP_SECONDS)
    sys.stderr.flush()
    os._exit(0)


def _stopped(_number: int, _frame: FrameType | None) -> NoReturn:
    """Once everything has ended the server raises the signal that stopped it anew. Unless somebody takes it the process
    dies of it: whoever watches over it is told of a failure (143), and who pressed Ctrl+C reads a traceback.
    """
    sys.exit(0)


def run_server(host: str, port: int, proxies: Sequence[str]) -> int:
    """Serve until a signal stops it; the proxies are believed about who asks. Returns the exit status."""
    config = server_config("app.main:app", host, port, proxies)
    config.load_app()
    server = _Server(config)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stopped)
    server.run()
    return 0 if server.started else START_FAILED


def server_config(application: Any, host: str, port: int, proxies: Sequence[str]) -> uvicorn.Config:
    """How the application, or the one of that name, is served."""
    return uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=FINISH_SECONDS,
    )
