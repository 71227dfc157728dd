"""Rounds of points: opening one, dealing out a kommun's points, and what they came to when it is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.project_events import PointsGiven, PointsRoundOpened
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Municipality, Region
from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, PermissionDeniedError
from app.reports.kernel.wording import date as date_words
from app.rounds.kernel.days import day_of, read_day
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.ideas import coordinated, open_round
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region, municipalities_of
from app.storage.projects.ideas import ideas_in, ideas_with
from app.storage.projects.points import add_points_round, points_in, points_rounds_in, set_points
from app.support.projects.idea import IdeaState, StoredIdea
from app.support.projects.points import PointsRound, RankedIdea, ranking, read_points

MIN_IDEAS = 2
"""Fewer have no order."""
MAX_DAYS = 120
"""So far ahead the last day may be."""


@dataclass(frozen=True, slots=True)
class OwnPoints:
    """What a kommun of the reader has given in the open round, by idea."""

    kommun: Municipality
    points: Mapping[int, int]

    @property
    def has_answered(self) -> bool:
        return bool(self.points)


@dataclass(frozen=True, slots=True)
class PointsResult:
    """A round that is over."""

    points_round: PointsRound
    ranks: tuple[RankedIdea, ...]
    kommuner: int
    """How many dealt out points."""


@dataclass(frozen=True, slots=True)
class RegionPoints:
    """What one reader may know of the region's points: until a round is over, of the others only how many."""

    catalogue: RegionCatalogue
    open_points: PointsRound | None
    ideas: tuple[StoredIdea, ...]
    """Of the open round; where none is open, those that one would be over."""
    own: tuple[OwnPoints, ...]
    """Of kommuner that the reader may answer for."""
    answers: int
    kommuner: int
    """How many of the region's kommuner have answered, of all."""
    results: tuple[PointsResult, ...]
    may_open: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


def open_points(database: Database, actor: Actor, slug: str, now: datetime) -> RegionPoints:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    today = day_of(now)
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_PROJECTS)
        region = catalogue.region
        rounds = points_rounds_in(session, region.id)
        current = open_round(rounds, today)
        kommuner = municipalities_of(session, region.id)
        every = () if current is None else points_in(session, current.id)
        return RegionPoints(
            catalogue=catalogue,
            open_points=current,
            ideas=_in_preparation(session, region.id)
            if current is None
            else ideas_with(session, region.id, current.idea_ids),
            own=tuple(
                OwnPoints(kommun, {each.idea_id: each.points for each in every if each.municipality_id == kommun.id})
                for kommun in coordinated(actor, region, kommuner)
            ),
            answers=len({each.municipality_id for each in every}),
            kommuner=len(kommuner),
            results=tuple(_result(session, each) for each in rounds if not each.is_open(today)),
            may_open=may(actor, Right.PREPARE_IDEAS, region.place),
        )


def open_points_round(database: Database, actor: Actor, slug: str, last_day: str, now: datetime) -> int:
    """Over the ideas in preparation, until a day that is fixed. Returns its number. Twice is as once.

    Raises InvalidInputError for what is no such day, and PermissionDeniedError while one is open or without two ideas.
    """
    today = day_of(now)

    def work(session: Session) -> int:
        region = region_catalogue(session, actor, slug, Right.PREPARE_IDEAS).region
        lock_region(session, region.id)
        current = open_round(points_rounds_in(session, region.id), today)
        if current is not None and current.last_day == read_day(last_day):
            return current.id
        if current is not None:
            raise PermissionDeniedError(words.POINTS_OPEN_ALREADY)
        ideas = _in_preparation(session, region.id)
        if len(ideas) < MIN_IDEAS:
            raise NotAvailableError(words.POINTS_WITHOUT_IDEAS)
        day = _last_day(last_day, today)
        points_round_id = add_points_round(session, region.id, sorted(idea.id for idea in ideas), day, now)
        event = PointsRoundOpened(points_round_id=points_round_id, last_day=day)
        note(session, actor, event, region.place, now)
        return points_round_id

    return database.write(work)


def give_points(
    database: Database, actor: Actor, slug: str, kommun: str, entries: Mapping[int, str], now: datetime
) -> None:
    """Deal out a kommun's points, in place of what it gave before. The same again is no change.

    Raises InvalidInputError by field, NotAuthorizedError to those who do not answer for a kommun, and
    PermissionDeniedError when the round is over.
    """

    def work(session: Session) -> None:
        region = region_catalogue(session, actor, slug, Right.JOIN_IDEAS).region
        lock_region(session, region.id)
        kommuner = coordinated(actor, region, municipalities_of(session, region.id))
        if not kommuner:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        current = open_round(points_rounds_in(session, region.id), day_of(now))
        if current is None:
            raise PermissionDeniedError(words.POINTS_CLOSED)
        giver = next((each for each in kommuner if each.slug == kommun), None)
        if giver is None:
            raise InvalidInputError({"kommun": words.KOMMUN_MISSING})
        points = read_points(entries, current.idea_ids)
        if isinstance(points, tuple):
            raise InvalidInputError({error.field: error.message for error in points})
        before = {
            each.idea_id: each.points for each in points_in(session, current.id) if each.municipality_id == giver.id
        }
        if points == before:
            return
        set_points(session, current.id, giver.id, points)
        note(session, actor, PointsGiven(points_round_id=current.id), Place(region.id, giver.id), now)

    database.write(work)


def _in_preparation(session: Session, region_id: int) -> tuple[StoredIdea, ...]:
    return tuple(idea for idea in ideas_in(session, region_id) if idea.state is IdeaState.PREPARING)


def _last_day(text: str, today: date) -> date:
    day, last = read_day(text), today + timedelta(days=MAX_DAYS)
    if day is None or not today < day <= last:
        raise InvalidInputError({"last_day": words.POINTS_LAST_DAY.with_facts(last=date_words(last))})
    return day


def _result(session: Session, points_round: PointsRound) -> PointsResult:
    ideas = ideas_with(session, points_round.region_id, points_round.idea_ids)
    every = points_in(session, points_round.id)
    return PointsResult(
        points_round=points_round,
        ranks=ranking({idea.id: idea.idea.title for idea in ideas}, every),
        kommuner=len({each.municipality_id for each in every}),
    )
