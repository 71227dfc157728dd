"""A background worker on a lease queue: a thread of every process that claims one item at a time, come what may."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import Generic

from app.services.kernel.metrics import QUEUE_RUNNING
from app.services.kernel.worker import Worker
from app.storage.engine.database import Database
from app.storage.engine.lease_queue import Backlog, Item, LeaseQueue

POLL_SECONDS = 1.0
"""How often it looks whether anything is due: one indexed read. Whichever process queued it, it is done soon."""
RETRY_SECONDS = 15.0
"""After something went wrong that has nothing to do with the item, such as a database or a mail server that is away."""


class QueueWorker(Worker, Generic[Item]):
    """`handle` does one item and returns whether that counts. What it raises ends the round.

    At its end what is queued stays queued, as does an item that takes too long: its lease runs out by itself.
    """

    queue_name: str
    """In metrics."""

    def __init__(
        self,
        database: Database,
        queue: LeaseQueue[Item],
        clock: Callable[[], datetime],
        *,
        look_seconds: float = POLL_SECONDS,
        rest_seconds: float = RETRY_SECONDS,
    ) -> None:
        super().__init__(clock, look_seconds=look_seconds, rest_seconds=rest_seconds)
        self._database = database
        self._queue = queue
        QUEUE_RUNNING.labels(self.queue_name)  # at 0 from the beginning

    def work(self) -> int:
        """Handle every item that is due. Returns how many count."""
        count = 0
        while not self._closing.is_set() and (item := self._claim()) is not None:
            with QUEUE_RUNNING.labels(self.queue_name).track_inprogress():
                count += self.handle(item)
        return count

    def backlog(self) -> Backlog:
        with self._database.read() as session:
            return self._queue.backlog(session)

    @abstractmethod
    def handle(self, item: Item) -> bool: ...

    def _claim(self) -> Item | None:
        now = self._clock()
        with self._database.read() as session:
            if not self._queue.is_any_due(session, now):
                return None
        return self._database.write(lambda session: self._queue.claim(session, now))
