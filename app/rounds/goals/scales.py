"""Which level of another year's scale a goal's level is (method 11)."""

from collections.abc import Sequence

from app.assessment.questionnaires.lineage import later_positions
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.rounds.goals.goal import Goal


def threshold(goal: Goal, editions: Sequence[Questionnaire], year: int) -> int | None:
    """The position that reaches the goal in a year; None where the scales are not comparable, or an edition is missing.

    `editions` are all of the goal's questionnaire, earliest first.
    """
    first, last = sorted((goal.scale_year, year))
    between = [edition for edition in editions if first <= edition.year <= last]
    if not between or (between[0].year, between[-1].year) != (first, last):
        return None
    positions = later_positions(between)
    if positions is None:
        return None
    if year >= goal.scale_year:
        return positions.get(goal.position)
    return min((old for old, new in positions.items() if new >= goal.position), default=None)
