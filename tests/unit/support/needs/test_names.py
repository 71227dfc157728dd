"""How soon a need is told: by year, since it is read in other years than it was written in."""

import pytest

from app.support.needs.names import urgency_choices, when_needed, years_of
from app.support.needs.need import Urgency


def test_the_choices_say_which_years_they_are() -> None:
    assert urgency_choices(2026) == (
        (Urgency.THIS_YEAR, "I år (2026)"),
        (Urgency.NEXT_YEAR, "Nästa år (2027)"),
        (Urgency.LATER, "Senare (efter 2027)"),
    )


@pytest.mark.parametrize(
    ("urgency", "years"),
    [(Urgency.THIS_YEAR, "2026"), (Urgency.NEXT_YEAR, "2027"), (Urgency.LATER, "efter 2027")],
)
def test_what_was_answered_is_told_by_year(urgency: Urgency, years: str) -> None:
    assert years_of(urgency, 2026) == years
    assert when_needed(urgency, 2026) == f"Behövs {years}"
