"""A region's common goals: the list with how far each has come, setting, changing and ending one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.goal_events import GoalEnded, GoalSet
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Region
from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire, RoundSubject
from app.errors import InvalidInputError, NotAvailableError, NotFoundError
from app.rounds.goals.goal import Goal, GoalChoices, RawGoal, StoredGoal, as_typed, read_goal, read_reason
from app.rounds.goals.scales import threshold
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import Round
from app.services.goals import words
from app.services.goals.follow_ups import FollowedGoal, followed_goals, visible_to
from app.services.kernel.access import led_region, require
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.goals import goals as stored
from app.storage.kernel.assessments import rounds_of_regions
from app.storage.organisations.organisations import find_region, lock_region, municipalities_of
from app.storage.questionnaires.editions import editions_of, questionnaire_of


@dataclass(frozen=True, slots=True)
class RegionGoals:
    """A region's goals for one reader. The next in time stand first."""

    region: Region
    goals: tuple[FollowedGoal, ...]
    may_set: bool
    has_round: bool
    """Whether there are questions to set a goal for."""
    sees_region: bool
    """Counts are over all that share with the region; otherwise over those that the reader's kommun sees by name."""


@dataclass(frozen=True, slots=True)
class GoalForm:
    """What the form of a goal is filled in with, and what it chooses among."""

    region: Region
    questionnaire: Questionnaire
    capitals: tuple[Capital, ...]
    kommuner: int
    stored: StoredGoal | None
    """None for a new one."""
    typed: RawGoal
    version: int
    """Of the goal as the page was loaded with it; 0 for a new one."""

    def typed_as(self, raw: RawGoal, version: int) -> "GoalForm":
        """The same form with other words in it, as it was when the goal had this version."""
        return replace(self, typed=raw, version=version)


class GoalChangedError(InvalidInputError):
    """Somebody has changed the goal since the page was loaded, and nothing was changed."""


def open_goals(database: Database, actor: Actor, slug: str, now: datetime) -> RegionGoals:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        region = find_region(session, slug)
        if region is None:
            raise NotFoundError
        place = Place(region.id)
        require(actor, Right.SEE_GOALS, place)
        goals = followed_goals(
            session,
            region.id,
            stored.goals_of(session, region.id),
            visible_to(actor, region.id),
            day_of(now).year,
            own_ids=actor.municipality_ids,
        )
        return RegionGoals(
            region=region,
            goals=goals,
            may_set=may(actor, Right.LEAD_ROUND, place),
            has_round=_latest_round(session, region) is not None,
            sees_region=may(actor, Right.SEE_REGION, place),
        )


def open_goal_form(database: Database, actor: Actor, slug: str, goal_id: int | None = None) -> GoalForm:
    """Raises NotFoundError to those outside the region and for another region's goal, NotAuthorizedError to its
    readers, and NotAvailableError before there is a round and for a goal that has ended.
    """
    with database.read() as session:
        region = led_region(session, actor, slug)
        goal = None if goal_id is None else _found(session, region, goal_id)
        if goal is not None and goal.is_ended:
            raise NotAvailableError(words.GOAL_ENDED)
        round_, questionnaire = _asked(session, region, goal)
        return GoalForm(
            region=region,
            questionnaire=questionnaire,
            capitals=round_.asked_capitals(questionnaire),
            kommuner=len(municipalities_of(session, region.id)),
            stored=goal,
            typed=RawGoal() if goal is None else _typed(session, goal, questionnaire.year),
            version=0 if goal is None else goal.version,
        )


