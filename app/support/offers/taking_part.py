"""Those that took part in an offer beside those that did not, in the year before it and the year after.

Whoever joins differs from the others already at the start, so that is always shown; nothing here is an effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison.benchmarks import MIN_KOMMUNER, quantile


@dataclass(frozen=True, slots=True)
class KommunYears:
    """A kommun with a result in both years. `indices`: capital -> index before and after, on what both years share."""

    took_part: bool
    indices: Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class GroupMedians:
    """The middle of a group of kommuner, in either year."""

    kommuner: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class CapitalMedians:
    capital_id: str
    participants: GroupMedians
    others: GroupMedians


def medians_of_both(capital_ids: Sequence[str], kommuner: Iterable[KommunYears]) -> tuple[CapitalMedians, ...]:
    """Per capital, in the order given; without those where either group has fewer than `MIN_KOMMUNER`."""
    every = tuple(kommuner)
    capitals = []
    for capital_id in capital_ids:
        participants = _group(capital_id, (kommun for kommun in every if kommun.took_part))
        others = _group(capital_id, (kommun for kommun in every if not kommun.took_part))
        if participants is not None and others is not None:
            capitals.append(CapitalMedians(capital_id, participants, others))
    return tuple(capitals)


def _group(capital_id: str, kommuner: Iterable[KommunYears]) -> GroupMedians | None:
    pairs = [kommun.indices[capital_id] for kommun in kommuner if capital_id in kommun.indices]
    if len(pairs) < MIN_KOMMUNER:
        return None
    return GroupMedians(
        kommuner=len(pairs),
        before=_median([before for before, _ in pairs]),
        after=_median([after for _, after in pairs]),
    )


def _median(indices: Sequence[Fraction]) -> Fraction:
    return quantile(sorted(indices), Fraction(1, 2))
