"""The gates between an idea and a project (pre-study 5.2): five conditions, each met, not met or not known, with its
reason. They are shown and never summed, and nobody is stopped by them but one: without a receiver there is no project.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.support.pooling.demand import MIN_SEEKING
from app.support.pooling.shown import MIN_POSSIBLE
from app.support.projects.idea import OwnerMandate, StoredIdea

MIN_KOMMUNER, MIN_OWNERS = 3, 2
MIN_WITH_GAP = MIN_SEEKING
"""Kommuner below the level that others build on (method 7), for a gap to be common."""


class GateKey(StrEnum):
    """The gates in their order."""

    KOMMUNER = "kommuner"
    OWNERS = "agare"
    GAP = "gap"
    RECEIVER = "mottagare"
    FOLLOW_UP = "uppfoljning"


class GateState(StrEnum):
    """Whether a gate is passed. Not known is a finding of its own."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class MeasuredGap:
    """What one reader may know of how many kommuner have the gap. The figures are for the region alone."""

    state: GateState
    year: int | None = None
    """Of the round that it was measured in; None where the capital has not been."""
    kommuner: int | None = None
    scored: int | None = None
    """How many share a result in the capital."""


NOT_MEASURED = MeasuredGap(GateState.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class SharedResults:
    """The kommuner (ids) that share an approved result in a capital, and those of them below the level that others
    build on.
    """

    year: int
    scored: frozenset[int]
    below: frozenset[int]


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of one idea for one reader."""

    key: GateKey
    state: GateState
    reason: str


def gap_for_region(results: SharedResults) -> MeasuredGap:
    """Over all that is shared with it. Of fewer than three results it is not known."""
    with_gap, with_result = len(results.below), len(results.scored)
    is_known = with_result >= MIN_WITH_GAP
    state = GateState.MET if with_gap >= MIN_WITH_GAP else GateState.NOT_MET
    return MeasuredGap(
        state=state if is_known else GateState.NOT_KNOWN, year=results.year, kommuner=with_gap, scored=with_result
    )


def gap_for_kommun(results: SharedResults, visible: Collection[int]) -> MeasuredGap:
    """What the people of a kommun are told: that it is met, or nothing.

    `visible` are the kommuner whose results they see by name, their own among them. It is said from one of two sets
    that cannot be taken apart (decision 0061): those they see; or the others, where three or more of at least six have
    it. That fewer have it would be told of the others by what they know, so it is not known to them.
    """
    seen_below, other_below = results.below & set(visible), results.below - set(visible)
    others = results.scored - set(visible)
    is_met = len(seen_below) >= MIN_WITH_GAP or (len(other_below) >= MIN_WITH_GAP and len(others) >= MIN_POSSIBLE)
    return MeasuredGap(GateState.MET if is_met else GateState.NOT_KNOWN, results.year)


def gates(stored_idea: StoredIdea, gap: MeasuredGap) -> tuple[Gate, ...]:
    """Every gate in its order. `gap` is of the idea's capital."""
    idea = stored_idea.idea
    return (
        _kommuner(stored_idea),
        _owners(stored_idea),
        _gap(idea.obligation, gap),
        _said(GateKey.RECEIVER, idea.receiver, "Ingen är utpekad att ta hand om resultatet i vardagen."),
        _said(GateKey.FOLLOW_UP, idea.follow_up, "Det står inte hur idén ska följas upp."),
    )


def _kommuner(stored_idea: StoredIdea) -> Gate:
    count = len(stored_idea.joining)
    if not stored_idea.parties:
        return Gate(GateKey.KOMMUNER, GateState.NOT_KNOWN, "Ingen kommun har svarat än.")
    state = GateState.MET if count >= MIN_KOMMUNER else GateState.NOT_MET
    noun = "kommun är" if count == 1 else "kommuner är"
    return Gate(GateKey.KOMMUNER, state, f"{count or 'Inga'} {noun} med.")


def _owners(stored_idea: StoredIdea) -> Gate:
    owners = stored_idea.owners
    if not owners:
        state = GateState.NOT_MET if stored_idea.parties else GateState.NOT_KNOWN
        return Gate(GateKey.OWNERS, state, "Ingen kommun har sagt att den äger frågan.")
    decides = sum(owner.mandate is OwnerMandate.YES for owner in owners)
    unknown = sum(owner.mandate is OwnerMandate.UNKNOWN for owner in owners)
    reason = f"{decides or 'Ingen'} av {len(owners)} ägare får besluta."
    if decides >= MIN_OWNERS:
        return Gate(GateKey.OWNERS, GateState.MET, reason)
    if decides + unknown >= MIN_OWNERS:
        return Gate(GateKey.OWNERS, GateState.NOT_KNOWN, f"{reason} Alla vet inte än.")
    return Gate(GateKey.OWNERS, GateState.NOT_MET, reason)


def _gap(obligation: str, gap: MeasuredGap) -> Gate:
    return Gate(GateKey.GAP, GateState.MET if obligation else gap.state, _gap_reason(obligation, gap))


def _gap_reason(obligation: str, gap: MeasuredGap) -> str:
    if obligation:
        return f"Krav i lag: {obligation}"
    if gap.year is None:
        return "Kapitalslaget är inte mätt i någon omgång än."
    if gap.kommuner is not None:
        of_all = f"av {gap.scored} som delar sitt resultat från {gap.year}"
        return f"{gap.kommuner or 'Ingen'} {of_all} ligger under den nivå som annat bygger på."
    if gap.state is GateState.MET:
        return f"I omgången {gap.year} låg minst tre kommuner under den nivå som annat bygger på."
    return "Regionen ser svaret. Ni ser det när minst tre kommuner har glappet och ingen går att peka ut."


def _said(key: GateKey, text: str, otherwise: str) -> Gate:
    return Gate(key, GateState.MET, text) if text else Gate(key, GateState.NOT_MET, otherwise)
