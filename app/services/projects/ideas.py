"""Ideas as people see them: a region's list, and one idea with its gates and what the one who asks may do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, leads, may
from app.accounts.organisations.organisation import Municipality, Region
from app.errors import NotFoundError
from app.rounds.kernel.days import day_of
from app.services.kernel.alphabet import swedish
from app.services.projects.measured_gaps import measured_gaps
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region, municipalities_of
from app.storage.projects import ideas as stored
from app.storage.projects.calls import calls_in
from app.storage.projects.decisions import decisions_on, draft_decision
from app.storage.projects.points import points_in, points_rounds_in
from app.storage.projects.projects import projects_in
from app.support.projects.funding_call import CallState, StoredCall
from app.support.projects.gates import NOT_MEASURED, Gate, MeasuredGap, gates
from app.support.projects.idea import TO_PREPARE, IdeaState, StoredIdea
from app.support.projects.idea_decision import StoredDecision
from app.support.projects.points import PointsRound
from app.support.projects.project import StoredProject


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea for one reader."""

    stored: StoredIdea
    gates: tuple[Gate, ...]
    decisions: tuple[StoredDecision, ...]
    """Finished ones, the latest first."""
    projects: tuple[StoredProject, ...]
    open_points: PointsRound | None
    """The round of points that is open and has the idea."""

    @property
    def decision(self) -> StoredDecision | None:
        return next(iter(self.decisions), None)

    @property
    def has_project(self) -> bool:
        """One that goes on or gave something. Those that were refused or dropped leave the idea free."""
        return any(project.keeps_idea for project in self.projects)


@dataclass(frozen=True, slots=True)
class RegionIdeas:
    """A region's ideas, the latest first."""

    catalogue: RegionCatalogue
    views: tuple[IdeaView, ...]
    open_points: PointsRound | None
    has_points: bool
    """There has been a round of points."""
    waits_for_points: bool
    """A kommun that the reader coordinates has not dealt out its points yet."""
    own_ids: frozenset[int]
    may_catch: bool
    may_prepare: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


@dataclass(frozen=True, slots=True)
class OpenIdea:
    """One idea for one reader, with what she may do."""

    catalogue: RegionCatalogue
    view: IdeaView
    merged: tuple[StoredIdea, ...]
    """Ideas that were merged into it: their texts are kept."""
    merged_into: StoredIdea | None
    calls: tuple[StoredCall, ...]
    """Shown or closed calls that are tied to it."""
    own_kommuner: tuple[Municipality, ...]
    """Kommuner of the reader."""
    joins: tuple[Municipality, ...]
    """Those of them that she may answer for."""
    may_change: bool
    may_prepare: bool
    """Is one of those who prepare."""
    can_be_prepared: bool
    has_draft: bool
    """Of a decision, for those who prepare."""

    @property
    def region(self) -> Region:
        return self.catalogue.region

    @property
    def idea(self) -> StoredIdea:
        return self.view.stored


def open_ideas(database: Database, actor: Actor, slug: str, now: datetime) -> RegionIdeas:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_PROJECTS)
        region = catalogue.region
        rounds = points_rounds_in(session, region.id)
        open_points = open_round(rounds, day_of(now))
        coordinates = coordinated(actor, region, municipalities_of(session, region.id))
        return RegionIdeas(
            catalogue=catalogue,
            views=_views(session, actor, region, stored.ideas_in(session, region.id), open_points),
            open_points=open_points,
            has_points=bool(rounds),
            waits_for_points=open_points is not None and _waits(session, open_points, coordinates),
            own_ids=actor.municipality_ids,
            may_catch=may(actor, Right.CATCH_IDEAS, region.place),
            may_prepare=may(actor, Right.PREPARE_IDEAS, region.place),
        )


