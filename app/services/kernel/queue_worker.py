"""A background worker on a lease queue: a thread of every process that claims one item at a time, come what may."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from typing import Generic

import structlog

from app.storage.engine.database import Database
from app.storage.engine.lease_queue import Item, LeaseQueue

POLL_SECONDS = 1.0
"""How often it looks whether anything is due: one indexed read. Whichever process queued it, it is done soon."""
RETRY_SECONDS = 15.0
"""After something went wrong that has nothing to do with the item, such as a database or a mail server that is away."""

log = structlog.get_logger(__name__)


class QueueWorker(ABC, Generic[Item]):
    """One of its kind per process, from its start to its end.

    `handle` does one item and returns whether that counts. What it raises ends the round: the worker rests and goes on.
    """

    name: str
    close_seconds: float
    """How long its end may take; the lease of what it is at runs out by itself."""
    logged_by_handle: tuple[type[Exception], ...] = ()

    def __init__(
        self,
        database: Database,
        queue: LeaseQueue[Item],
        clock: Callable[[], datetime],
        *,
        look_seconds: float = POLL_SECONDS,
        rest_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._database = database
        self._queue = queue
        self._clock = clock
        self._look_seconds = look_seconds
        self._rest_seconds = rest_seconds
        self._closing = Event()
        self._thread = Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End soon. What is queued stays queued, as does an item that takes too long."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(self.close_seconds)

    def _run(self) -> None:
        wait = 0.0
        while not self._closing.wait(wait):
            wait = self._look_seconds if self._round() else self._rest_seconds

    def _round(self) -> bool:
        """False when something failed that is not the item's error."""
        try:
            self.work()
        except Exception as error:
            # Whatever it was, the items are still there, and so must the worker be.
            if not isinstance(error, self.logged_by_handle):
                event = f"{self.name}_failed"
                log.exception(event, exc_info=error)
            return False
        return True

    def work(self) -> int:
        """Handle every item that is due. Returns how many count."""
        count = 0
        while not self._closing.is_set() and (item := self._claim()) is not None:
            count += self.handle(item)
        return count

    @abstractmethod
    def handle(self, item: Item) -> bool: ...

    def _claim(self) -> Item | None:
        now = self._clock()
        with self._database.read() as session:
            if not self._queue.is_any_due(session, now):
                return None
        return self._database.write(lambda session: self._queue.claim(session, now))
