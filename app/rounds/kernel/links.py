"""Personal and open links: where they lead, and whether they are full. Links to a report."""

from dataclasses import dataclass
from datetime import datetime

from app.rounds.kernel.assessment import Assessment


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """Where a personal link leads."""

    assessment: Assessment
    respondent_id: int
    person_id: int
    role_group: str
    open_link_id: int | None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """`joined` counts those who have a place by it, whether or not they have saved anything yet."""

    id: int
    role_group: str
    most: int | None
    created_at: datetime
    ended_at: datetime | None
    joined: int

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.joined >= self.most


@dataclass(frozen=True, slots=True)
class JoinedPlace:
    """A place that somebody has begun by an open link."""

    open_link_id: int
    handed_in_at: datetime | None


REPORT_LINK_DAYS, MAX_REPORT_LINK_DAYS = 60, 366
"""For how long a link to a report is good unless somebody chooses otherwise, and at the most."""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A link by which somebody without an account reads an approved report. `opened` counts readings, not readers."""

    id: int
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    opened: int

    def is_good(self, now: datetime) -> bool:
        return self.ended_at is None and self.expires_at > now
