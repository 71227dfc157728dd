"""How long the service goes on trying to send a mail."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from app.accounts.mail.mail_kinds import MailKind
from app.mail.retry_policy import MAX_RETRY_TIME, next_attempt

WRITTEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def tries(kind: MailKind) -> list[datetime]:
    """Every moment at which a mail that is always refused is tried."""
    moments = [WRITTEN]
    while (following := next_attempt(kind, WRITTEN, len(moments), moments[-1])) is not None:
        moments.append(following)
    return moments


def test_waits_grow_up_to_an_hour() -> None:
    waits = [after - before for before, after in pairwise(tries(MailKind.INVITATION))]
    assert waits[:8] == [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 60, 60)]
    assert set(waits[6:]) == {timedelta(hours=1)}


def test_a_letter_is_given_up_within_a_day() -> None:
    last = tries(MailKind.INVITATION)[-1]
    assert timedelta(hours=22) < last - WRITTEN < MAX_RETRY_TIME


def test_a_letter_to_sign_in_with_is_given_up_when_its_link_no_longer_works() -> None:
    assert tries(MailKind.SIGN_IN)[-1] - WRITTEN == timedelta(minutes=1 + 2 + 5 + 10)
