"""A goal as the tests of goals begin with."""

from datetime import date
from typing import Any

from app.rounds.goals.follow_up import YearLevels
from app.rounds.goals.goal import Goal, GoalChoices, RawGoal

TODAY = date(2026, 11, 2)
RAW = RawGoal(capital="politiskt", level="3", kommuner="10", year="2028", decided="18 mars 2026", diary="GR 2026/112")
CHOICES = GoalChoices(
    questionnaire_id="prov",
    scale_year=2026,
    capital_ids={"politiskt", "finansiellt"},
    levels=5,
    kommuner=13,
    today=TODAY,
)


def a_goal(**facts: Any) -> Goal:
    """At least three kommuner on the third level in 2028, unless said otherwise."""
    standard: dict[str, Any] = {
        "questionnaire_id": "prov",
        "scale_year": 2026,
        "capital_id": "politiskt",
        "position": 3,
        "kommuner": 3,
        "by_year": 2028,
        "decided_on": date(2026, 3, 18),
        "diary_number": "GR 2026/112",
    }
    return Goal(**(standard | facts))


def a_year(year: int, *levels: int | None, invited: int | None = None, **facts: Any) -> YearLevels:
    """The levels of kommuner 1, 2, 3, …; the goal's level is the third."""
    standard: dict[str, Any] = {"is_closed": True, "threshold": 3}
    return YearLevels(
        year=year,
        invited=len(levels) if invited is None else invited,
        levels=dict(enumerate(levels, 1)),
        **(standard | facts),
    )
