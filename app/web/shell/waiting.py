"""Rate limits in words (429 Too Many Requests): what is told to who has tried too often, and Retry-After."""

from datetime import datetime, timedelta

from app.errors import RateLimitedError
from app.web.shell.formatting import time_of_day


def retry_message(error: RateLimitedError, now: datetime) -> tuple[str, int]:
    """What is told, and after how many seconds one may try again: whole minutes, so that nobody comes too early."""
    wait = max(60, int((error.again_at - now).total_seconds()) + 60)
    return f"{error.message} Försök igen efter klockan {time_of_day(now + timedelta(seconds=wait))}.", wait
