"""Rate limits with a sliding window, counted in the database, so that they hold after a restart and among processes.

A limit is so many tries in any stretch of time of its length. Tries are counted per window of that length; those of the
window before weigh as much as it still overlaps the stretch that ends now. A try that is refused is not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.errors import RateLimitedError
from app.services.kernel import words
from app.storage.engine.database import Database
from app.storage.kernel import rate_limits

MAX_PERIOD = timedelta(hours=24)
"""The longest stretch that a limit may have; what is older than two of them is forgotten."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of something (`name`) in a stretch of time. `message` is Swedish: what there is too much of."""

    name: str
    most: int
    per: timedelta
    message: str = words.TOO_MANY_ATTEMPTS


@dataclass(frozen=True, slots=True)
class Try:
    """`key` is whose tries are counted together, such as an address; only its hash is stored."""

    limit: Limit
    key: str
    amount: int = 1


def count(database: Database, tries: Sequence[Try], now: datetime) -> None:
    """Count tries before doing what they are for. Raises RateLimitedError, and counts none of them, when one is too
    many.

    To be called outside of the transaction of what is tried: that something failed does not make it untried. What is
    refused is found out by reading, so that a flood writes nothing.
    """
    with database.read() as session:
        for attempt in tries:
            _require_room(attempt, *_so_far(session, attempt, now), now)
    database.write(lambda session: _count_all(session, tries, now))


def room_again(database: Database, attempt: Try, now: datetime) -> datetime | None:
    """When there is room for the try again; None when there is now. Counts nothing."""
    with database.read() as session:
        try:
            _require_room(attempt, *_so_far(session, attempt, now), now)
        except RateLimitedError as error:
            return error.again_at
    return None


def _count_all(session: Session, tries: Sequence[Try], now: datetime) -> None:
    for attempt in tries:
        start = _window_start(attempt.limit, now)
        before = rate_limits.counted(session, _hash(attempt), start - attempt.limit.per)
        current = rate_limits.add(session, _hash(attempt), start, attempt.amount)
        _require_room(attempt, before, current - attempt.amount, now)
        if current == attempt.amount:
            rate_limits.clear(session, now - 2 * MAX_PERIOD)


def _so_far(session: Session, attempt: Try, now: datetime) -> tuple[int, int]:
    """Tries in the window before and in the current one."""
    start = _window_start(attempt.limit, now)
    before, current = (
        rate_limits.counted(session, _hash(attempt), moment) for moment in (start - attempt.limit.per, start)
    )
    return before, current


def _require_room(attempt: Try, before: int, current: int, now: datetime) -> None:
    limit = attempt.limit
    elapsed_share = (now - _window_start(limit, now)) / limit.per
    if before * (1 - elapsed_share) + current + attempt.amount > limit.most:
        raise RateLimitedError(limit.message, now + room_after(limit, before, current, attempt.amount, elapsed_share))


def room_after(limit: Limit, before: int, current: int, amount: int, elapsed_share: float) -> timedelta:
    """How long until there is room for `amount` more, when nothing else is tried meanwhile.

    `elapsed_share` is the share of the current window that has gone. More than `most` at once never fits: then the
    answer is when all that was tried has been forgotten.
    """
    most_left = max(limit.most - amount, 0)
    if current <= most_left and before:
        share_required = 1 - (most_left - current) / before  # before x (1 - needed) + current = most_left
        return limit.per * max(share_required - elapsed_share, 0)
    share_required = 1 - most_left / current if current else 1
    return limit.per * (1 - elapsed_share + max(share_required, 0))


def _window_start(limit: Limit, now: datetime) -> datetime:
    if limit.per > MAX_PERIOD:
        raise ValueError(f"{limit.name}: a limit's stretch is at most {MAX_PERIOD}")
    return now - (now - _EPOCH) % limit.per


def _hash(attempt: Try) -> str:
    return hash_of(f"{attempt.limit.name}:{attempt.key}")
