"""When a kommun of an open round is late."""

from datetime import date

import pytest

from app.rounds.progress.lateness import KommunDays, is_late
from app.rounds.progress.round_board import Stage

DAYS = KommunDays(opened_on=date(2026, 10, 1), closes_on=date(2026, 11, 30), ended_on=None)


@pytest.mark.parametrize(
    ("stage", "today", "late"),
    [
        (Stage.NOT_STARTED, date(2026, 11, 15), False),  # fifteen days are left
        (Stage.NOT_STARTED, date(2026, 11, 16), True),
        (Stage.NO_ANSWERS, date(2026, 11, 30), True),
        (Stage.UNDER_WAY, date(2026, 11, 30), False),
        (Stage.UNDER_WAY, date(2026, 12, 1), True),
        (Stage.DRAFT, date(2026, 11, 30), False),
        (Stage.DRAFT, date(2026, 12, 1), True),
        (Stage.SUBMITTED, date(2026, 12, 1), False),
        (Stage.APPROVED, date(2026, 12, 1), False),
    ],
)
def test_who_has_not_begun_is_late_two_weeks_before_and_everybody_else_after_the_last_day(
    stage: Stage, today: date, *, late: bool
) -> None:
    assert is_late(stage, DAYS, today) is late
