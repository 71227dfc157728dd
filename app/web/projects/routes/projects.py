"""A region's projects: the list, one project, making one of an idea, writing about it, and moving it on."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.projects import project_writing as services
from app.services.projects.project_writing import (
    ProjectChangedError,
    ProjectForm,
    open_move,
    open_new_project,
    open_project_form,
)
from app.services.projects.projects import open_project, open_projects
from app.support.projects.project import RawProject
from app.web.projects.contexts.project_forms import Errors, move_page, project_form_page
from app.web.projects.contexts.projects import project_page, projects_page
from app.web.projects.frames import IDEAS, PROJECTS, Number, bank_frame, part_crumb
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}")


@router.get("/projekt")
@needs(Right.SEE_PROJECTS)
def projects(request: RegionRequest) -> HTMLResponse:
    region_projects = open_projects(request.database, request.actor, request.key)
    page_frame = bank_frame(request, region_projects.region, f"Projekt i {region_projects.region.name}")
    return page("projects/html/projects.html", projects_page(page_frame, region_projects))


@router.get("/projekt/{number}")
@needs(Right.SEE_PROJECTS)
def project(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    open_view = open_project(request.database, request.actor, request.key, number)
    title = f"Projektet {open_view.project.project.title}"
    page_frame = bank_frame(request, open_view.region, title, part_crumb(open_view.region, PROJECTS))
    return page("projects/html/project.html", project_page(page_frame, open_view, klart))


@router.get("/ideer/{number}/projekt")
@needs(Right.PREPARE_IDEAS)
def new_project(request: RegionRequest, number: Number) -> HTMLResponse:
    form = open_new_project(request.database, request.actor, request.key, number, request.now)
    return _form_page(request, form)


@router.post("/ideer/{number}/projekt")
@needs(Right.PREPARE_IDEAS)
def add_project(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    raw, facts = _raw(fields), (request.database, request.actor, request.key, number)
    try:
        project_id = services.add_project(*facts, raw, request.now)
    except InvalidInputError as error:
        return _form_page(request, open_new_project(*facts, request.now).typed_as(raw, 0), error.errors)
    return RedirectResponse(f"/{request.key}/projekt/{project_id}?klart=sparat", 303)


@router.get("/projekt/{number}/andra")
@needs(Right.PREPARE_IDEAS)
def edit_project(request: RegionRequest, number: Number) -> HTMLResponse:
    return _form_page(request, open_project_form(request.database, request.actor, request.key, number))


@router.post("/projekt/{number}/andra")
@needs(Right.PREPARE_IDEAS)
def change_project(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    raw, version = _raw(fields), number_in(fields, "version")
    facts = request.database, request.actor, request.key, number
    try:
        services.change_project(*facts, raw, request.now, version=version)
    except InvalidInputError as error:
        form, is_conflict = open_project_form(*facts), isinstance(error, ProjectChangedError)
        form = form.typed_as(raw, form.version if is_conflict else version)
        return _form_page(request, form, error.errors, is_conflict=is_conflict)
    return RedirectResponse(f"/{request.key}/projekt/{number}?klart=sparat", 303)


@router.get("/projekt/{number}/lage")
@needs(Right.PREPARE_IDEAS)
def moving(request: RegionRequest, number: Number) -> HTMLResponse:
    return _move_page(request, number)


@router.post("/projekt/{number}/lage")
@needs(Right.PREPARE_IDEAS)
def move(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    state, reason = fields.get("state", ""), fields.get("reason", "")
    facts = request.database, request.actor, request.key, number
    try:
        services.move_project(*facts, state, reason, request.now)
    except InvalidInputError as error:
        return _move_page(request, number, state, reason, error.errors)
    return RedirectResponse(f"/{request.key}/projekt/{number}?klart=lage", 303)


def _raw(fields: dict[str, str]) -> RawProject:
    return RawProject(**{name: fields.get(name, "") for name in RawProject.model_fields})


def _form_page(
    request: RegionRequest, form: ProjectForm, errors: Errors | None = None, *, is_conflict: bool = False
) -> HTMLResponse:
    region = form.catalogue.region
    if form.stored is None:
        title = f"Gör projekt av {form.idea.idea.title}"
        way = part_crumb(region, IDEAS), Crumb(form.idea.idea.title, f"{region.key.path}/ideer/{form.idea.id}")
    else:
        project_title = form.stored.project.title
        title = f"Ändra projektet {project_title}"
        way = part_crumb(region, PROJECTS), Crumb(project_title, f"{region.key.path}/projekt/{form.stored.id}")
    context = project_form_page(bank_frame(request, region, title, *way), form, errors, is_conflict=is_conflict)
    return page("projects/html/project_form.html", context, 422 if errors else 200)


def _move_page(
    request: RegionRequest, number: int, state: str = "", reason: str = "", errors: Errors | None = None
) -> HTMLResponse:
    open_view = open_move(request.database, request.actor, request.key, number)
    project_title = open_view.project.project.title
    crumb = Crumb(project_title, f"{open_view.region.key.path}/projekt/{number}")
    title = f"Vad har hänt med projektet {project_title}?"
    page_frame = bank_frame(request, open_view.region, title, part_crumb(open_view.region, PROJECTS), crumb)
    context = move_page(page_frame, open_view, state, reason, errors)
    return page("projects/html/move.html", context, 422 if errors else 200)
