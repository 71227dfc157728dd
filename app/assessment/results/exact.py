"""Exact sums of fractions, worked out in whole numbers over a common denominator: the same values, in less time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm


@lru_cache(maxsize=512)
def as_fraction(figure: Decimal) -> Fraction:
    """The same number. Questionnaires have few weights, and each is asked for at every result."""
    return Fraction(figure)


def exact_mean(figures: Sequence[int] | Sequence[Fraction]) -> Fraction:
    """The arithmetic mean. Raises ZeroDivisionError without figures."""
    parts, common = _over_common(figures)
    return Fraction(sum(parts), common * len(parts))


def exact_squares(figures: Sequence[int] | Sequence[Fraction]) -> Fraction:
    """Sum of squared deviations from the mean. Raises ZeroDivisionError without figures."""
    parts, common = _over_common(figures)
    count = len(parts)
    return Fraction(count * sum(part * part for part in parts) - sum(parts) ** 2, count * common * common)


def exact_weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Σ w·x / Σ w over pairs of weight and value. Raises ZeroDivisionError when the weights come to nothing."""
    weights, values = zip(*pairs, strict=True)
    weight_parts, _ = _over_common(weights)
    value_parts, common = _over_common(values)
    total = sum(weight * value for weight, value in zip(weight_parts, value_parts, strict=True))
    return Fraction(total, common * sum(weight_parts))


def _over_common(figures: Sequence[int] | Sequence[Fraction]) -> tuple[list[int], int]:
    common = lcm(*{figure.denominator for figure in figures})
    if common == 1:
        return [figure.numerator for figure in figures], 1
    return [figure.numerator * (common // figure.denominator) for figure in figures], common
