"""What stands around the overview's table: four figures with the year before, who took part over the years, actions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import is_readable
from app.rounds.overview.action_counts import ActionCounts, PlannedAction, action_counts
from app.rounds.overview.key_figures import (
    LowestCapital,
    Middle,
    YearCounts,
    YearParticipation,
    lowest_capital,
    middle_overall,
)
from app.services.goals.follow_ups import FollowedGoal, followed_goals, visible_to_region
from app.services.overview.overview import MAX_CACHED_OVERVIEWS, Overview, overview_in
from app.services.results.score_keys import scored_from
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.goals.goals import goals_of
from app.storage.overview.round_figures import participation_by_year, planned_actions

SHOWN_YEARS = 5
"""So far back it is told who took part."""


@dataclass(frozen=True, slots=True)
class OverviewFigures:
    """Of the size group that the overview shows, and of every capital, whichever the table shows."""

    now: YearCounts
    before: YearCounts | None
    """The round before; None when there is none."""
    middle: Middle | None
    lowest: LowestCapital | None
    participation: tuple[YearParticipation, ...]
    """Up to this round, earliest first."""
    actions: tuple[ActionCounts, ...]
    goals: tuple[FollowedGoal, ...]
    """The region's goals that are in force, of the round's questionnaire, up to this round and over all size groups."""


def open_overview_with_figures(
    database: Database, actor: Actor, key: RoundKey, today: dt.date, *, size_group: str = "", capital_id: str = ""
) -> tuple[Overview, OverviewFigures]:
    """At one moment. Raises as `open_overview`."""
    with database.read() as session:
        overview = overview_in(session, actor, key, size_group, capital_id)
        return overview, _figures(session, overview, size_group, today)


def _figures(session: Session, overview: Overview, size_group: str, today: dt.date) -> OverviewFigures:
    round_ = overview.round
    group = size_group if size_group in overview.size_groups else ""
    before = overview.before
    assessments = [line.assessment for line in overview.lines]
    years = range(round_.year - SHOWN_YEARS + 1, round_.year + 1)
    middle, lowest = _from_profiles(session, overview)
    actions = _readable_actions(session, round_, assessments)
    return OverviewFigures(
        now=_counts(round_, assessments, actions),
        before=None if before is None else _counts_before(session, before, overview.earlier),
        middle=middle,
        lowest=lowest,
        participation=participation_by_year(session, round_.region_id, round_.questionnaire_id, years, group),
        actions=action_counts([capital.id for capital in overview.every_capital], actions, today),
        goals=goals_in(session, round_, today),
    )


def goals_in(session: Session, round_: Round, today: dt.date) -> tuple[FollowedGoal, ...]:
    """As the region follows them in one round. The caller has checked who asks."""
    goals = [
        item
        for item in goals_of(session, round_.region_id)
        if not item.is_ended
        and item.goal.questionnaire_id == round_.questionnaire_id
        and item.goal.by_year >= round_.year
    ]
    return followed_goals(session, round_.region_id, goals, visible_to_region, today.year, until=round_.year)


def _readable_actions(session: Session, round_: Round, assessments: Sequence[Assessment]) -> tuple[PlannedAction, ...]:
    """Of those kommuner alone whose result the region may read."""
    readable_ids = {item.id for item in assessments if is_readable(item)}
    return tuple(item for item in planned_actions(session, round_.id) if item.assessment_id in readable_ids)


def _counts(round_: Round, assessments: Sequence[Assessment], actions: Sequence[PlannedAction]) -> YearCounts:
    return YearCounts(
        year=round_.year,
        invited=len(assessments),
        approved=sum(item.approved_at is not None for item in assessments),
        readable=sum(map(is_readable, assessments)),
        with_actions=len({action.assessment_id for action in actions}),
    )


def _counts_before(session: Session, before: Round, earlier: Sequence[Assessment]) -> YearCounts:
    return _counts(before, earlier, _readable_actions(session, before, earlier))


def _from_profiles(session: Session, overview: Overview) -> tuple[Middle | None, LowestCapital | None]:
    ranked_ids = tuple(capital.id for capital in overview.every_capital if not capital.cross_cutting)
    readable = [(line.assessment, line.profile) for line in overview.lines if line.profile is not None]
    profiles = [profile for _, profile in readable]
    key = (overview.questionnaire.content_hash, ranked_ids, tuple(scored_from(item) for item, _ in readable))
    return cached(
        session,
        "key figures",
        key,
        MAX_CACHED_OVERVIEWS,
        lambda: (middle_overall(profiles), lowest_capital(ranked_ids, profiles)),
    )
