"""How far a kommun's result tells kommuner apart rather than persons (method 12), by how many answered in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from app.assessment.instrument import instrument
from app.assessment.meeting.agreement import icc

MIN_RELIABILITY = 0.7
"""From this reliability on, figures are usually held to tell groups apart (Nunnally & Bernstein 1994; Bliese 2000)."""
_ROUNDING = 1e-9
"""So that a number of people that comes out whole is not raised by the last bit of a float."""


@dataclass(frozen=True, slots=True)
class ReliabilityEstimate:
    """One capital. All None or empty when too few kommuner have enough respondents with an index in it.

    `icc1` is ICC(1) over them; `needed` how many would have to answer in a kommun for `ENOUGH`, None when kommuner do
    not differ more than persons (ICC(1) at most 0); `by_kommun` the reliability of each (ICC(2) with its own number).
    """

    capital_id: str
    kommuner: int
    respondents: int
    icc1: float | None
    needed: int | None
    by_kommun: Mapping[int, float]


def reliability(icc1: float, respondents: int) -> float:
    """n·ICC1/(1 + (n − 1)·ICC1), the Spearman–Brown formula (Bliese 2000), for 0 < ICC1 ≤ 1 and n ≥ 1."""
    return respondents * icc1 / (1 + (respondents - 1) * icc1)


def respondents_needed(icc1: float, target: float) -> int:
    """The least n with that reliability: wanted·(1 − ICC1)/((1 − wanted)·ICC1), raised to a whole person."""
    return max(1, ceil(target * (1 - icc1) / ((1 - target) * icc1) - _ROUNDING))


def capital_reliability(
    capital_id: str, indices: Mapping[int, Sequence[Fraction]], min_group: int
) -> ReliabilityEstimate:
    """Over kommuner (id -> its respondents' indices in the capital) of which each has at least `min_group`."""
    groups = {kommun: of for kommun, of in indices.items() if len(of) >= min_group}
    if len(groups) < instrument.MIN_KOMMUNER:
        return ReliabilityEstimate(
            capital_id=capital_id, kommuner=len(groups), respondents=0, icc1=None, needed=None, by_kommun={}
        )
    icc1, _ = icc(groups.values())
    respondents = sum(map(len, groups.values()))
    if icc1 is None or icc1 <= 0:
        return ReliabilityEstimate(
            capital_id=capital_id, kommuner=len(groups), respondents=respondents, icc1=icc1, needed=None, by_kommun={}
        )
    of_each = {kommun: reliability(icc1, len(of)) for kommun, of in groups.items()}
    respondents_for_target = respondents_needed(icc1, MIN_RELIABILITY)
    return ReliabilityEstimate(
        capital_id=capital_id,
        kommuner=len(groups),
        respondents=respondents,
        icc1=icc1,
        needed=respondents_for_target,
        by_kommun=of_each,
    )
