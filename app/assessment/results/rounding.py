"""How an exact figure is shown: as fine as the scale, and never as if it had reached a level that it has not."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from app.assessment.questionnaires.questionnaire import Level
from app.assessment.results.scale import next_position, one_level

LEVEL_DECIMALS = 1
"""Of a distance counted in levels, such as AD_M or a role gap: a tenth of a level, whatever the scale."""


def scale_decimals(scale: Sequence[Level]) -> int:
    """The decimals of figures on a scale: the fewest whose last one is at most a tenth of one level (method 2).

    0–4 by whole levels gives one, 0–1 by 0.25 two, 0–100 by 25 none. For indices, changes, medians, distances to a
    target and the ends of intervals alike.
    """
    finest = one_level([Fraction(level.value) for level in scale]) / 10
    decimals = 0
    while Fraction(1, 10**decimals) > finest:
        decimals += 1
    return decimals


def mean_decimals(scale: Sequence[Level]) -> int:
    """One more: the change of a mean over kommuner is finer than that of one index."""
    return scale_decimals(scale) + 1


def shown(index: Fraction, scale: Sequence[Level]) -> Decimal:
    """The index with the decimals of its scale, rounded half away from zero (method 2).

    Where that would reach the next level, one decimal more; where even that would (1,996), it is rounded down there.
    """
    values = [Fraction(level.value) for level in scale]
    above, decimals = next_position(index, values), scale_decimals(scale)
    for places in (decimals, decimals + 1):
        figure = rounded(index, places)
        if above is None or figure < values[above - 1]:
            return figure
    return _scaled(floor(index * 10 ** (decimals + 1)), decimals + 1)


def rounded(figure: Fraction, decimals: int) -> Decimal:
    """The figure with so many decimals, half away from zero; never a negative zero."""
    steps = floor(abs(figure) * 10**decimals + Fraction(1, 2))
    return _scaled(steps if figure >= 0 else -steps, decimals)


def _scaled(steps: int, decimals: int) -> Decimal:
    return Decimal(steps).scaleb(-decimals)
