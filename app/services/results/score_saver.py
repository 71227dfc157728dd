"""Saving the scores that readers have worked out, behind them."""

from collections.abc import Callable
from datetime import datetime

import structlog

from app.services.kernel.worker import Worker
from app.services.results.stored_scores import BATCH, UnsavedScore, save_scores
from app.storage.engine.database import Database
from app.storage.engine.failures import failure_of

LOOK_SECONDS = 2.0
REST_SECONDS = 60.0

log = structlog.get_logger(__name__)


def save_what_is_put_aside(database: Database, *, is_over: Callable[[], bool] = lambda: False) -> int:
    """All that readers of this process have put aside. What cannot be saved is forgotten: it is worked out again when
    another process asks for it. Returns how many were saved."""
    count = 0
    while not is_over() and (batch := database.kept.take_aside(BATCH)):
        count += save_scores(database, [item for item in batch if isinstance(item, UnsavedScore)])
    return count


class ScoreSaver(Worker):
    """Looks every other second into the process's own memory, and nowhere else while nothing is there."""

    name = "score_saver"

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS)
        self._database = database

    def work(self) -> int:
        try:
            return save_what_is_put_aside(self._database, is_over=self._closing.is_set)
        except Exception as error:
            failure = failure_of(error)
            if failure is None:
                raise
            # Nobody has lost anything, and what is wrong with the database is told by those who have.
            log.warning("scores_could_not_be_saved", cause=failure.value)
            return 0
