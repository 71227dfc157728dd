"""The last week of a round: whether its kommuner are to hear that the last day is near."""

from datetime import date, timedelta

from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import Round, RoundState

LAST_WEEK = timedelta(days=7)


def is_in_last_week(round_: Round, today: date) -> bool:
    """Whether an open round's last day is at most a week ahead, and not today or passed.

    A round that was opened in its last week has just told its kommuner the same.
    """
    if round_.state is not RoundState.OPEN or round_.opened_at is None:
        return False
    begins = round_.closes_on - LAST_WEEK
    return begins <= today < round_.closes_on and day_of(round_.opened_at) < begins
