"""Whom a kommun sees by name and whom only as part of an anonymous figure, and the figures that it may see now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.assessment import benchmark
from app.assessment.benchmark import Benchmark, Standing, standing
from app.reports import benchmark_words
from app.rounds.kernel.assessment import Assessment, Sharing
from app.storage.assessments import assessments_of_round
from app.storage.benchmarks import MadeBenchmark, find_benchmark

EVERYBODY = "all"
BY_NAME = frozenset({Sharing.NAMED, Sharing.PUBLIC})


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Figures by capital over kommuner that are not named; empty with a reason in Swedish when there are none."""

    figures: Mapping[str, Benchmark]
    why_none: str = ""


def anonymous_for(session: Session, viewer: Assessment, scope: str) -> Anonymous:
    """The anonymous figures that a kommun may see now, as they were made."""
    if viewer.round.is_trial:
        return Anonymous({}, benchmark_words.TRIAL)
    if viewer.round.closed_at is None:
        return Anonymous({}, benchmark_words.NOT_CLOSED)
    made = find_benchmark(session, viewer.round.id, viewer.municipality_id, scope)
    others = [other for other in assessments_of_round(session, viewer.round.id) if is_another(other, viewer)]
    members = scopes_of(viewer, others).get(scope, frozenset())
    if made is not None and standing(made.members, members) is not Standing.KEEP:
        return Anonymous({}, benchmark_words.hidden(standing(made.members, members)))
    if made is None and scope != EVERYBODY and len(members) >= benchmark.FEWEST:
        everybody = find_benchmark(session, viewer.round.id, viewer.municipality_id, EVERYBODY)
        return Anonymous({}, _why_not_made(everybody, members))
    if made is None or not made.figures:
        return Anonymous({}, benchmark_words.too_few())
    return Anonymous(made.figures)


def _why_not_made(everybody: MadeBenchmark | None, members: frozenset[int]) -> str:
    """Of a size group that is large enough but would tell of one kommun or two."""
    if everybody is not None and standing(everybody.members, members) is Standing.HIDE:
        return benchmark_words.too_alike()
    return benchmark_words.GROUPS_CHANGED


def is_another(other: Assessment, viewer: Assessment) -> bool:
    """Whether it is another kommun's result that is shared with the association."""
    shares = other.sharing is not Sharing.NOTHING and other.answering_closed_at is not None
    return shares and other.municipality_id != viewer.municipality_id


def scopes_of(viewer: Assessment, shared: Sequence[Assessment]) -> dict[str, frozenset[int]]:
    """Scope -> ids of the kommuner that an anonymous figure for this viewer is made over.

    They share with the association and the viewer cannot see them by name; the viewer's own is never among them.
    """
    hidden = [
        other
        for other in shared
        if other.municipality_id != viewer.municipality_id and not is_seen_by_name(other, viewer)
    ]
    scopes = {EVERYBODY: frozenset(other.municipality_id for other in hidden)}
    if viewer.size_group:
        similar = (other.municipality_id for other in hidden if other.size_group == viewer.size_group)
        scopes[f"size:{viewer.size_group}"] = frozenset(similar)
    return scopes


def is_seen_by_name(other: Assessment, viewer: Assessment) -> bool:
    """Whether one kommun sees another's result with its name: a public one always, else only if both share by name."""
    if other.sharing is Sharing.PUBLIC:
        return other.approved_at is not None or viewer.sharing in BY_NAME
    return other.sharing is Sharing.NAMED and viewer.sharing in BY_NAME
