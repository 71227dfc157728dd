"""Retry policy of mails: the delays between attempts (backoff), and when to give up."""

from datetime import datetime, timedelta

from app.accounts.mail.mail_kinds import MailKind

_RETRY_DELAYS_MINUTES = (1, 2, 5, 10, 20, 40, 60)
"""After the first, second, … try that failed; the last one from then on."""
LONGEST_DELAY = timedelta(minutes=max(_RETRY_DELAYS_MINUTES))
MAX_RETRY_TIME = timedelta(hours=24)
_MAX_RETRY_TIME_BY_KIND: dict[str, timedelta] = {MailKind.SIGN_IN: timedelta(minutes=20)}
"""A link to sign in with is worth nothing when it comes later than that."""


def retry_until(kind: str, written_at: datetime) -> datetime:
    """After this moment the mail is given up."""
    return written_at + _MAX_RETRY_TIME_BY_KIND.get(kind, MAX_RETRY_TIME)


def next_attempt(kind: str, written_at: datetime, tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` that failed, or None to give up."""
    wait = timedelta(minutes=_RETRY_DELAYS_MINUTES[min(tries, len(_RETRY_DELAYS_MINUTES)) - 1])
    return now + wait if now + wait < retry_until(kind, written_at) else None
