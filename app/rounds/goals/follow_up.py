"""Following a goal over the years: how many reach the level, of how many, and over the same kommuner in two years.

Whose result is counted is decided elsewhere (`rounds/kernel/visibility.py`): whoever reads a count sees by name all
that it is over. What is not known is never counted as not reached (method 4).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rounds.goals.goal import Goal

SHOWN_YEARS = 5
"""So far back a goal is followed."""


class GoalStatus(StrEnum):
    """Where a goal stands. Worked out each time, never stored."""

    NOT_MEASURED = "not_measured"
    """There is no result to count yet."""
    UNDER_WAY = "under_way"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NOT_KNOWN = "not_known"
    """The year has come, and those whose level is not known could decide it."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class YearLevels:
    """One year's levels in the goal's capital. `levels` are by kommun, None where a result has no level."""

    year: int
    invited: int
    is_closed: bool
    levels: Mapping[int, int | None]
    threshold: int | None
    """The goal's level on the year's own scale; None where the scales are not comparable (method 11)."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many kommuner reach the level of those whose level is known, of all in the round."""

    year: int
    reached: int
    known: int
    invited: int
    is_closed: bool

    @property
    def not_known(self) -> int:
        return self.invited - self.known


@dataclass(frozen=True, slots=True)
class SameKommuner:
    """The kommuner with a level in both years whose capital can be compared: how many reached it then and now."""

    earlier_year: int
    later_year: int
    kommuner: int
    earlier: int
    later: int
    has_other_questions: bool
    """Not every question is the same in both years, so that some of a difference may come from that."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`years` are earliest first and no later than the goal's own; `same` is of the last two, None where there is
    nothing to compare."""

    status: GoalStatus
    years: tuple[YearCount, ...]
    same: SameKommuner | None
    other_scale: tuple[int, ...]
    """Years that are left out, as their levels are on a scale that cannot be compared."""

    @property
    def latest(self) -> YearCount | None:
        """The last year with a level to count."""
        return next((count for count in reversed(self.years) if count.known), None)


def follow_up(
    goal: Goal, years: Sequence[YearLevels], same: SameKommuner | None, *, this_year: int, is_ended: bool = False
) -> FollowUp:
    """`years` are of rounds that asked the goal's capital, earliest first."""
    within = [year for year in years if year.year <= goal.by_year][-SHOWN_YEARS:]
    counts = tuple(_count(year, year.threshold) for year in within if year.threshold is not None)
    is_due = this_year > goal.by_year or any(count.year == goal.by_year and count.is_closed for count in counts)
    return FollowUp(
        status=GoalStatus.ENDED if is_ended else _status(goal, counts, is_due=is_due),
        years=counts,
        same=same,
        other_scale=tuple(year.year for year in within if year.threshold is None),
    )


def _count(year: YearLevels, threshold: int) -> YearCount:
    levels = [level for level in year.levels.values() if level is not None]
    return YearCount(
        year=year.year,
        reached=sum(level >= threshold for level in levels),
        known=len(levels),
        invited=year.invited,
        is_closed=year.is_closed,
    )


def _status(goal: Goal, counts: Sequence[YearCount], *, is_due: bool) -> GoalStatus:
    latest = next((count for count in reversed(counts) if count.known), None)
    if latest is None:
        return GoalStatus.NOT_KNOWN if is_due else GoalStatus.NOT_MEASURED
    if latest.reached >= goal.kommuner:
        return GoalStatus.REACHED
    if not is_due:
        return GoalStatus.UNDER_WAY
    could_reach = latest.year < goal.by_year or latest.reached + latest.not_known >= goal.kommuner
    return GoalStatus.NOT_KNOWN if could_reach else GoalStatus.NOT_REACHED


def same_kommuner(earlier: YearLevels, later: YearLevels, shared: Mapping[int, bool]) -> SameKommuner | None:
    """`shared` has the kommuner whose capital the method compares between the years, and whether all questions are the
    same. None where there is none with a level both years, or a scale is another.
    """
    if earlier.threshold is None or later.threshold is None:
        return None
    before, after = _known(earlier, shared), _known(later, shared)
    ids = before.keys() & after.keys()
    if not ids:
        return None
    return SameKommuner(
        earlier_year=earlier.year,
        later_year=later.year,
        kommuner=len(ids),
        earlier=sum(before[kommun] >= earlier.threshold for kommun in ids),
        later=sum(after[kommun] >= later.threshold for kommun in ids),
        has_other_questions=any(not shared[kommun] for kommun in ids),
    )


def _known(year: YearLevels, ids: Collection[int]) -> dict[int, int]:
    return {kommun: level for kommun, level in year.levels.items() if kommun in ids and level is not None}


def goal_in_force(goals: Sequence[Goal], questionnaire_id: str, capital_id: str, year: int) -> Goal | None:
    """The goal that is next in time for a capital in a year; the highest of those by the same year."""
    ahead = [
        goal
        for goal in goals
        if goal.questionnaire_id == questionnaire_id and goal.capital_id == capital_id and goal.by_year >= year
    ]
    return min(ahead, key=lambda goal: (goal.by_year, -goal.position), default=None)
