"""The two-sided mirror: the helper's own figure beside the median of those it helps, factor by factor.

The medians are made as benchmarks are, with the same limits. Unlike a benchmark they are not hidden when kommuner come:
those that were made stay as they are, true of whom they were made over, until enough have come to make them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison.benchmarks import (
    MIN_CHANGED,
    MIN_KOMMUNER,
    Benchmark,
    PublishedFigures,
    standing,
)
from app.assessment.results.results import Profile
from app.assessment.results.scale import one_level

CAPITAL, QUESTION = "capital:", "question:"
"""How the key of a factor begins: ids of capitals and of questions may be alike."""


@dataclass(frozen=True, slots=True)
class Reflection:
    """One factor from both sides, on the scale's values. Either is None where there is nothing to show."""

    factor: str
    own: Fraction | None
    median: Fraction | None
    level: Fraction
    """One level as a distance on this scale."""

    @property
    def gap(self) -> Fraction | None:
        """Own less median, in levels; None unless both are there."""
        return None if self.own is None or self.median is None else (self.own - self.median) / self.level

    @property
    def sees_differently(self) -> bool:
        """One level or more apart."""
        return self.gap is not None and abs(self.gap) >= 1


def factor_indices(profile: Profile) -> dict[str, Fraction]:
    """Every capital and question of a profile that came to a result, by factor."""
    indices: dict[str, Fraction] = {}
    for capital in profile.capitals:
        if capital.index is not None:
            indices[CAPITAL + capital.capital_id] = capital.index
        for question in capital.questions:
            if question.value is not None:
                indices[QUESTION + question.question_id] = question.value
    return indices


def reflections(
    factors: Sequence[str],
    own: Mapping[str, Fraction],
    medians: Mapping[str, Benchmark],
    values: Sequence[Fraction],
    familiar: int = 0,
) -> tuple[Reflection, ...]:
    """In the order of the factors. A median is shown where enough kommuner stand behind it of whom the reader knows
    nothing; `familiar` is how many the reader may know: its own, and those it sees by name.
    """
    return tuple(
        Reflection(
            factor=factor,
            own=own.get(factor),
            median=medians[factor].median
            if factor in medians and medians[factor].count - familiar >= MIN_KOMMUNER
            else None,
            level=one_level(values),
        )
        for factor in factors
    )


def mirror_standing(made_of: frozenset[int], now: frozenset[int]) -> PublishedFigures:
    """What to do with medians made over `made_of` when `now` is who they would be made over.

    One or two that have only come change nothing that is shown. One that has left takes its figures with it: they are
    hidden until three have changed.
    """
    if made_of < now and len(now - made_of) < MIN_CHANGED:
        return PublishedFigures.KEEP
    return standing(made_of, now)


def discloses_few(unknown: frozenset[int], beside: Sequence[frozenset[int]]) -> bool:
    """Whether medians over kommuner that a reader knows nothing of would tell of one or two of them, beside the
    anonymous figures that the reader is shown elsewhere.
    """
    return any(standing(other, unknown) is PublishedFigures.HIDE for other in beside)
