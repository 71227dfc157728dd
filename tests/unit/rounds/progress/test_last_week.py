"""When a round's kommuner are to hear that the last day is near."""

from datetime import UTC, date, datetime

import pytest

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.method import MethodEdition
from app.rounds.kernel.round import Round
from app.rounds.progress.last_week import is_in_last_week

OPENED = datetime(2026, 10, 1, 7, tzinfo=UTC)


def a_round(opened_at: datetime | None = OPENED, closed_at: datetime | None = None) -> Round:
    """With 1 December as its last day."""
    return Round(
        id=1,
        region_id=1,
        region_slug="gr",
        region_name="GR",
        is_example=False,
        edition_id=1,
        questionnaire_id="prov",
        year=2026,
        content_hash="",
        form=Form.LONG,
        capital_ids=None,
        opens_on=date(2026, 10, 1),
        closes_on=date(2026, 12, 1),
        closed_at=closed_at,
        is_trial=False,
        opened_at=opened_at,
        method=MethodEdition.SECOND,
    )


@pytest.mark.parametrize(
    ("today", "is_told"),
    [
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
        (date(2026, 12, 24), False),
    ],
)
def test_it_is_told_from_a_week_before_until_the_day_before(today: date, is_told: bool) -> None:
    assert is_in_last_week(a_round(), today) is is_told


def test_a_round_that_is_not_open_has_no_last_week() -> None:
    today = date(2026, 11, 25)
    assert not is_in_last_week(a_round(opened_at=None), today)
    assert not is_in_last_week(a_round(closed_at=OPENED), today)


@pytest.mark.parametrize(("opened", "is_told"), [(23, True), (24, False), (25, False)])
def test_a_round_that_was_opened_in_its_last_week_has_told_it_then(opened: int, is_told: bool) -> None:
    round_ = a_round(opened_at=datetime(2026, 11, opened, 7, tzinfo=UTC))
    assert is_in_last_week(round_, date(2026, 11, 26)) is is_told
