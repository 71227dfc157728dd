"""Handed-in versions of a result, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from app.rounds.assessments.handing_in import HandedIn


@dataclass(frozen=True, slots=True)
class Submission:
    """A handed-in version. At most one of an assessment's versions is pending, the latest."""

    number: int
    content: HandedIn
    missing: int
    missing_reason: str
    submitted_at: datetime
    submitted_by: int | None
    approved_at: datetime | None
    approved_by: int | None
    returned_at: datetime | None
    returned_reason: str
    reopened_at: datetime | None
    reopened_reason: str

    @property
    def is_pending(self) -> bool:
        return self.approved_at is None and self.returned_at is None
