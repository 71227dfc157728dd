"""Whether a region's kommuner together have clearly moved between two years (method 5): judged in pairs, a kommun
against itself, so that how much kommuner differ from each other does not blur how they have changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import inf, sqrt

from app.assessment.comparison.holm import holm
from app.assessment.results.exact import exact_mean, exact_squares
from app.assessment.results.results import Trend
from app.assessment.results.students_t import limit_of, share_below

MIN_KOMMUNER = 5
"""Fewer that are present both years are never said to have changed together."""
CONFIDENCE = Fraction(9, 10)
"""Of the interval of one capital's mean difference, as everywhere in method 5."""

Pairs = Sequence[tuple[Fraction, Fraction]]
"""Per kommun the index of the earlier and the later year, on the questions that both share."""


class Judged(StrEnum):
    """What a verdict on the mean rests on."""

    SAMPLE = "sample"
    """Some of the round's kommuner: a paired interval, with Holm's correction over the capitals."""
    EVERYBODY = "everybody"
    """All of the round's kommuner: the mean has no sampling error, and has changed when it differs at all."""
    TOO_FEW = "too_few"
    """Fewer than `MIN_KOMMUNER`: no verdict."""


@dataclass(frozen=True, slots=True)
class RegionalChange:
    """The mean of the same kommuner in two years. `rose` and `fell` count kommuner whose index is higher or lower."""

    kommuner: int
    invited: int
    """Kommuner in the later round, whether they are compared or not."""
    earlier: Fraction
    later: Fraction
    rose: int
    fell: int
    judged: Judged
    trend: Trend | None
    """None when too few to judge."""
    low: float | None
    high: float | None
    """90 % interval of the difference, of this capital by itself; None unless judged as a sample."""

    @property
    def difference(self) -> Fraction:
        return self.later - self.earlier


def regional_changes(pairs: Mapping[str, Pairs], kommun_count: int) -> dict[str, RegionalChange]:
    """The change of each capital that any kommun can be compared in (capital id -> pairs).

    With the differences d of G of the round's N kommuner (`kommun_count`): d̄ ± t·s_d/√G·√(1 − G/N), Student's t on G −
    1 degrees of freedom. Their p-values are held against Holm's limits over all capitals that are judged, so hand over
    every capital of the round at once. Source: Cochran 1977, Sampling Techniques, ch. 2 (mean of a finite population).
    Raises ValueError when more are compared than were invited.
    """
    comparisons = {capital_id: of for capital_id, of in pairs.items() if of}
    if any(len(of) > kommun_count for of in comparisons.values()):
        raise ValueError("more kommuner are compared than the round has")
    p_values = {
        capital_id: _p_value(of, kommun_count) for capital_id, of in comparisons.items() if len(of) >= MIN_KOMMUNER
    }
    stands = dict(zip(p_values, holm(list(p_values.values())), strict=True))
    return {capital_id: _change(of, kommun_count, stands.get(capital_id)) for capital_id, of in comparisons.items()}


def _change(pairs: Pairs, kommun_count: int, stands: bool | None) -> RegionalChange:
    differences = _differences(pairs)
    mean, reach = exact_mean(differences), _reach(pairs, kommun_count)
    basis = _judged(len(pairs), kommun_count)
    low, high = (float(mean) - reach, float(mean) + reach) if basis is Judged.SAMPLE else (None, None)
    return RegionalChange(
        kommuner=len(pairs),
        invited=kommun_count,
        earlier=exact_mean([earlier for earlier, _ in pairs]),
        later=exact_mean([later for _, later in pairs]),
        rose=sum(difference > 0 for difference in differences),
        fell=sum(difference < 0 for difference in differences),
        judged=basis,
        trend=None if stands is None else _trend(mean) if stands else Trend.UNCLEAR,
        low=low,
        high=high,
    )


def _judged(count: int, kommun_count: int) -> Judged:
    if count < MIN_KOMMUNER:
        return Judged.TOO_FEW
    return Judged.EVERYBODY if count == kommun_count else Judged.SAMPLE


def _trend(mean: Fraction) -> Trend:
    return Trend.UP if mean > 0 else Trend.DOWN


def _p_value(pairs: Pairs, kommun_count: int) -> float:
    """Two-sided. Without an error the mean is certain: it differs, or it does not."""
    mean, error = exact_mean(_differences(pairs)), _standard_error(pairs, kommun_count)
    if mean == 0:
        return 1.0
    t = abs(float(mean)) / error if error else inf
    return 2 * share_below(len(pairs) - 1, -t)


def _reach(pairs: Pairs, kommun_count: int) -> float:
    if len(pairs) < MIN_KOMMUNER:
        return 0.0
    upper = (1 + float(CONFIDENCE)) / 2
    return limit_of(len(pairs) - 1, upper) * _standard_error(pairs, kommun_count)


def _standard_error(pairs: Pairs, kommun_count: int) -> float:
    """s_d/√G·√(1 − G/N); 0 when all differences are alike, or every kommun of the round is compared."""
    count = len(pairs)
    variance = exact_squares(_differences(pairs)) / (count - 1)
    return sqrt(variance / count * (1 - Fraction(count, kommun_count)))


def _differences(pairs: Pairs) -> list[Fraction]:
    return [later - earlier for earlier, later in pairs]
