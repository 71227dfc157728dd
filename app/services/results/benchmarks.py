"""Making the anonymous figures of a round: when it closes, and again when enough kommuner have changed what they share.

They are made for every kommun at the same moment, so that two kommuner cannot find a third by comparing theirs, and so
that no two of those that one kommun is shown tell of one or two by lying beside each other (decision 0035).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from app.assessment.comparison import benchmarks as benchmark
from app.assessment.comparison.benchmarks import PublishedFigures, benchmarks, standing
from app.assessment.results.scale import scale_values
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.rounds.kernel.visibility import scopes_of, shares_by_name
from app.services.results.mirror_figures import refresh_mirror
from app.services.results.scoring import profile_of
from app.storage.kernel.assessments import kommuner_of_round, lock_assessment
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.results.benchmarks import MadeBenchmark, benchmarks_of, find_benchmark, store_benchmark
from app.storage.rounds.rounds import lock_round

Indices = Mapping[int, Mapping[str, Fraction]]
"""Kommun id -> index by capital, where there is one."""


def lock_with_round(session: Session, key: AssessmentKey) -> None:
    """Hold an assessment alone for a change after which the figures are looked over. Its round is held first, as by
    whoever closes it: in the other order the two would wait for each other."""
    lock_round(session, key.round)
    lock_assessment(session, key, exclusive=True)


def refresh_benchmarks(session: Session, key: RoundKey, now: datetime) -> None:
    """Make what is not there, and make again what no longer holds. Does nothing while the round goes on.

    The round is held, so that of several who change something at once each sees what those before have done. Who holds
    assessments holds their round already (`lock_with_round`).
    """
    round_ = lock_round(session, key)
    if round_ is None or round_.closed_at is None or round_.is_trial:
        return
    mirror = refresh_mirror(session, round_, now)
    every = [
        assessment for assessment in kommuner_of_round(session, round_.id) if assessment.answering_closed_at is not None
    ]
    sharers = [assessment for assessment in every if assessment.sharing is not Sharing.NOTHING]
    scopes = list(_to_make(session, every, sharers, mirror))
    if not scopes:
        return
    indices = {assessment.municipality_id: _indices(session, assessment) for assessment in sharers}
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    capital_ids, values = [capital.id for capital in questionnaire.capitals], scale_values(questionnaire)
    for viewer, scope, members in scopes:
        figures = benchmarks({kommun: indices[kommun] for kommun in members}, capital_ids, values)
        store_benchmark(session, round_.id, viewer.municipality_id, scope, MadeBenchmark(members, figures), now)


def _to_make(
    session: Session, every: Sequence[Assessment], sharers: Sequence[Assessment], mirror: frozenset[int]
) -> Iterator[tuple[Assessment, str, frozenset[int]]]:
    """Viewer, scope and members of figures that are not there, or that too many kommuner have come to or left.

    `mirror` are those whose medians a mirror of the round shows; of them a viewer knows itself and those it can name.
    """
    for viewer in every:
        round_id, kommun = viewer.round.id, viewer.municipality_id
        beside = [other.members for other in benchmarks_of(session, round_id, kommun) if other.figures]
        by_name = {item.municipality_id for item in sharers if item is viewer or shares_by_name(item, viewer)}
        beside.append(mirror - by_name)
        for scope, members in scopes_of(viewer, sharers).items():
            figures = find_benchmark(session, round_id, kommun, scope)
            if figures is not None and standing(figures.members, members) is not PublishedFigures.RECALCULATE:
                continue
            if not _discloses_few(members, beside):
                beside.append(members)
                yield viewer, scope, members


def _discloses_few(members: frozenset[int], beside: Sequence[frozenset[int]]) -> bool:
    """Whether figures over these kommuner would tell of one or two beside others that the viewer has been shown or is
    about to be: as when a size group is nearly everybody, or the region moves a kommun or gives a group another name.
    Too few to have figures tell nothing."""
    return len(members) >= benchmark.MIN_KOMMUNER and any(
        standing(other, members) is PublishedFigures.HIDE for other in beside
    )


def _indices(session: Session, assessment: Assessment) -> dict[str, Fraction]:
    profile = profile_of(session, assessment)
    return {result.capital_id: result.index for result in profile.capitals if result.index is not None}
