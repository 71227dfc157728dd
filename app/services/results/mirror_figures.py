"""Making the medians of a mirror: over the kommuner that have approved and share, when the round has closed and there
are enough of them, and again when enough have come or gone. They are kept as benchmarks are, as the association's own.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from app.assessment.comparison.benchmarks import MIN_KOMMUNER, PublishedFigures, benchmarks
from app.assessment.comparison.mirror import CAPITAL, QUESTION, factor_indices, mirror_standing
from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.assessment.results.scale import scale_values
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import is_readable
from app.services.results.scoring import profile_of
from app.storage.kernel.assessments import assessments_of_round
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.results.benchmarks import MadeBenchmark, find_benchmark, store_benchmark

MIRROR = "mirror"
"""The scope that the medians are kept under."""


def factors_of(round_: Round, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every factor that the round asks: each capital, then its questions."""
    return tuple(
        factor
        for capital in round_.asked_capitals(questionnaire)
        for factor in (
            CAPITAL + capital.id,
            *(QUESTION + question.id for question in capital.maturity_questions(round_.form)),
        )
    )


def refresh_mirror(session: Session, round_: Round, now: datetime) -> frozenset[int]:
    """Of a closed round about the collaboration: the kommuner that its medians are made over, none while there are too
    few. The caller holds the round.
    """
    if round_.subject is not RoundSubject.COLLABORATION:
        return frozenset()
    every = assessments_of_round(session, round_.id)
    association = next((item for item in every if item.is_association), None)
    readable = readable_kommuner(every)
    members = frozenset(item.municipality_id for item in readable)
    if association is None:
        return frozenset()
    medians = find_benchmark(session, round_.id, association.municipality_id, MIRROR)
    is_kept = medians is not None and mirror_standing(medians.members, members) is not PublishedFigures.RECALCULATE
    if is_kept or len(members) < MIN_KOMMUNER:
        return frozenset() if medians is None else medians.members
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    indices: dict[int, dict[str, Fraction]] = {
        item.municipality_id: factor_indices(profile_of(session, item)) for item in readable
    }
    figures = benchmarks(indices, factors_of(round_, questionnaire), scale_values(questionnaire))
    store_benchmark(session, round_.id, association.municipality_id, MIRROR, MadeBenchmark(members, figures), now)
    return members


def readable_kommuner(every: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The kommuner whose result the association may read: approved and shared."""
    return tuple(item for item in every if not item.is_association and is_readable(item))
