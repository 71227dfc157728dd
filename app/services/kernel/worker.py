"""A background worker: a thread of every process that looks now and then whether there is something to do."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Event, Thread

import structlog

from app.services.kernel.metrics import DATABASE_FAILURES
from app.storage.engine.failures import failure_of

CLOSE_SECONDS = 2.0
"""How long the end of all workers may take. What one is at then is taken up again by another process, or the next."""

log = structlog.get_logger(__name__)


class Worker(ABC):
    """One of its kind per process, from its start to its end.

    What `work` raises ends the round: the worker rests and goes on.
    """

    name: str
    logged_by_handle: tuple[type[Exception], ...] = ()

    def __init__(
        self, clock: Callable[[], datetime], *, look_seconds: float, rest_seconds: float, first_seconds: float = 0.0
    ) -> None:
        """It looks for the first time `first_seconds` after its start."""
        self._clock = clock
        self._first_seconds = first_seconds
        self._look_seconds = look_seconds
        self._rest_seconds = rest_seconds
        self._closing = Event()
        self._thread = Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Begin no more; `join` waits for the end of what is under way."""
        self._closing.set()

    def join(self, seconds: float) -> None:
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        wait = self._first_seconds
        while not self._closing.wait(wait):
            wait = self._look_seconds if self._round() else self._rest_seconds

    def _round(self) -> bool:
        """False when something failed that is no error of the work's own."""
        try:
            self.work()
        except Exception as error:
            # Whatever it was, what is to be done is still there, and so must the worker be.
            if not isinstance(error, self.logged_by_handle):
                failure = failure_of(error)
                event, facts = f"{self.name}_failed", {} if failure is None else {"cause": failure.value}
                if failure is not None:
                    DATABASE_FAILURES.labels(failure.value).inc()
                log.exception(event, exc_info=error, **facts)
            return False
        return True

    @abstractmethod
    def work(self) -> int:
        """Do all that is due. Returns how many things were done."""


def close_all(workers: Iterable[Worker], seconds: float = CLOSE_SECONDS) -> None:
    """End them at the same time: one that hangs, such as at a mail server that does not answer, is left behind."""
    stopping = list(workers)
    for worker in stopping:
        worker.stop()
    deadline = time.monotonic() + seconds
    for worker in stopping:
        worker.join(max(0.0, deadline - time.monotonic()))
