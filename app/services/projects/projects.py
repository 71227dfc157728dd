"""Projects as people see them: a region's list with how many are in everyday work, and one project."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.projects import projects as stored
from app.storage.projects.calls import find_call
from app.storage.projects.ideas import find_idea, ideas_in
from app.support.projects.funding_call import StoredCall
from app.support.projects.idea import IdeaState, StoredIdea
from app.support.projects.project import ProjectState, StoredProject


@dataclass(frozen=True, slots=True)
class EverydayCount:
    """How many of the projects that have ended are in everyday work."""

    everyday: int
    ended: int


@dataclass(frozen=True, slots=True)
class RegionProjects:
    """A region's projects, the latest first, with the capitals of the ideas that they came of."""

    catalogue: RegionCatalogue
    projects: tuple[StoredProject, ...]
    capital_ids: dict[int, str]
    """By idea."""
    count: EverydayCount
    may_prepare: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


@dataclass(frozen=True, slots=True)
class OpenProject:
    """One project with the idea that it came of, and the call that it applies to."""

    catalogue: RegionCatalogue
    project: StoredProject
    idea: StoredIdea
    call: StoredCall | None
    has_other: bool
    """The idea has another project, which keeps it."""
    may_change: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region

    @property
    def can_be_moved(self) -> bool:
        """One that was refused applies again only while its idea waits for a project."""
        is_free = self.idea.state is IdeaState.PRIORITISED and not self.has_other
        return self.may_change and (self.project.keeps_idea or is_free)


def open_projects(database: Database, actor: Actor, slug: str) -> RegionProjects:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_PROJECTS)
        region = catalogue.region
        return RegionProjects(
            catalogue=catalogue,
            projects=stored.projects_in(session, region.id),
            capital_ids={idea.id: idea.idea.capital_id for idea in ideas_in(session, region.id)},
            count=everyday_count(session, region.id),
            may_prepare=may(actor, Right.PREPARE_IDEAS, region.place),
        )


def everyday_count(session: Session, region_id: int) -> EverydayCount:
    """The caller has checked who asks."""
    ended_projects = [project for project in stored.projects_in(session, region_id) if project.has_ended]
    return EverydayCount(sum(project.state is ProjectState.EVERYDAY for project in ended_projects), len(ended_projects))


def open_project(database: Database, actor: Actor, slug: str, project_id: int) -> OpenProject:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others, and for a project
    of another region.
    """
    with database.read() as session:
        return opened_project(session, actor, slug, project_id)


def opened_project(
    session: Session, actor: Actor, slug: str, project_id: int, right: Right = Right.SEE_PROJECTS
) -> OpenProject:
    """As `open_project`, for somebody who has the right."""
    catalogue = region_catalogue(session, actor, slug, right)
    region = catalogue.region
    project = stored.find_project(session, region.id, project_id)
    idea = None if project is None else find_idea(session, region.id, project.idea_id)
    if project is None or idea is None:
        raise NotFoundError
    call_id = project.project.call_id
    others = (each for each in stored.projects_in(session, region.id) if each.id != project.id)
    return OpenProject(
        catalogue=catalogue,
        project=project,
        idea=idea,
        call=None if call_id is None else find_call(session, region.id, call_id),
        has_other=any(each.idea_id == idea.id and each.keeps_idea for each in others),
        may_change=may(actor, Right.PREPARE_IDEAS, region.place) and not project.is_closed,
    )
