"""Following a region's goals over its rounds, over exactly those kommuner that the reader sees by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import CapitalChange, Profile
from app.reports.goals.goal_table import GoalYears
from app.rounds.goals.follow_up import (
    SHOWN_YEARS,
    FollowUp,
    SameKommuner,
    YearLevels,
    follow_up,
    same_kommuner,
)
from app.rounds.goals.goal import Goal, StoredGoal
from app.rounds.goals.scales import threshold
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.round import Round, RoundState
from app.rounds.kernel.visibility import is_readable, is_seen_by_name
from app.services.results.scoring import comparisons_of, profiles_of
from app.storage.kernel.assessments import kommuner_of_round, rounds_of_regions
from app.storage.questionnaires.editions import editions_of, questionnaire_of

Visible = Callable[[Sequence[Assessment]], tuple[Assessment, ...]]
"""Those of a round's assessments whose approved result somebody sees by name."""


@dataclass(frozen=True, slots=True)
class ReaderLevel:
    """The level of the reader's own kommun in the goal's capital, in its latest approved year."""

    kommun: str
    year: int
    position: int | None
    reaches: bool


@dataclass(frozen=True, slots=True)
class FollowedGoal:
    """A goal, the edition that its level is of, and how far it has come. `own` is None for the region's people."""

    stored: StoredGoal
    questionnaire: Questionnaire
    follow_up: FollowUp
    own: ReaderLevel | None = None

    @property
    def goal(self) -> Goal:
        return self.stored.goal

    @property
    def capital(self) -> Capital:
        return self.questionnaire.capital(self.goal.capital_id)


def goal_years(region_goal: FollowedGoal) -> GoalYears:
    """As files have it."""
    return GoalYears(region_goal.goal, region_goal.questionnaire, region_goal.follow_up.years)


@dataclass(frozen=True, slots=True)
class _Year:
    """A round that a goal is followed in."""

    round: Round
    assessments: tuple[Assessment, ...]
    visible: tuple[Assessment, ...]


def visible_to_region(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    return tuple(filter(is_readable, assessments))


def visible_to_everybody(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    return tuple(item for item in assessments if is_readable(item) and item.sharing is Sharing.PUBLIC)


def visible_to(actor: Actor, region_id: int) -> Visible:
    """A kommun's people see their own and those that share by name with them: a count over others, beside what they
    know, would tell what these have (method 9).
    """
    if may(actor, Right.SEE_REGION, Place(region_id)):
        return visible_to_region

    def visible(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
        own = [item for item in assessments if item.municipality_id in actor.municipality_ids]
        ids = {item.id for item in assessments if any(is_seen_by_name(item, viewer) for viewer in own)}
        ids |= {item.id for item in own if item.approved_at is not None}
        ids |= {item.id for item in visible_to_everybody(assessments)}
        return tuple(item for item in assessments if item.id in ids)

    return visible


def followed_goals(
    session: Session,
    region_id: int,
    goals: Sequence[StoredGoal],
    visible: Visible,
    this_year: int,
    *,
    until: int | None = None,
    own_ids: frozenset[int] = frozenset(),
) -> tuple[FollowedGoal, ...]:
    """Each with the years up to its own, and no later than `until`. The caller has checked who asks."""
    rounds = [
        item
        for item in reversed(rounds_of_regions(session, [region_id]))
        if not item.is_trial and item.state is not RoundState.PLANNED and (until is None or item.year <= until)
    ]
    years: dict[int, _Year] = {}

    def year_of(round_: Round) -> _Year:
        if round_.id not in years:
            assessments = kommuner_of_round(session, round_.id)
            years[round_.id] = _Year(round_, assessments, visible(assessments))
        return years[round_.id]

    return tuple(_followed(session, goal, rounds, year_of, this_year, own_ids) for goal in goals)


def _followed(
    session: Session,
    stored_goal: StoredGoal,
    rounds: Sequence[Round],
    year_of: Callable[[Round], _Year],
    this_year: int,
    own_ids: frozenset[int],
) -> FollowedGoal:
    goal = stored_goal.goal
    editions = [edition.questionnaire for edition in editions_of(session, goal.questionnaire_id)]
    years = [year_of(item) for item in rounds if _is_followed(session, goal, item)][-SHOWN_YEARS:]
    levels = [_levels(session, goal, year, editions) for year in years]
    return FollowedGoal(
        stored=stored_goal,
        questionnaire=next(edition for edition in editions if edition.year == goal.scale_year),
        follow_up=follow_up(
            goal,
            levels,
            _same(session, goal, years, levels),
            this_year=this_year,
            is_ended=stored_goal.is_ended,
        ),
        own=_own(years, levels, own_ids),
    )


def _is_followed(session: Session, goal: Goal, round_: Round) -> bool:
    if round_.questionnaire_id != goal.questionnaire_id or round_.year > goal.by_year:
        return False
    capitals = round_.asked_capitals(questionnaire_of(session, round_.edition_id, round_.content_hash))
    return any(capital.id == goal.capital_id for capital in capitals)


def _levels(session: Session, goal: Goal, year: _Year, editions: Sequence[Questionnaire]) -> YearLevels:
    profiles = profiles_of(session, year.visible)
    return YearLevels(
        year=year.round.year,
        invited=len(year.assessments),
        is_closed=year.round.state is RoundState.CLOSED,
        levels={item.municipality_id: _level(goal, profiles[item.id]) for item in year.visible},
        threshold=threshold(goal, editions, year.round.year),
    )


def _level(goal: Goal, profile: Profile) -> int | None:
    result = profile.capital(goal.capital_id)
    return None if result is None else result.level


def _same(session: Session, goal: Goal, years: Sequence[_Year], levels: Sequence[YearLevels]) -> SameKommuner | None:
    """Over the last two years that have a level to count."""
    places = [place for place, year in enumerate(levels) if any(level is not None for level in year.levels.values())]
    if len(places) < 2:
        return None
    before, latest = places[-2:]
    earlier = {item.municipality_id: item for item in years[before].visible}
    both = [(item, earlier[item.municipality_id]) for item in years[latest].visible if item.municipality_id in earlier]
    changes = {
        later.municipality_id: next(
            (change for change in comparison.capitals if change.capital_id == goal.capital_id), None
        )
        for (later, _), comparison in zip(both, comparisons_of(session, both), strict=True)
    }
    return same_kommuner(levels[before], levels[latest], _shared(changes))


def _shared(changes: Mapping[int, CapitalChange | None]) -> dict[int, bool]:
    """Those that the method compares, and whether they share every question."""
    return {
        kommun: change.shared_questions == change.questions
        for kommun, change in changes.items()
        if change is not None and change.not_compared is None
    }


def _own(years: Sequence[_Year], levels: Sequence[YearLevels], own_ids: frozenset[int]) -> ReaderLevel | None:
    """Of several kommuner the first in the list."""
    for year, level in zip(reversed(years), reversed(levels), strict=True):
        for item in year.visible:
            if item.municipality_id in own_ids and level.threshold is not None:
                position = level.levels[item.municipality_id]
                reaches = position is not None and position >= level.threshold
                return ReaderLevel(kommun=item.municipality, year=year.round.year, position=position, reaches=reaches)
    return None
