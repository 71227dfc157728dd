"""How an exact figure is shown: rounding that never lets an index look as if it had reached a level that it has not."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from app.assessment.questionnaire import Level
from app.assessment.scale import next_position


def shown(index: Fraction, scale: Sequence[Level]) -> Decimal:
    """The index with one decimal, rounded half away from zero (method 2).

    Where that would reach the next level, two decimals; where even those would (1,996), two decimals rounded down.
    """
    values = [Fraction(level.value) for level in scale]
    above = next_position(index, values)
    for decimals in (1, 2):
        figure = rounded(index, decimals)
        if above is None or figure < values[above - 1]:
            return figure
    return _scaled(floor(index * 100), 2)


def rounded(figure: Fraction, decimals: int) -> Decimal:
    """The figure with so many decimals, half away from zero; never a negative zero."""
    steps = floor(abs(figure) * 10**decimals + Fraction(1, 2))
    return _scaled(steps if figure >= 0 else -steps, decimals)


def _scaled(steps: int, decimals: int) -> Decimal:
    return Decimal(steps).scaleb(-decimals)
