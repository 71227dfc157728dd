"""How a kommun's capitals have developed over all its locked years: a point a year, a link between years (method 11).

Every link is a change of `comparison.compare_years`; nothing is compared by rules of its own here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years, earlier_values
from app.assessment.questionnaires.lineage import later_positions, shared_over
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, CapitalResult, CapitalStatus, Trend, YearComparison
from app.assessment.results.scale import scale_values
from app.assessment.results.scoring import weighted_index


class LinkKind(StrEnum):
    """How two years that follow on each other hang together in a capital."""

    CLEAR = "clear"
    QUIET = "quiet"
    """Ingen tydlig förändring, or none that could be tested."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Point:
    """A capital in one year. Without an index `status` says why; a status of None is a capital that was not asked."""

    year: int
    status: CapitalStatus | None
    index: Fraction | None
    """On the scale of its own year."""
    level: int | None
    placed: Fraction | None
    """On the scale of the latest year; None also where the two scales cannot be compared."""


@dataclass(frozen=True, slots=True)
class YearLink:
    """From one year to the next that the kommun has. `change` is None where the later year does not ask the capital."""

    earlier_year: int
    later_year: int
    skipped_years: tuple[int, ...]
    change: CapitalChange | None
    drawn: tuple[Fraction, Fraction] | None
    """Where the line begins and ends on the latest year's scale: on the questions that both years share, as far as the
    scale has stayed the same. None for a line that is broken."""

    @property
    def kind(self) -> LinkKind:
        if self.change is None or self.change.trend is None:
            return LinkKind.BROKEN
        return LinkKind.CLEAR if self.change.trend in {Trend.UP, Trend.DOWN} else LinkKind.QUIET


@dataclass(frozen=True, slots=True)
class CapitalDevelopment:
    """One capital over all the years, earliest first: a point for each, and a link between each two."""

    capital_id: str
    points: tuple[Point, ...]
    links: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """Capitals in the latest year's order; after them those that only earlier years asked."""

    years: tuple[int, ...]
    capitals: tuple[CapitalDevelopment, ...]
    steps: tuple[YearComparison, ...]
    """Each year against the one before it, earliest first."""
    whole: YearComparison | None
    """The latest year against the first, where there are years between them."""


def develop(years: Sequence[YearResult], editions: Sequence[Questionnaire]) -> Development:
    """The development over a kommun's years, earliest first.

    `editions` are all editions from the first year to the last, earliest first, also of years that the kommun skipped.
    Raises ValueError without any year.
    """
    if not years:
        raise ValueError("there must be at least one year")
    steps = tuple(_compared(earlier, later, editions) for earlier, later in pairwise(years))
    indices = [_placed(year, years[-1], editions) for year in years]
    capitals = tuple(_capital(capital_id, years, indices, steps) for capital_id in _in_order(years))
    whole = _compared(years[0], years[-1], editions) if len(years) > 2 else None
    return Development(years=tuple(year.year for year in years), capitals=capitals, steps=steps, whole=whole)


def _compared(earlier: YearResult, later: YearResult, editions: Sequence[Questionnaire]) -> YearComparison:
    between = _between(earlier, later, editions)
    return compare_years(later, earlier, shared_over(between), later_positions(between))


def _between(earlier: YearResult, later: YearResult, editions: Sequence[Questionnaire]) -> list[Questionnaire]:
    return [edition for edition in editions if earlier.year <= edition.year <= later.year]


def _in_order(years: Sequence[YearResult]) -> tuple[str, ...]:
    """The latest year's capitals first, as its questionnaire has them."""
    return tuple(dict.fromkeys(result.capital_id for year in reversed(years) for result in year.profile.capitals))


def _placed(year: YearResult, latest: YearResult, editions: Sequence[Questionnaire]) -> dict[str, Fraction]:
    """Capital id -> index on the latest year's scale; empty where the scales cannot be compared.

    A year whose levels are worth the same stands where its own result is.
    """
    values = earlier_values(latest, year, later_positions(_between(year, latest, editions)))
    if values is None:
        return {}
    if values == scale_values(year.questionnaire):
        return {indices.capital_id: indices.index for indices in year.profile.capitals if indices.index is not None}
    indices = {}
    for result in year.profile.capitals:
        if result.index is not None:
            index = weighted_index(year.judged(year.questionnaire.capital(result.capital_id), values))
            if index is not None:
                indices[result.capital_id] = index
    return indices


def _capital(
    capital_id: str,
    years: Sequence[YearResult],
    indices: Sequence[dict[str, Fraction]],
    steps: Sequence[YearComparison],
) -> CapitalDevelopment:
    points = tuple(
        _point(year.year, year.profile.capital(capital_id), where.get(capital_id))
        for year, where in zip(years, indices, strict=True)
    )
    scale = scale_values(years[-1].questionnaire)
    links = tuple(
        _link(capital_id, step, points[place : place + 2], same_scale=scale_values(later.questionnaire) == scale)
        for place, (step, later) in enumerate(zip(steps, years[1:], strict=True))
    )
    return CapitalDevelopment(capital_id, points, links)


def _point(year: int, result: CapitalResult | None, position: Fraction | None) -> Point:
    if result is None:
        return Point(year=year, status=None, index=None, level=None, placed=None)
    return Point(year=year, status=result.status, index=result.index, level=result.level, placed=position)


def _link(capital_id: str, step: YearComparison, ends: Sequence[Point], *, same_scale: bool) -> YearLink:
    """`same_scale` is whether the later of the two years has the latest year's scale."""
    change = next((change for change in step.capitals if change.capital_id == capital_id), None)
    return YearLink(
        earlier_year=step.earlier_year,
        later_year=ends[1].year,
        skipped_years=step.skipped_years,
        change=change,
        drawn=_drawn(change, ends, same_scale=same_scale),
    )


def _drawn(
    change: CapitalChange | None, ends: Sequence[Point], *, same_scale: bool
) -> tuple[Fraction, Fraction] | None:
    if change is None or change.earlier is None or change.later is None:
        return None
    if same_scale:
        return change.earlier, change.later
    start, end = ends[0].placed, ends[1].placed
    return None if start is None or end is None else (start, end)