def open_idea(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> OpenIdea:
    """For everybody with a role in the region or its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        return opened_idea(session, actor, slug, idea_id, day_of(now))


def opened_idea(
    session: Session, actor: Actor, slug: str, idea_id: int, today: date, right: Right = Right.SEE_PROJECTS
) -> OpenIdea:
    """As `open_idea`, for somebody who has the right."""
    catalogue = region_catalogue(session, actor, slug, right)
    region = catalogue.region
    idea = stored.find_idea(session, region.id, idea_id)
    if idea is None:
        raise NotFoundError
    kommuner = municipalities_of(session, region.id)
    open_points = open_round(points_rounds_in(session, region.id), today)
    (view,) = _views(session, actor, region, [idea], open_points)
    may_prepare = may(actor, Right.PREPARE_IDEAS, region.place)
    into = None if idea.merged_into_id is None else stored.find_idea(session, region.id, idea.merged_into_id)
    calls = (call for call in calls_in(session, region.id) if idea.id in call.call.idea_ids)
    return OpenIdea(
        catalogue=catalogue,
        view=view,
        merged=stored.ideas_merged_into(session, idea),
        merged_into=into,
        calls=tuple(call for call in calls if call.stored_state in {CallState.SHOWN, CallState.CLOSED}),
        own_kommuner=tuple(kommun for kommun in kommuner if kommun.id in actor.municipality_ids),
        joins=() if idea.state is IdeaState.ENDED else coordinated(actor, region, kommuner),
        may_change=idea.is_changeable and _speaks_for(actor, region, idea),
        may_prepare=may_prepare,
        can_be_prepared=may_prepare and idea.state in TO_PREPARE and not view.has_project,
        has_draft=may_prepare and draft_decision(session, idea.id) is not None,
    )


def locked_idea(session: Session, actor: Actor, slug: str, idea_id: int, today: date, right: Right) -> OpenIdea:
    """As `opened_idea`, to change it: nobody else changes an idea of the region until this transaction ends."""
    lock_region(session, region_catalogue(session, actor, slug, right).region.id)
    return opened_idea(session, actor, slug, idea_id, today, right)


def coordinated(actor: Actor, region: Region, kommuner: Sequence[Municipality]) -> tuple[Municipality, ...]:
    """The kommuner that the actor may answer for, in Swedish order."""
    own = (kommun for kommun in kommuner if may(actor, Right.JOIN_IDEAS, Place(region.id, kommun.id)))
    return tuple(sorted(own, key=lambda kommun: swedish(kommun.name)))


def open_round(rounds: Sequence[PointsRound], today: date) -> PointsRound | None:
    return next((each for each in rounds if each.is_open(today)), None)


def _waits(session: Session, points_round: PointsRound, kommuner: Sequence[Municipality]) -> bool:
    answers = {each.municipality_id for each in points_in(session, points_round.id)}
    return any(kommun.id not in answers for kommun in kommuner)


def _speaks_for(actor: Actor, region: Region, idea: StoredIdea) -> bool:
    """The region's coordinators, those of the kommun that caught it, and of kommuner that own it."""
    kommuner = {owner.municipality_id for owner in idea.owners} | {idea.municipality_id}
    places = [region.place, *(Place(region.id, each) for each in kommuner if each is not None)]
    return any(leads(actor, place) for place in places)


def _views(
    session: Session, actor: Actor, region: Region, ideas: Sequence[StoredIdea], open_points: PointsRound | None
) -> tuple[IdeaView, ...]:
    gaps: Mapping[str, MeasuredGap] = measured_gaps(session, actor, region) if ideas else {}
    decisions = decisions_on(session, [idea.id for idea in ideas])
    projects = projects_in(session, region.id)
    return tuple(
        IdeaView(
            stored=idea,
            gates=gates(idea, gaps.get(idea.idea.capital_id, NOT_MEASURED)),
            decisions=tuple(each for each in decisions if each.idea_id == idea.id),
            projects=tuple(each for each in projects if each.idea_id == idea.id),
            open_points=open_points if open_points is not None and idea.id in open_points.idea_ids else None,
        )
        for idea in ideas
    )
