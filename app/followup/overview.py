"""What a region sees of its kommuner together: whose result is shown, how levels spread, how two years differ.

A missing result has words of its own and is never counted as a low one (method 4 and 9).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.assessment.exact import exact_mean
from app.assessment.results import CapitalChange, CapitalResult, CapitalStatus, Trend


class Showing(StrEnum):
    """Whether a kommun's result is shown to its region. The values are the words that stand in its place."""

    RESULT = "resultat"
    NOT_SHARED = "delar inte"
    NOT_READY = "inte klar"
    NOT_ANSWERED = "har inte svarat"


def showing(*, has_begun: bool, is_closed: bool, shares: bool) -> Showing:
    """`is_closed` is whether answering has ended, so that there is a result; then it is the kommun's own to share."""
    if is_closed:
        return Showing.RESULT if shares else Showing.NOT_SHARED
    return Showing.NOT_READY if has_begun else Showing.NOT_ANSWERED


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many kommuner are on each level of a capital, lowest first, and how many have none."""

    capital_id: str
    on_level: tuple[int, ...]
    insufficient: int
    not_applicable: int
    without_level: int = 0
    """With an index, but a core question has no result."""


def distribution(capital_id: str, results: Collection[CapitalResult], levels: int) -> Distribution:
    """Over the kommuner's results in one capital."""
    return Distribution(
        capital_id,
        tuple(sum(found.level == position for found in results) for position in range(1, levels + 1)),
        sum(found.status is CapitalStatus.INSUFFICIENT for found in results),
        sum(found.status is CapitalStatus.NOT_APPLICABLE for found in results),
        sum(found.index is not None and found.level is None for found in results),
    )


@dataclass(frozen=True, slots=True)
class MeanChange:
    """Mean index of the same kommuner in two years, on the questions that both share; None without any.

    `trend` is of the mean; `up`, `down` and `unclear` are how many kommuner have changed so, each by itself.
    """

    capital_id: str
    kommuner: int
    earlier: Fraction | None
    later: Fraction | None
    trend: Trend | None
    up: int
    down: int
    unclear: int

    @property
    def difference(self) -> Fraction | None:
        return None if self.earlier is None or self.later is None else self.later - self.earlier


def mean_change(capital_id: str, kommuner: Sequence[Sequence[CapitalChange]], level: Fraction) -> MeanChange:
    """Over the kommuner whose change in the capital can be told (method 11). Each weighs the same.

    The mean has changed clearly when it differs by at least half a `level`: a mean over kommuner has no interval.
    """
    told = [
        (change.earlier, change.later, change.trend)
        for changes in kommuner
        for change in changes
        if change.capital_id == capital_id and change.earlier is not None and change.later is not None
    ]
    if not told:
        return MeanChange(capital_id, 0, None, None, None, 0, 0, 0)
    befores, afters, trends = zip(*told, strict=True)
    earlier, later = (exact_mean(year) for year in (befores, afters))
    of_mean = _trend(later - earlier, level)
    counts = (trends.count(one) for one in (Trend.UP, Trend.DOWN, Trend.UNCLEAR))
    return MeanChange(capital_id, len(told), earlier, later, of_mean, *counts)


def _trend(difference: Fraction, level: Fraction) -> Trend:
    if abs(difference) < level / 2:
        return Trend.UNCLEAR
    return Trend.UP if difference > 0 else Trend.DOWN
