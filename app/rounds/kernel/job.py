"""A job in the background as it stands, such as making every report of a round."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobStatus(StrEnum):
    """How far work in the background has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE = (JobStatus.WAITING, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class UnsuccessfulJob:
    """Work in the background that did not give what was asked for: nothing at all, or not every report."""

    region: str
    year: int
    status: JobStatus
    problem: str
    finished_at: datetime | None

    @property
    def missing(self) -> int:
        """How many reports are missing in a file that was made without them."""
        return len(self.problem.split()) if self.status is JobStatus.DONE else 0


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands. `file_name` is in the cache folder; `problem` is a word of the service's own."""

    id: int
    round_id: int
    status: JobStatus
    total: int
    done: int
    file_name: str
    problem: str
    created_at: datetime
    lease_until: datetime | None
    finished_at: datetime | None

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE
