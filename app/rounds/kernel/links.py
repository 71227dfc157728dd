"""Personal and open links: where they lead, and whether they are full."""

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
    token: str
    most: int | None
    created_at: datetime
    ended_at: datetime | None
    joined: int

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.joined >= self.most
