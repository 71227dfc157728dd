"""An order between kommuner, made only when the region asks for it, and then as rank intervals (method 9)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlmodel import Session

from app.accounts.audit.round_events import RoundOrderAsked
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.comparison.ranking import RankDraws, has_uncertainty, rank_draws
from app.assessment.questionnaires.questionnaire import Capital
from app.assessment.results.results import CapitalResult
from app.assessment.results.scale import scale_values
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import RoundState
from app.rounds.overview import rank_order
from app.rounds.overview.rank_order import counting, scored
from app.services.kernel.audit import note
from app.services.overview import words
from app.services.overview.overview import Overview, overview_in
from app.services.results.score_keys import scored_from
from app.services.rounds.round_access import locked_round
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.rounds.rounds import ranking_seed, set_ranking_seed

SEEDS = 1_000_000
MAX_CACHED_ORDERS = 16


@dataclass(frozen=True, slots=True)
class RankOrder:
    """`drawn` (by the assessments' ids) is None until somebody has asked, where too few can be put in order, and where
    nothing is known of how sure any of them is."""

    overview: Overview
    capitals: tuple[Capital, ...]
    seed: int | None
    """What the draws begin from; None until an order has been asked for."""
    may_ask: bool
    ordered: tuple[Assessment, ...]
    left_out: tuple[Assessment, ...]
    """They share, but lack a score in some capital."""
    has_uncertainty: bool
    """Whether any of those that can be put in order has an interval."""
    drawn: RankDraws | None

    @property
    def is_too_few(self) -> bool:
        return len(self.ordered) < rank_order.MIN_KOMMUNER


def open_rank_order(database: Database, actor: Actor, key: RoundKey) -> RankOrder:
    """Over the kommuner that share now. Raises as `open_overview`."""
    with database.read() as session:
        overview = overview_in(session, actor, key)
        return _rank_order(session, actor, overview)


def ask_for_rank_order(database: Database, actor: Actor, key: RoundKey, now: datetime) -> None:
    """Asking twice is the same as once: the seed stays, and so does the order.

    Raises NotFoundError to those outside the region, and PermissionDeniedError to its readers, for a trial and before
    the round is opened.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key)
        if access.round.is_trial or access.round.state is RoundState.PLANNED:
            raise PermissionDeniedError(words.NO_RANK_INTERVALS)
        if ranking_seed(session, access.round.id) is not None:
            return
        seed = secrets.randbelow(SEEDS)
        set_ranking_seed(session, access.round.id, seed)
        note(session, actor, RoundOrderAsked(round_id=access.round.id, seed=seed), access.place, now)

    database.write(work)


def _rank_order(session: Session, actor: Actor, overview: Overview) -> RankOrder:
    seed, capitals = ranking_seed(session, overview.round.id), counting(overview.capitals)
    sharers = [(line.assessment, line.profile) for line in overview.lines if line.profile is not None]
    results = {assessment: scored(profile, capitals) for assessment, profile in sharers}
    comparable = {
        assessment: capital_results for assessment, capital_results in results.items() if capital_results is not None
    }
    has_intervals = has_uncertainty(
        {assessment.id: capital_results for assessment, capital_results in comparable.items()}
    )
    may_draw = has_intervals and len(comparable) >= rank_order.MIN_KOMMUNER
    return RankOrder(
        overview=overview,
        capitals=capitals,
        seed=seed,
        may_ask=may(actor, Right.LEAD_ROUND, Place(overview.round.region_id)),
        ordered=tuple(comparable),
        left_out=tuple(assessment for assessment, capital_results in results.items() if capital_results is None),
        has_uncertainty=has_intervals,
        drawn=_drawn(session, overview, comparable, seed) if may_draw and seed is not None else None,
    )


def _drawn(
    session: Session, overview: Overview, comparable: Mapping[Assessment, Sequence[CapitalResult]], seed: int
) -> RankDraws:
    values = scale_values(overview.questionnaire)
    profiles = {assessment.id: results for assessment, results in comparable.items()}
    key = (seed, tuple(map(scored_from, comparable)))
    return cached(
        session, "ranks", key, MAX_CACHED_ORDERS, lambda: rank_draws(profiles, values, np.random.default_rng(seed))
    )