def set_goal(
    database: Database,
    actor: Actor,
    slug: str,
    raw: RawGoal,
    now: datetime,
    *,
    goal_id: int | None = None,
    version: int = 0,
) -> None:
    """Set a new goal, or change one. The same goal again is no change.

    Raises InvalidInputError by field, GoalChangedError when somebody has changed it since `version`, and otherwise as
    `open_goal_form`.
    """

    def work(session: Session, region: Region) -> None:
        before = None if goal_id is None else _found(session, region, goal_id)
        round_, questionnaire = _asked(session, region, before)
        choices = GoalChoices(
            questionnaire_id=questionnaire.id,
            scale_year=questionnaire.year,
            capital_ids={capital.id for capital in round_.asked_capitals(questionnaire)},
            levels=len(questionnaire.scale),
            kommuner=len(municipalities_of(session, region.id)),
            today=day_of(now),
        )
        goal = read_goal(raw, choices)
        if not isinstance(goal, Goal):
            raise InvalidInputError({error.field: error.message for error in goal})
        if before is None:
            _add(session, actor, region, goal, now)
        elif before.goal != goal:
            _require_current(before, version)
            stored.change_goal(session, before.id, goal)
            _note_set(session, actor, region, before.id, goal, now)

    _write(database, actor, slug, work)


def end_goal(
    database: Database, actor: Actor, slug: str, goal_id: int, reason: str, now: datetime, *, version: int
) -> None:
    """End a goal for a reason. Doing it twice is the same as once.

    Raises InvalidInputError without a reason, GoalChangedError, and NotFoundError for another region's goal.
    """

    def work(session: Session, region: Region) -> None:
        goal = _found(session, region, goal_id)
        why = read_reason(reason)
        if isinstance(why, FieldError):
            raise InvalidInputError({why.field: why.message})
        if goal.is_ended and goal.reason == why:
            return
        _require_current(goal, version, "reason")
        stored.end_goal(session, goal.id, day_of(now), why)
        note(session, actor, GoalEnded(goal_id=goal.id), Place(region.id), now)

    _write(database, actor, slug, work)


def _write(database: Database, actor: Actor, slug: str, work: Callable[[Session, Region], None]) -> None:
    def locked(session: Session) -> None:
        region = led_region(session, actor, slug)
        lock_region(session, region.id)
        work(session, region)

    database.write(locked)


def _add(session: Session, actor: Actor, region: Region, goal: Goal, now: datetime) -> None:
    """A double click must not set the same goal twice."""
    if any(not other.is_ended and other.goal == goal for other in stored.goals_of(session, region.id)):
        return
    goal_id = stored.add_goal(session, region.id, goal, now)
    _note_set(session, actor, region, goal_id, goal, now)


def _note_set(session: Session, actor: Actor, region: Region, goal_id: int, goal: Goal, now: datetime) -> None:
    event = GoalSet(goal_id=goal_id, capital_id=goal.capital_id, kommuner=goal.kommuner, by_year=goal.by_year)
    note(session, actor, event, Place(region.id), now)


def _found(session: Session, region: Region, goal_id: int) -> StoredGoal:
    goal = stored.find_goal(session, region.id, goal_id)
    if goal is None:
        raise NotFoundError
    return goal


def _typed(session: Session, goal: StoredGoal, year: int) -> RawGoal:
    """As the form shows it: the level is the one on the year's own scale, to be chosen anew where there is none."""
    editions = [edition.questionnaire for edition in editions_of(session, goal.goal.questionnaire_id)]
    position = threshold(goal.goal, editions, year)
    return as_typed(goal.goal).model_copy(update={"level": "" if position is None else str(position)})


def _require_current(goal: StoredGoal, version: int, field: str = "capital") -> None:
    if goal.is_ended:
        raise NotAvailableError(words.GOAL_ENDED)
    if version != goal.version:
        raise GoalChangedError({field: words.GOAL_CHANGED})


def _asked(session: Session, region: Region, goal: StoredGoal | None) -> tuple[Round, Questionnaire]:
    """The latest round with what it asks: of the goal's own questionnaire, if there is a goal."""
    round_ = _latest_round(session, region, None if goal is None else goal.goal.questionnaire_id)
    if round_ is None:
        raise NotAvailableError(words.NO_ROUND_YET)
    return round_, questionnaire_of(session, round_.edition_id, round_.content_hash)


def _latest_round(session: Session, region: Region, questionnaire_id: str | None = None) -> Round | None:
    """Goals are the kommuner's: not of rounds about the association or the collaboration."""
    rounds = (item for item in rounds_of_regions(session, [region.id]) if item.subject is RoundSubject.KOMMUN)
    return next(
        (item for item in rounds if not item.is_trial and questionnaire_id in {None, item.questionnaire_id}), None
    )
