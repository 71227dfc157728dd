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

from app.assessment.results.results import CapitalResult, Interval

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

    def pair(self, kommun: int, other: int) -> PairShare:
        """Raises KeyError for a kommun that is not in the order."""
        above, below = self.above[kommun][other], self.above[other][kommun]
        return PairShare(above, below, self.draws - above - below)


def pooled_error(intervals: Sequence[Interval]) -> StandardError | None:
    """Root mean square of the standard errors; None without any.

    The degrees of freedom are those of a mean of independent variances (Satterthwaite 1946): (Σ v)² / Σ v²/df.
    """
    if not intervals:
        return None
    variances = [interval.standard_error**2 for interval in intervals]
    total = sum(variances)
    if not total:
        return StandardError(0.0, float(sum(interval.degrees_of_freedom for interval in intervals)))
    spread = sum(v**2 / interval.degrees_of_freedom for v, interval in zip(variances, intervals, strict=True))
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
        of_capital = [errors[kommun][place] for kommun in ids]
        index = np.array([float(profiles[kommun][place].index or 0) for kommun in ids])
        totals += weights[:, [place]] * _drawn(index, of_capital, values, chance, count)
    return RankDraws(
        draws=count,
        intervals=_intervals(ids, totals),
        above=_above(ids, totals),
        borrowed=_borrowed(profiles),
        unknown=_unknown(profiles),
    )


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
    freedom = np.array([error.degrees_of_freedom for error in errors])
    reach = chance.standard_t(freedom, (count, len(errors))) * np.array([error.error for error in errors])
    draws: NDArray[np.float64] = np.clip(index + reach, float(values[0]), float(values[-1]))
    return draws


def _errors(profiles: Results) -> dict[int, list[StandardError]]:
    """Per kommun and capital its own error, or the one it is drawn with instead."""
    everywhere = pooled_error([kommun for results in profiles.values() for kommun in _own(results)])
    in_capital = [pooled_error(_own(column)) or everywhere for column in zip(*profiles.values(), strict=True)]
    errors: dict[int, list[StandardError]] = {}
    for kommun, results in profiles.items():
        errors[kommun] = [
            _as_error(result.interval) if isinstance(result.interval, Interval) else fallback
            for result, fallback in zip(results, in_capital, strict=True)
            if fallback is not None
        ]
    return errors


def _own(results: Sequence[CapitalResult]) -> list[Interval]:
    return [result.interval for result in results if isinstance(result.interval, Interval)]


def _as_error(interval: Interval) -> StandardError:
    return StandardError(interval.standard_error, interval.degrees_of_freedom)


def _borrowed(profiles: Results) -> dict[int, tuple[str, ...]]:
    without = {
        kommun: tuple(result.capital_id for result in results if not isinstance(result.interval, Interval))
        for kommun, results in profiles.items()
    }
    return {kommun: capitals for kommun, capitals in without.items() if capitals}


def _unknown(profiles: Results) -> tuple[str, ...]:
    return tuple(column[0].capital_id for column in zip(*profiles.values(), strict=True) if not _own(column))


def _intervals(ids: Sequence[int], totals: NDArray[np.float64]) -> dict[int, RankInterval]:
    """Nearest ranks, outwards, so that the ends are ranks that were drawn."""
    last = len(totals) - 1
    ends = floor(last * LOW), ceil(last * HIGH)
    intervals = {}
    for place, kommun in enumerate(ids):
        ranks = np.sort(1 + (totals > totals[:, [place]]).sum(axis=1))
        intervals[kommun] = RankInterval(int(ranks[ends[0]]), int(ranks[ends[1]]))
    return intervals


def _above(ids: Sequence[int], totals: NDArray[np.float64]) -> dict[int, dict[int, int]]:
    result = {}
    for place, kommun in enumerate(ids):
        counts = (totals[:, [place]] > totals).sum(axis=0).tolist()
        result[kommun] = dict(zip(ids, counts, strict=True))
    return result
