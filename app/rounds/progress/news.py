"""What has come in from a region's kommuner since somebody looked last: handed in, approved, shared.

Only what still holds is news: what was sent back, opened again or is no longer shared has no line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.visibility import is_readable


class NewsKind(StrEnum):
    """The furthest that has happened; each holds what comes before it."""

    HANDED_IN = "handed in"
    APPROVED = "approved"
    SHARED = "shared"
    """Approved, and the region may read it."""


@dataclass(frozen=True, slots=True)
class KommunProgress:
    """One assessment as it stands. The moments are None for what has not happened, or no longer holds."""

    assessment: Assessment
    handed_in_at: datetime | None
    shared_at: datetime | None
    """When what it shares now was chosen, as far as that is known to be new."""


@dataclass(frozen=True, slots=True)
class News:
    assessment: Assessment
    kind: NewsKind
    at: datetime


def news_since(progress: Iterable[KommunProgress], since: datetime) -> tuple[News, ...]:
    """At most one line for each assessment, latest first."""
    news = (_news(item, since) for item in progress)
    return tuple(sorted((item for item in news if item is not None), key=lambda item: item.at, reverse=True))


def _news(item: KommunProgress, since: datetime) -> News | None:
    assessment, approved_at = item.assessment, item.assessment.approved_at
    if approved_at is None:
        return _new(assessment, NewsKind.HANDED_IN, item.handed_in_at, since)
    if not is_readable(assessment):
        return _new(assessment, NewsKind.APPROVED, approved_at, since)
    return _new(assessment, NewsKind.SHARED, max(approved_at, item.shared_at or approved_at), since)


def _new(assessment: Assessment, kind: NewsKind, at: datetime | None, since: datetime) -> News | None:
    return None if at is None or at <= since else News(assessment, kind, at)
