"""A background worker: a thread of every process that looks now and then whether there is something to do."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

import structlog

log = structlog.get_logger(__name__)


class Worker(ABC):
    """One of its kind per process, from its start to its end.

    What `work` raises ends the round: the worker rests and goes on.
    """

    name: str
    close_seconds: float
    """How long its end may take."""
    logged_by_handle: tuple[type[Exception], ...] = ()

    def __init__(self, clock: Callable[[], datetime], *, look_seconds: float, rest_seconds: float) -> None:
        self._clock = clock
        self._look_seconds = look_seconds
        self._rest_seconds = rest_seconds
        self._closing = Event()
        self._thread = Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End soon."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(self.close_seconds)

    def _run(self) -> None:
        wait = 0.0
        while not self._closing.wait(wait):
            wait = self._look_seconds if self._round() else self._rest_seconds

    def _round(self) -> bool:
        """False when something failed that is no error of the work's own."""
        try:
            self.work()
        except Exception as error:
            # Whatever it was, what is to be done is still there, and so must the worker be.
            if not isinstance(error, self.logged_by_handle):
                event = f"{self.name}_failed"
                log.exception(event, exc_info=error)
            return False
        return True

    @abstractmethod
    def work(self) -> int:
        """Do all that is due. Returns how many things were done."""
