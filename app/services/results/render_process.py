"""One rendering process: what the server hands it and gets back, and what runs in it."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

Task = tuple[Callable[..., bytes], tuple[Any, ...], dict[str, Any]]
"""A function that can be imported by name, and what it is called with."""
Outcome = tuple[bytes, BaseException | None]

_CONTEXT = multiprocessing.get_context("spawn")


class RenderProcess:
    """As the server sees it. For one thread, but for `kill`."""

    def __init__(self) -> None:
        self._connection, other_end = _CONTEXT.Pipe()
        self._process: BaseProcess = _CONTEXT.Process(target=_serve, args=(other_end,), daemon=True)
        self._process.start()
        other_end.close()  # or reading would go on when the process has ended
        self.task_count = 0
        self.is_runaway = False
        """Whether it was killed because a task took too long."""

    @property
    def is_alive(self) -> bool:
        """It may have died since the last task, such as when memory ran out."""
        return not self.is_runaway and self._process.is_alive()

    def render(self, task: Task) -> Outcome:
        """The content, or what the function raised. Raises EOFError and OSError when the process ends meanwhile."""
        self.task_count += 1
        self._connection.send(task)
        outcome: Outcome = self._connection.recv()
        return outcome

    def kill_runaway(self) -> None:
        self.is_runaway = True
        self.kill()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self.kill()
        self._process.join()
        self._connection.close()


def _serve(server: Connection) -> None:
    """In the rendering process: one task after the other, for as long as the server is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which sends it to the server as well
    _exit_with_parent()
    while True:
        outcome = _outcome(server)
        try:
            server.send(outcome)
        except (TypeError, AttributeError, ValueError):
            server.send((b"", RuntimeError(f"{type(outcome[1]).__name__}: {outcome[1]}")))
        del outcome


def _outcome(server: Connection) -> Outcome:
    try:
        function, args, kwargs = server.recv()
        return function(*args, **kwargs), None
    except EOFError:
        os._exit(0)
    except BaseException as error:  # noqa: BLE001  the server raises it where the file was asked for
        return b"", error


def _exit_with_parent() -> None:
    """A server that is killed cannot end its processes, and they would wait for work for ever."""
    server = multiprocessing.parent_process()
    if server is not None:
        Thread(target=_wait_for_end, args=(server.sentinel,), name="server-watch", daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
