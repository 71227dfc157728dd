"""What a region's ambition goes by of its own questionnaires: its own people's answers, and both sides'."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlmodel import Session

from app.assessment.comparison.benchmarks import PublishedFigures
from app.assessment.comparison.mirror import QUESTION, factor_indices, mirror_standing
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.goals.ambition import Share, TwoSided
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round, measured_round
from app.rounds.kernel.visibility import is_readable
from app.services.results.mirror_figures import MIRROR, readable_kommuner
from app.services.results.scoring import profile_of
from app.storage.kernel.assessments import assessments_of_round, rounds_of_regions
from app.storage.results.benchmarks import find_benchmark

OWN_MANDATE, OWN_MONEY = "utrymme-mandat", "resurs-finansiering"
"""Ids of the questions in samverkanskapital; another questionnaire's are not known."""
COORDINATOR, SHARED_RESOURCES = "uppf-samordnare", "uppf-delade-resurser"
"""Ids of the questions in samverkan-uppfoljning."""


@dataclass(frozen=True, slots=True)
class RegionMirror:
    """What the region's own people and its kommuner have answered about the collaboration."""

    mandate: Fraction | None = None
    money: Fraction | None = None
    collaboration_answers: Share | None = None
    responsibility: TwoSided = field(default_factory=TwoSided)
    tools: TwoSided = field(default_factory=TwoSided)


def region_mirror(session: Session, region_id: int) -> RegionMirror:
    """By the round of each kind that counts (`measured_round`).

    Figures are of approved results that are shared alone; that a kommun has answered is known of every approved one.
    """
    own = _own_indices(session, _assessments(session, _round_about(session, region_id, RoundSubject.REGION)))
    round_ = _round_about(session, region_id, RoundSubject.COLLABORATION)
    every = _assessments(session, round_)
    kommuner = [item for item in every if not item.is_association]
    regions_view = _own_indices(session, every)
    kommuners_view = {} if round_ is None else _medians(session, round_, every)
    return RegionMirror(
        mandate=own.get(QUESTION + OWN_MANDATE),
        money=own.get(QUESTION + OWN_MONEY),
        collaboration_answers=Share(sum(item.approved_at is not None for item in kommuner), len(kommuner))
        if kommuner
        else None,
        responsibility=TwoSided(regions_view.get(QUESTION + COORDINATOR), kommuners_view.get(QUESTION + COORDINATOR)),
        tools=TwoSided(regions_view.get(QUESTION + SHARED_RESOURCES), kommuners_view.get(QUESTION + SHARED_RESOURCES)),
    )


def _round_about(session: Session, region_id: int, subject: RoundSubject) -> Round | None:
    return measured_round(item for item in rounds_of_regions(session, [region_id]) if item.subject is subject)


def _assessments(session: Session, round_: Round | None) -> tuple[Assessment, ...]:
    return () if round_ is None else tuple(assessments_of_round(session, round_.id))


def _own_indices(session: Session, every: Sequence[Assessment]) -> dict[str, Fraction]:
    association = next((item for item in every if item.is_association and is_readable(item)), None)
    return {} if association is None else factor_indices(profile_of(session, association))


def _medians(session: Session, round_: Round, every: Sequence[Assessment]) -> dict[str, Fraction]:
    """As the mirror shows them: none while they are too few, or would tell of those that have left."""
    association = next((item for item in every if item.is_association), None)
    if association is None or round_.closed_at is None:
        return {}
    medians = find_benchmark(session, round_.id, association.municipality_id, MIRROR)
    members = frozenset(item.municipality_id for item in readable_kommuner(every))
    if medians is None or mirror_standing(medians.members, members) is not PublishedFigures.KEEP:
        return {}
    return {factor: figure.median for factor, figure in medians.figures.items()}
