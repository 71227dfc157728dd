"""How far a place in an order can be trusted: between which ranks a kommun lies when weights and uncertainty vary.

Not a league table. Made only where the association asks for an order, and shown with its caution (method 9; OECD/JRC,
Handbook on Constructing Composite Indicators, 2008, on robustness).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from operator import mul
from typing import Protocol

from app.assessment.results import CapitalResult, Interval

DRAWS = 2_000
LOW, HIGH = Fraction(1, 20), Fraction(19, 20)


class Chance(Protocol):
    """Where the draws come from, such as `random.Random(seed)`; the seed is stored with what it led to."""

    def gauss(self, mu: float, sigma: float) -> float: ...

    def gammavariate(self, alpha: float, beta: float) -> float: ...


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The 5th and the 95th percentile of a kommun's rank, 1 being the highest index; tied kommuner share a rank."""

    best: int
    worst: int


def rank_intervals(
    profiles: Mapping[int, Sequence[CapitalResult]], values: Sequence[Fraction], chance: Chance, draws: int = DRAWS
) -> dict[int, RankInterval]:
    """Rank intervals of kommuner (id -> its results) that all have a score in the same capitals.

    Each draw takes weights of the capitals from Dirichlet(1, …, 1), and for each capital with an interval an index from
    Student's t around the index, clipped to the scale. Raises ValueError when a capital lacks a score or when the
    kommuner do not have the same capitals.
    """
    ids = sorted(profiles)
    if len({tuple(result.capital_id for result in profiles[one]) for one in ids}) > 1:
        raise ValueError("the kommuner must have the same capitals")
    if any(result.index is None for one in ids for result in profiles[one]):
        raise ValueError("every capital needs a score")
    ends = float(values[0]), float(values[-1])
    sure = {one: [float(result.index or 0) for result in profiles[one]] for one in ids}
    unsure = {one: _intervals(profiles[one]) for one in ids}
    ranks: dict[int, list[int]] = {one: [] for one in ids}
    for _ in range(draws if ids else 0):
        weights = _weights(len(profiles[ids[0]]), chance)
        drawn = {one: sum(map(mul, weights, _drawn(sure[one], unsure[one], ends, chance))) for one in ids}
        ordered = sorted(drawn.values())
        for one in ids:
            ranks[one].append(1 + len(ids) - bisect_right(ordered, drawn[one]))
    return {one: _interval(found) for one, found in ranks.items()}


def _weights(count: int, chance: Chance) -> list[float]:
    """Dirichlet(1, …, 1): gamma draws over their sum."""
    drawn = [chance.gammavariate(1.0, 1.0) for _ in range(count)]
    total = sum(drawn)
    return [one / total for one in drawn]


def _intervals(results: Sequence[CapitalResult]) -> list[tuple[int, Interval]]:
    """The places of the capitals that have one."""
    return [(place, one.interval) for place, one in enumerate(results) if isinstance(one.interval, Interval)]


def _drawn(
    sure: list[float], unsure: list[tuple[int, Interval]], ends: tuple[float, float], chance: Chance
) -> list[float]:
    """An index per capital. Only those with an interval take any chance, and so any time."""
    if not unsure:
        return sure
    found = list(sure)
    for place, interval in unsure:
        freedom = interval.degrees_of_freedom
        # Student's t: a normal draw over the root of a chi-squared one per degree of freedom.
        t = chance.gauss(0.0, 1.0) / sqrt(chance.gammavariate(freedom / 2, 2.0) / freedom)
        found[place] = min(max(found[place] + t * interval.standard_error, ends[0]), ends[1])
    return found


def _interval(ranks: list[int]) -> RankInterval:
    """Nearest ranks, so that the ends are ranks that were drawn."""
    ordered, last = sorted(ranks), len(ranks) - 1
    return RankInterval(ordered[int(last * LOW)], ordered[-int(-last * HIGH // 1)])
