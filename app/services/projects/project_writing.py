"""Making a project of a prioritised idea, writing about it, and moving it on until it is in everyday work."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.project_events import ProjectMoved, ProjectNoted
from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.organisation import Region
from app.assessment.answering.entry import FieldError, tidied, whole_number
from app.errors import InvalidInputError, NotAvailableError, PermissionDeniedError
from app.rounds.kernel.days import day_of, read_day
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.ideas import OpenIdea, locked_idea, opened_idea
from app.services.projects.projects import OpenProject, opened_project
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region
from app.storage.projects import projects as stored
from app.storage.projects.calls import calls_in
from app.support.projects.funding_call import CallState, StoredCall
from app.support.projects.idea import IdeaState, StoredIdea
from app.support.projects.project import (
    WITH_REASON,
    Project,
    ProjectDays,
    ProjectState,
    RawProject,
    StoredProject,
    as_typed,
    first_state,
    read_move,
    read_project,
)

LISTED_ROLES = ", "


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """What the form of a project is filled in with. `stored` is None for a new one."""

    catalogue: RegionCatalogue
    idea: StoredIdea
    stored: StoredProject | None
    calls: tuple[StoredCall, ...]
    typed: RawProject
    version: int

    def typed_as(self, raw: RawProject, version: int) -> "ProjectForm":
        """The same form with other words in it, as it was when the project had this version."""
        return replace(self, typed=raw, version=version)


class ProjectChangedError(InvalidInputError):
    """Somebody has changed the project since the page was loaded, and nothing was changed."""


def open_new_project(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> ProjectForm:
    """Filled in from the idea: title, the kommuner that are with it, and the receiver.

    Raises NotFoundError outside the region, NotAuthorizedError to its readers, NotAvailableError for an idea that is
    not prioritised, and PermissionDeniedError for one that has a project already, unless it was refused or dropped.
    """
    with database.read() as session:
        open_view = opened_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS)
        _require_ready(open_view)
        idea = open_view.idea
        raw = RawProject(
            title=idea.idea.title,
            parties=LISTED_ROLES.join(party.municipality for party in idea.joining),
            receiver=idea.idea.receiver,
        )
        return ProjectForm(
            catalogue=open_view.catalogue,
            idea=idea,
            stored=None,
            calls=_calls(session, open_view.region, None),
            typed=raw,
            version=0,
        )


def open_project_form(database: Database, actor: Actor, slug: str, project_id: int) -> ProjectForm:
    """Raises NotFoundError outside the region, NotAuthorizedError to its readers, PermissionDeniedError for one that is
    closed.
    """
    with database.read() as session:
        open_view = _changeable(session, actor, slug, project_id)
        project = open_view.project
        return ProjectForm(
            catalogue=open_view.catalogue,
            idea=open_view.idea,
            stored=project,
            calls=_calls(session, open_view.region, project.project.call_id),
            typed=as_typed(project.project),
            version=project.version,
        )


def add_project(database: Database, actor: Actor, slug: str, idea_id: int, raw: RawProject, now: datetime) -> int:
    """Returns its number. Sent twice it is one. Raises InvalidInputError by field, and as `open_new_project`."""

    def work(session: Session) -> int:
        open_view = locked_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS)
        state = first_state(raw)
        errors = {} if isinstance(state, ProjectState) else {state.field: state.message}
        project = _read(session, raw, open_view.region, None, errors)
        for other in open_view.view.projects:
            if other.project == project and other.keeps_idea and not other.has_ended:
                return other.id
        _require_ready(open_view)
        if isinstance(state, FieldError):
            raise InvalidInputError(errors)
        project_id = stored.add_project(session, open_view.region.id, idea_id, project, state, now)
        note(session, actor, ProjectNoted(project_id=project_id), open_view.region.place, now)
        return project_id

    return database.write(work)


def change_project(
    database: Database, actor: Actor, slug: str, project_id: int, raw: RawProject, now: datetime, *, version: int
) -> None:
    """The same again is no change. What a finished project gave can be changed and not taken away.

    Raises InvalidInputError by field, ProjectChangedError, and as
    `open_project_form`.
    """

    def work(session: Session) -> None:
        lock_region(session, region_catalogue(session, actor, slug, Right.PREPARE_IDEAS).region.id)
        open_view = _changeable(session, actor, slug, project_id)
        before = open_view.project
        project = _read(session, raw, open_view.region, before.project.call_id, {})
        if project == before.project:
            return
        if before.state is ProjectState.FINISHED and not project.result:
            raise InvalidInputError({"result": words.RESULT_KEPT})
        if version != before.version:
            raise ProjectChangedError({"title": words.PROJECT_CHANGED})
        stored.change_project(session, project_id, project)
        note(session, actor, ProjectNoted(project_id=project_id), open_view.region.place, now)

    database.write(work)


def open_move(database: Database, actor: Actor, slug: str, project_id: int) -> OpenProject:
    """Raises as `move_project`."""
    with database.read() as session:
        return _movable(session, actor, slug, project_id)


def move_project(
    database: Database, actor: Actor, slug: str, project_id: int, state: str, reason: str, now: datetime
) -> None:
    """Twice is the same as once. One that was refused applies again while its idea is prioritised (else
    NotAvailableError) and has no other project (else PermissionDeniedError).

    Raises InvalidInputError by field, and PermissionDeniedError for one that is closed.
    """

    def work(session: Session) -> None:
        lock_region(session, region_catalogue(session, actor, slug, Right.PREPARE_IDEAS).region.id)
        before = opened_project(session, actor, slug, project_id, Right.PREPARE_IDEAS).project
        if before.state == state and (before.state not in WITH_REASON or before.reason == tidied(reason)):
            return
        open_view = _movable(session, actor, slug, project_id)
        move = read_move(open_view.project, state, reason)
        if not isinstance(move[0], ProjectState):
            raise InvalidInputError({each.field: each.message for each in move if isinstance(each, FieldError)})
        aim, why = move[0], str(move[1])
        stored.set_project_state(session, project_id, aim, why)
        note(session, actor, ProjectMoved(project_id=project_id, state=str(aim)), open_view.region.place, now)

    database.write(work)


def _changeable(session: Session, actor: Actor, slug: str, project_id: int) -> OpenProject:
    open_view = opened_project(session, actor, slug, project_id, Right.PREPARE_IDEAS)
    if open_view.project.is_closed:
        raise PermissionDeniedError(words.PROJECT_CLOSED)
    return open_view


def _movable(session: Session, actor: Actor, slug: str, project_id: int) -> OpenProject:
    open_view = _changeable(session, actor, slug, project_id)
    if not open_view.project.keeps_idea:
        if open_view.idea.state is not IdeaState.PRIORITISED:
            raise NotAvailableError(words.IDEA_NOT_PRIORITISED)
        if open_view.has_other:
            raise PermissionDeniedError(words.IDEA_HAS_PROJECT)
    return open_view


def _require_ready(open_view: OpenIdea) -> None:
    """An idea that was refused or dropped before may become a project again."""
    if open_view.idea.state is not IdeaState.PRIORITISED:
        raise NotAvailableError(words.IDEA_NOT_PRIORITISED)
    if open_view.view.has_project:
        raise PermissionDeniedError(words.IDEA_HAS_PROJECT)


def _calls(session: Session, region: Region, own: int | None) -> tuple[StoredCall, ...]:
    """Those that kommuner are shown or were, and the one that the project has."""
    calls = calls_in(session, region.id)
    return tuple(call for call in calls if call.stored_state is CallState.SHOWN or call.id == own)


def _read(session: Session, raw: RawProject, region: Region, own_call: int | None, errors: dict[str, str]) -> Project:
    starts_on, ends_on = read_day(raw.starts), read_day(raw.ends)
    typed_days = (("starts", raw.starts, starts_on), ("ends", raw.ends, ends_on))
    wrong = tuple(name for name, text, day in typed_days if text.strip() and day is None)
    call = whole_number(raw.call)
    known_ids = {each.id for each in _calls(session, region, own_call)}
    days = ProjectDays(starts_on=starts_on, ends_on=ends_on, wrong=wrong)
    project = read_project(raw, days, call if call in known_ids else None)
    if not isinstance(project, Project):
        raise InvalidInputError({error.field: error.message for error in project} | errors)
    return project
