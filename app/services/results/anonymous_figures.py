"""Whom a kommun sees by name and whom only as part of an anonymous figure, and the figures that it may see now."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.assessment.comparison import benchmarks
from app.assessment.comparison.benchmarks import Benchmark, PublishedFigures, standing
from app.reports.method import benchmark_words
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.visibility import EVERYBODY, is_another, scopes_of
from app.storage.kernel.assessments import kommuner_of_round
from app.storage.results.benchmarks import MadeBenchmark, find_benchmark


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Figures by capital over kommuner that are not named; empty with a reason in Swedish when there are none."""

    figures: Mapping[str, Benchmark]
    why_none: str = ""
    has_drafts: bool = False
    """Whether a kommun in them has not approved its result yet."""


def anonymous_for(session: Session, viewer: Assessment, scope: str) -> Anonymous:
    """The anonymous figures that a kommun may see now, as they were made."""
    if viewer.round.is_trial:
        return Anonymous({}, benchmark_words.TRIAL)
    if viewer.round.closed_at is None:
        return Anonymous({}, benchmark_words.NOT_CLOSED)
    figures = find_benchmark(session, viewer.round.id, viewer.municipality_id, scope)
    others = [other for other in kommuner_of_round(session, viewer.round.id) if is_another(other, viewer)]
    members = scopes_of(viewer, others).get(scope, frozenset())
    if figures is not None and standing(figures.members, members) is not PublishedFigures.KEEP:
        return Anonymous({}, benchmark_words.hidden(standing(figures.members, members)))
    if figures is None and scope != EVERYBODY and len(members) >= benchmarks.MIN_KOMMUNER:
        everybody = find_benchmark(session, viewer.round.id, viewer.municipality_id, EVERYBODY)
        return Anonymous({}, _why_missing(everybody, members))
    if figures is None or not figures.figures:
        return Anonymous({}, benchmark_words.too_few())
    has_drafts = any(other.approved_at is None for other in others if other.municipality_id in figures.members)
    return Anonymous(figures.figures, has_drafts=has_drafts)


def _why_missing(everybody: MadeBenchmark | None, members: frozenset[int]) -> str:
    """Of a size group that is large enough but would tell of one kommun or two."""
    if everybody is not None and standing(everybody.members, members) is PublishedFigures.HIDE:
        return benchmark_words.too_alike()
    return benchmark_words.GROUPS_CHANGED
