"""From which day people are unlinked: whole months after the round was closed."""

from datetime import date

import pytest

from app.accounts.privacy.retention import unlinked_from


@pytest.mark.parametrize(
    ("closed_on", "months", "day"),
    [
        (date(2024, 12, 15), 24, date(2026, 12, 15)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 13, date(2026, 12, 30)),
    ],
)
def test_so_many_whole_months_later(closed_on: date, months: int, day: date) -> None:
    assert unlinked_from(closed_on, months) == day


def test_people_are_known_for_a_month_at_least() -> None:
    with pytest.raises(ValueError, match="at least a month"):
        unlinked_from(date(2025, 1, 1), 0)
