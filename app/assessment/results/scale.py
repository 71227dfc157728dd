"""Exact numbers on a questionnaire's scale: the values of its levels, the distance called one level, weighted means."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.exact import exact_weighted_mean


def scale_values(questionnaire: Questionnaire) -> tuple[Fraction, ...]:
    """The exact value of every level, lowest first; position p (1…A) has the value at index p − 1."""
    return questionnaire.level_values


def value_at(values: Sequence[Fraction], position: int) -> Fraction:
    """The value of a position 1…A. Raises ValueError for a position the scale does not have."""
    if not 1 <= position <= len(values):
        raise ValueError(f"the scale has positions 1 to {len(values)}, not {position}")
    return values[position - 1]


def position_at(index: Fraction, values: Sequence[Fraction]) -> int:
    """The highest position whose value is not above the index. Raises ValueError for an index below the scale."""
    if index < values[0]:
        raise ValueError(f"{index} is below the scale")
    return max(position for position, value in enumerate(values, start=1) if value <= index)


def next_position(index: Fraction, values: Sequence[Fraction]) -> int | None:
    """The lowest position whose value is strictly above the index; None at the top."""
    return next((position for position, value in enumerate(values, start=1) if value > index), None)


def one_level(values: Sequence[Fraction]) -> Fraction:
    """The distance called "one level", also on an uneven scale: (max − min)/(A − 1) (method 1)."""
    return (values[-1] - values[0]) / (len(values) - 1)


def weighted_mean(terms: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Σ w·x / Σ w over pairs of weight and value; None without pairs."""
    pairs = list(terms)
    return exact_weighted_mean(pairs) if pairs else None
