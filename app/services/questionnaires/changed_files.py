"""Telling in the log of questionnaire files that differ from what was published from them and is answered.

Such an edition is served as it was published, whatever has become of its file. Reading the files takes longer than all
else at a start, so it is done beside what the service is there for.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from app.services.kernel.worker import Worker
from app.services.questionnaires.editions import file_states
from app.storage.engine.database import Database

LOOK_SECONDS = 24 * 3600
REST_SECONDS = 600
FIRST_SECONDS = 60

log = structlog.get_logger(__name__)


class ChangedFileWorker(Worker):
    """Looks a minute after a process has started, and once a day after that: to read the files takes a processor for a
    second or two, which the first who come should have.
    """

    name = "changed_files"

    def __init__(self, database: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS, first_seconds=FIRST_SECONDS)
        self._database = database
        self._folder = folder

    def work(self) -> int:
        changed_files = [
            state.path.name for state in file_states(self._database, self._folder) if state.frozen_and_changed
        ]
        for name in changed_files:
            log.error("questionnaire_file_differs_from_published", file=name)
        return len(changed_files)
