"""How far a place in an order can be trusted: between which ranks a kommun lies when weights and uncertainty vary.

Not a league table. Made only where the association asks for an order, and shown with its caution (method 9). Source:
OECD/JRC 2008, Handbook on Constructing Composite Indicators, step 7 (uncertainty and sensitivity analysis).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

from app.assessment.results import CapitalResult, Interval

DRAWS = 2_000
LOW, HIGH = Fraction(1, 20), Fraction(19, 20)
"""Percentiles of the drawn ranks at which an interval begins and ends."""

Results = Mapping[int, Sequence[CapitalResult]]
"""Kommun id -> its results, the same capitals in the same order for all."""


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The 5th and the 95th percentile of a kommun's rank, 1 being the highest index; tied kommuner share a rank."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class PairShare:
    """In how many of the draws one kommun is above another, below it, or level with it."""

    above: int
    below: int
    level: int

    @property
    def draws(self) -> int:
        return self.above + self.below + self.level


@dataclass(frozen=True, slots=True)
class StandardError:
    """What an index is drawn with: Student's t on so many degrees of freedom, times the error."""

    error: float
    degrees_of_freedom: float


@dataclass(frozen=True, slots=True)
class RankDraws:
    """What the draws came to. `borrowed` says which kommuner have no interval of their own, and in which capitals."""

    draws: int
    intervals: Mapping[int, RankInterval]
    above: Mapping[int, Mapping[int, int]]
    """Kommun id -> another's id -> in how many draws the first is above."""
    borrowed: Mapping[int, tuple[str, ...]]
    unknown: tuple[str, ...]
    """Capitals in which no kommun has an interval: there all have the pooled error of all capitals."""

    def pair(self, one: int, other: int) -> PairShare:
        """Raises KeyError for a kommun that is not in the order."""
        above, below = self.above[one][other], self.above[other][one]
        return PairShare(above, below, self.draws - above - below)


def pooled_error(intervals: Sequence[Interval]) -> StandardError | None:
    """Root mean square of the standard errors; None without any.

    The degrees of freedom are those of a mean of independent variances (Satterthwaite 1946): (Σ v)² / Σ v²/df.
    """
    if not intervals:
        return None
    variances = [one.standard_error**2 for one in intervals]
    total = sum(variances)
    if not total:
        return StandardError(0.0, float(sum(one.degrees_of_freedom for one in intervals)))
    spread = sum(v**2 / one.degrees_of_freedom for v, one in zip(variances, intervals, strict=True))
    return StandardError(sqrt(total / len(variances)), total**2 / spread)


def has_uncertainty(profiles: Results) -> bool:
    """Whether anybody has an interval in any capital. Without, nothing is known of how far an order can be trusted."""
    return any(isinstance(result.interval, Interval) for results in profiles.values() for result in results)


def rank_draws(
    profiles: Results, values: Sequence[Fraction], chance: np.random.Generator, draws: int | None = None
) -> RankDraws:
    """Rank intervals of kommuner that all have a score in the same capitals, and how each pair lies.

    Each draw takes weights of the capitals from Dirichlet(1, …, 1), and for each kommun and capital an index from
    Student's t around its own, clipped to the scale (`values`). A kommun without an interval in a capital is drawn with
    the pooled error of those who have one there; where nobody has, with that of all capitals. `draws` is by default
    `DRAWS`. Raises ValueError when a capital lacks a score, when the kommuner do not have the same capitals, and when
    nobody has an interval at all.
    """
    _check(profiles)
    ids, count = sorted(profiles), draws or DRAWS
    errors = _errors(profiles)
    capitals = len(profiles[ids[0]])
    weights = chance.dirichlet(np.ones(capitals), count)
    totals = np.zeros((count, len(ids)))
    for place in range(capitals):
        of_capital = [errors[one][place] for one in ids]
        index = np.array([float(profiles[one][place].index or 0) for one in ids])
        totals += weights[:, [place]] * _drawn(index, of_capital, values, chance, count)
    return RankDraws(count, _intervals(ids, totals), _above(ids, totals), _borrowed(profiles), _unknown(profiles))


def _check(profiles: Results) -> None:
    if len({tuple(result.capital_id for result in results) for results in profiles.values()}) > 1:
        raise ValueError("the kommuner must have the same capitals")
    if any(result.index is None for results in profiles.values() for result in results):
        raise ValueError("every capital needs a score")
    if not has_uncertainty(profiles):
        raise ValueError("an order needs some kommun with an interval")


def _drawn(
    index: NDArray[np.float64],
    errors: Sequence[StandardError],
    values: Sequence[Fraction],
    chance: np.random.Generator,
    count: int,
) -> NDArray[np.float64]:
    """One capital: draws × kommuner."""
    freedom = np.array([one.degrees_of_freedom for one in errors])
    reach = chance.standard_t(freedom, (count, len(errors))) * np.array([one.error for one in errors])
    drawn: NDArray[np.float64] = np.clip(index + reach, float(values[0]), float(values[-1]))
    return drawn


def _errors(profiles: Results) -> dict[int, list[StandardError]]:
    """Per kommun and capital its own error, or the one it is drawn with instead."""
    everywhere = pooled_error([one for results in profiles.values() for one in _own(results)])
    in_capital = [pooled_error(_own(column)) or everywhere for column in zip(*profiles.values(), strict=True)]
    found: dict[int, list[StandardError]] = {}
    for one, results in profiles.items():
        found[one] = [
            _as_error(result.interval) if isinstance(result.interval, Interval) else pooled
            for result, pooled in zip(results, in_capital, strict=True)
            if pooled is not None
        ]
    return found


def _own(results: Sequence[CapitalResult]) -> list[Interval]:
    return [result.interval for result in results if isinstance(result.interval, Interval)]


def _as_error(interval: Interval) -> StandardError:
    return StandardError(interval.standard_error, interval.degrees_of_freedom)


def _borrowed(profiles: Results) -> dict[int, tuple[str, ...]]:
    without = {
        one: tuple(result.capital_id for result in results if not isinstance(result.interval, Interval))
        for one, results in profiles.items()
    }
    return {one: capitals for one, capitals in without.items() if capitals}


def _unknown(profiles: Results) -> tuple[str, ...]:
    return tuple(column[0].capital_id for column in zip(*profiles.values(), strict=True) if not _own(column))


def _intervals(ids: Sequence[int], totals: NDArray[np.float64]) -> dict[int, RankInterval]:
    """Nearest ranks, outwards, so that the ends are ranks that were drawn."""
    last = len(totals) - 1
    ends = floor(last * LOW), ceil(last * HIGH)
    found = {}
    for place, one in enumerate(ids):
        ranks = np.sort(1 + (totals > totals[:, [place]]).sum(axis=1))
        found[one] = RankInterval(int(ranks[ends[0]]), int(ranks[ends[1]]))
    return found


def _above(ids: Sequence[int], totals: NDArray[np.float64]) -> dict[int, dict[int, int]]:
    found = {}
    for place, one in enumerate(ids):
        counts = (totals[:, [place]] > totals).sum(axis=0).tolist()
        found[one] = dict(zip(ids, counts, strict=True))
    return found
