"""The few figures that open a region's overview: how many have approved, the middle, the lowest capital, plans.

Over the kommuner whose result the region may read, as all that stands beside their names (decision 0047); how many have
approved is over all of the round.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from app.assessment.results.results import Profile


@dataclass(frozen=True, slots=True)
class YearCounts:
    """One year's kommuner, counted."""

    year: int
    invited: int
    approved: int
    readable: int
    """Of those: how many share with the region."""
    with_actions: int
    """Of the readable: how many have planned at least one action."""


@dataclass(frozen=True, slots=True)
class YearParticipation:
    """How many kommuner were in a year's round, had begun, and have approved."""

    year: int
    invited: int
    begun: int
    approved: int


@dataclass(frozen=True, slots=True)
class LowestCapital:
    """The capital whose median is the lowest, the first in order of several alike."""

    capital_id: str
    median: Fraction
    kommuner: int


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of an index over the kommuner that have one."""

    median: Fraction
    kommuner: int


def middle_overall(profiles: Collection[Profile]) -> Middle | None:
    """Of the overall index (method 4), which a kommun has only with a score in every capital."""
    indices = [profile.overall.index for profile in profiles if profile.overall is not None]
    return Middle(median(indices), len(indices)) if indices else None


def lowest_capital(capital_ids: Sequence[str], profiles: Collection[Profile]) -> LowestCapital | None:
    """Hand over the capitals in their order; cross-cutting dimensions are not ranked with them."""
    candidates = []
    for capital_id in capital_ids:
        results = (profile.capital(capital_id) for profile in profiles)
        indices = [result.index for result in results if result is not None and result.index is not None]
        if indices:
            candidates.append(LowestCapital(capital_id, median(indices), len(indices)))
    return min(candidates, key=lambda candidate: candidate.median, default=None)
