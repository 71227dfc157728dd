"""Which kommuner of an open round are late: not done after the last day, or not begun when it is near."""

from dataclasses import dataclass
from datetime import date

from app.rounds.progress.round_advice import CLOSING_SOON
from app.rounds.progress.round_board import DONE, Stage

NOT_BEGUN = frozenset({Stage.NOT_STARTED, Stage.NO_ANSWERS})


@dataclass(frozen=True, slots=True)
class KommunDays:
    """What lateness goes by: an open round's days, and the kommun's own."""

    opened_on: date
    closes_on: date
    ended_on: date | None
    """When the kommun ended answering; None while it goes on."""


def is_late(stage: Stage, days: KommunDays, today: date) -> bool:
    """After the last day everybody is late who has not handed in; before it, when it is near, who has not begun."""
    if stage in DONE:
        return False
    if today > days.closes_on:
        return True
    return stage in NOT_BEGUN and days.closes_on - today <= CLOSING_SOON
