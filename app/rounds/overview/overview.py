"""What a region sees of its kommuner together: whose result is shown, how levels spread, how two years differ.

A missing result has words of its own and is never counted as a low one (method 4 and 9).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.assessment.comparison.regional_change import Judged, RegionalChange, regional_changes
from app.assessment.results.results import CapitalChange, CapitalResult, CapitalStatus, Trend


class Showing(StrEnum):
    """Whether a kommun's result is shown to its region. The values are the words that stand in its place."""

    RESULT = "resultat"
    NOT_SHARED = "delar inte"
    NOT_READY = "pågår"
    """Answers are collected, or there is a draft: until it is approved nobody outside sees a difference."""
    NOT_ANSWERED = "har inte svarat"


def showing(*, has_begun: bool, is_final: bool, shares: bool) -> Showing:
    """`is_final` is whether the result is approved; then it is the kommun's own to share."""
    if is_final:
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
        capital_id=capital_id,
        on_level=tuple(sum(result.level == position for result in results) for position in range(1, levels + 1)),
        insufficient=sum(result.status is CapitalStatus.INSUFFICIENT for result in results),
        not_applicable=sum(result.status is CapitalStatus.NOT_APPLICABLE for result in results),
        without_level=sum(result.index is not None and result.level is None for result in results),
    )


@dataclass(frozen=True, slots=True)
class MeanChange:
    """Mean index of the same kommuner in two years, on the questions that both share; None without any.

    `trend` is of the mean, None when too few to judge (`judged` says what it rests on, `low` and `high` its interval).
    `up`, `down` and `unclear` are how many kommuner have changed clearly, each by itself; `rose` and `fell` how many
    have a higher or lower index, however little.
    """

    capital_id: str
    kommuner: int
    earlier: Fraction | None
    later: Fraction | None
    trend: Trend | None
    up: int
    down: int
    unclear: int
    rose: int = 0
    fell: int = 0
    judged: Judged | None = None
    low: float | None = None
    high: float | None = None
    untested: int = 0
    """Kommuner whose own change could not be tested."""

    @property
    def difference(self) -> Fraction | None:
        return None if self.earlier is None or self.later is None else self.later - self.earlier


def mean_changes(
    capital_ids: Sequence[str], kommuner: Sequence[Sequence[CapitalChange]], kommun_count: int
) -> tuple[MeanChange, ...]:
    """Per capital, over the kommuner whose change in it can be told (method 11). Each weighs the same.

    Hand over all capitals of the round: they are judged together. `kommun_count` is how many kommuner the round has.
    """
    changes_by_capital = {
        capital_id: [change for changes in kommuner for change in changes if change.capital_id == capital_id]
        for capital_id in capital_ids
    }
    regional = regional_changes(
        {capital_id: _pairs(changes) for capital_id, changes in changes_by_capital.items()}, kommun_count
    )
    return tuple(_mean_change(key, changes_by_capital[key], regional.get(key)) for key in capital_ids)


def _pairs(changes: Sequence[CapitalChange]) -> list[tuple[Fraction, Fraction]]:
    return [
        (change.earlier, change.later) for change in changes if change.earlier is not None and change.later is not None
    ]


def _mean_change(capital_id: str, changes: Sequence[CapitalChange], regional: RegionalChange | None) -> MeanChange:
    if regional is None:
        return MeanChange(
            capital_id=capital_id, kommuner=0, earlier=None, later=None, trend=None, up=0, down=0, unclear=0
        )
    trends = [change.trend for change in changes if change.difference is not None]
    return MeanChange(
        capital_id=capital_id,
        kommuner=regional.kommuner,
        earlier=regional.earlier,
        later=regional.later,
        trend=regional.trend,
        up=trends.count(Trend.UP),
        down=trends.count(Trend.DOWN),
        unclear=trends.count(Trend.UNCLEAR),
        untested=trends.count(Trend.UNTESTED),
        rose=regional.rose,
        fell=regional.fell,
        judged=regional.judged,
        low=regional.low,
        high=regional.high,
    )
