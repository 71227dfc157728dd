"""Making the anonymous figures of a round: when it closes, and anew when enough kommuner have changed what they share.

They are made for every kommun at the same moment, so that two kommuner cannot find a third by comparing theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from app.assessment.benchmark import Standing, benchmarks, standing
from app.assessment.scale import scale_values
from app.services.anonymous import scopes_of
from app.services.scoring import profile_of
from app.storage.assessments import Assessment, Round, assessments_of_round
from app.storage.benchmarks import MadeBenchmark, benchmarks_of, find_benchmark, store_benchmark
from app.storage.editions import questionnaire_of
from app.storage.tables import Sharing

Indices = Mapping[int, Mapping[str, Fraction]]
"""Kommun id -> index by capital, where there is one."""


def refresh_benchmarks(session: Session, round_: Round, now: datetime) -> None:
    """Make what is not there, and make anew what no longer holds. Does nothing while the round goes on."""
    if round_.closed_at is None or round_.is_trial:
        return
    every = [found for found in assessments_of_round(session, round_.id) if found.answering_closed_at is not None]
    shared = [found for found in every if found.sharing is not Sharing.NOTHING]
    wanted = list(_to_make(session, every, shared))
    if not wanted:
        return
    indices = {found.municipality_id: _indices(session, found) for found in shared}
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    capital_ids, values = [capital.id for capital in questionnaire.capitals], scale_values(questionnaire)
    for viewer, scope, members in wanted:
        figures = benchmarks({one: indices[one] for one in members}, capital_ids, values)
        store_benchmark(session, round_.id, viewer.municipality_id, scope, MadeBenchmark(members, figures), now)


def _to_make(
    session: Session, every: Sequence[Assessment], shared: Sequence[Assessment]
) -> Iterator[tuple[Assessment, str, frozenset[int]]]:
    """Viewer, scope and members of figures that are not there, or that too many kommuner have come to or left."""
    for viewer in every:
        for scope, members in scopes_of(viewer, shared).items():
            made = find_benchmark(session, viewer.round.id, viewer.municipality_id, scope)
            if made is None and _tells_of_few(session, viewer, members):
                continue
            if made is None or standing(made.members, members) is Standing.MAKE_ANEW:
                yield viewer, scope, members


def _tells_of_few(session: Session, viewer: Assessment, members: frozenset[int]) -> bool:
    """Whether figures over these kommuner, beside others that were made for the viewer, would tell of one or two: as
    when the region moves a kommun between size groups, or gives a group another name."""
    made = benchmarks_of(session, viewer.round.id, viewer.municipality_id)
    return any(one.figures and standing(one.members, members) is Standing.HIDE for one in made)


def _indices(session: Session, assessment: Assessment) -> dict[str, Fraction]:
    profile = profile_of(session, assessment)
    return {found.capital_id: found.index for found in profile.capitals if found.index is not None}
