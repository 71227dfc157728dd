"""What a kommun may know of the others it cannot see by name: a median, perhaps quartiles, never who or how far apart.

The figures are made once, when the round closes, over a fixed set of kommuner. A set that differs from it by one or two
would give those away by comparing two moments, so then nothing is shown until three have changed (method 9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

MIN_KOMMUNER = 5
"""Kommuner needed for a median…"""
MIN_FOR_QUARTILES = 9
"""…and for quartiles."""
MIN_CHANGED = 3
"""How many must have come or gone before the figures are made again."""
COARSE, FINE = 2, 10
"""Parts of a level that figures are rounded to: halves while there are few kommuner, tenths with quartiles."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One capital, on the scale's values. Quartiles only from nine kommuner on. `count` is how many it is made of."""

    count: int
    median: Fraction
    lower_quartile: Fraction | None = None
    upper_quartile: Fraction | None = None


class PublishedFigures(Enum):
    """What to do with figures made earlier, now that the set of kommuner may have changed."""

    KEEP = "keep"
    HIDE = "hide"
    RECALCULATE = "make anew"


def benchmark(indices: Sequence[Fraction], values: Sequence[Fraction]) -> Benchmark | None:
    """The figures over kommuner's indices of one capital; `values` are the scale's. None below five kommuner.

    From five to eight: the median, rounded to half a level. From nine: median and quartiles (type 7), rounded to a
    tenth of a level. Rounding goes from the lowest level up, halves upwards.
    """
    count = len(indices)
    if count < MIN_KOMMUNER:
        return None
    rising = sorted(indices)
    if count < MIN_FOR_QUARTILES:
        return Benchmark(count, _rounded(quantile(rising, Fraction(1, 2)), values, COARSE))
    low, middle, high = (_rounded(quantile(rising, Fraction(part, 4)), values, FINE) for part in (1, 2, 3))
    return Benchmark(count=count, median=middle, lower_quartile=low, upper_quartile=high)


def quantile(rising: Sequence[Fraction], share: Fraction) -> Fraction:
    """The type 7 quantile (Hyndman & Fan 1996) of figures in rising order. Raises IndexError without figures."""
    place = (len(rising) - 1) * share
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return rising[below] + (place - below) * (rising[above] - rising[below])


def standing(made_of: frozenset[int], now: frozenset[int]) -> PublishedFigures:
    """Whether figures made over the kommuner `made_of` may be shown when `now` is who they would be made over."""
    difference = len(made_of ^ now)
    if difference == 0:
        return PublishedFigures.KEEP
    return PublishedFigures.HIDE if difference < MIN_CHANGED else PublishedFigures.RECALCULATE


def benchmarks(
    profiles: Mapping[int, Mapping[str, Fraction]], capital_ids: Sequence[str], values: Sequence[Fraction]
) -> dict[str, Benchmark]:
    """Per capital, over kommuner (id -> index by capital, where it has a score); capitals with too few are left out."""
    candidates = {
        capital_id: benchmark([indices[capital_id] for indices in profiles.values() if capital_id in indices], values)
        for capital_id in capital_ids
    }
    return {capital_id: value for capital_id, value in candidates.items() if value is not None}


def _rounded(index: Fraction, values: Sequence[Fraction], parts: int) -> Fraction:
    """To the nearest of so many parts of a level."""
    step = (values[-1] - values[0]) / (len(values) - 1) / parts
    return values[0] + int((index - values[0]) / step + Fraction(1, 2)) * step
