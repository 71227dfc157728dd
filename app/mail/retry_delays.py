"""How long a letter is worth sending, and when it is tried again."""

from datetime import datetime, timedelta

from app.accounts.mail.mail_kinds import LetterKind

_WAITS_MINUTES = (1, 2, 5, 10, 20, 40, 60)
"""After the first, second, … try that failed; the last one from then on."""
PATIENCE = timedelta(hours=24)
_SHORT: dict[str, timedelta] = {LetterKind.SIGN_IN: timedelta(minutes=20)}
"""A link to sign in with is worth nothing when it comes later than that."""


def sent_before(kind: str, written_at: datetime) -> datetime:
    """After this moment the letter is given up."""
    return written_at + _SHORT.get(kind, PATIENCE)


def next_try(kind: str, written_at: datetime, tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` that failed, or None to give up."""
    wait = timedelta(minutes=_WAITS_MINUTES[min(tries, len(_WAITS_MINUTES)) - 1])
    return now + wait if now + wait < sent_before(kind, written_at) else None
