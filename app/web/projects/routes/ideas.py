"""A region's ideas: the list, one idea, catching and describing one, and how a kommun is with it."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError, NotAuthorizedError
from app.services.kernel import words as kernel_words
from app.services.projects import idea_writing as services
from app.services.projects.idea_writing import IdeaChangedError, IdeaForm, open_idea_form
from app.services.projects.ideas import open_idea, open_ideas
from app.support.projects.idea import RawIdea, RawParty
from app.support.projects.templates import TEMPLATES
from app.web.projects.contexts.idea import idea_page
from app.web.projects.contexts.idea_forms import Errors, idea_form_page, party_form_page
from app.web.projects.contexts.ideas import ideas_page
from app.web.projects.frames import IDEAS, Number, bank_frame, part_crumb
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/ideer")


@router.get("")
@needs(Right.SEE_PROJECTS)
def ideas(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_ideas = open_ideas(request.database, request.actor, request.key, request.now)
    page_frame = bank_frame(request, region_ideas.region, f"Idéer i {region_ideas.region.name}")
    return page("projects/html/ideas.html", ideas_page(page_frame, region_ideas, klart))


@router.get("/ny")
@needs(Right.CATCH_IDEAS)
def new_idea(request: RegionRequest, mall: str = "") -> HTMLResponse:
    facts = request.database, request.actor, request.key, request.now
    return _form_page(request, open_idea_form(*facts, raw=TEMPLATES.get(mall)), template=mall)


@router.post("/ny")
@needs(Right.CATCH_IDEAS)
def catch_idea(request: RegionRequest, fields: FormFields) -> Response:
    raw, catcher = _raw(fields), fields.get("catcher", "")
    facts = request.database, request.actor, request.key
    try:
        number = services.catch_idea(*facts, raw, catcher, request.now)
    except InvalidInputError as error:
        form = open_idea_form(*facts, request.now).typed_as(raw, 0, catcher)
        return _form_page(request, form, error.errors)
    return RedirectResponse(f"/{request.key}/ideer/{number}?klart=fangad", 303)


@router.get("/{number}")
@needs(Right.SEE_PROJECTS)
def idea(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    open_view = open_idea(request.database, request.actor, request.key, number, request.now)
    page_frame = bank_frame(request, open_view.region, open_view.idea.idea.title, part_crumb(open_view.region, IDEAS))
    return page("projects/html/idea.html", idea_page(page_frame, open_view, klart))


@router.get("/{number}/andra")
@needs(Right.CATCH_IDEAS)
def edit_idea(request: RegionRequest, number: Number) -> HTMLResponse:
    facts = request.database, request.actor, request.key, request.now
    return _form_page(request, open_idea_form(*facts, number))


@router.post("/{number}/andra")
@needs(Right.CATCH_IDEAS)
def change_idea(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    raw, version = _raw(fields), number_in(fields, "version")
    facts = request.database, request.actor, request.key
    try:
        services.change_idea(*facts, number, raw, request.now, version=version)
    except InvalidInputError as error:
        form, is_conflict = open_idea_form(*facts, request.now, number), isinstance(error, IdeaChangedError)
        form = form.typed_as(raw, form.version if is_conflict else version)
        return _form_page(request, form, error.errors, is_conflict=is_conflict)
    return RedirectResponse(f"/{request.key}/ideer/{number}?klart=andrad", 303)


@router.get("/{number}/med")
@needs(Right.JOIN_IDEAS)
def joining(request: RegionRequest, number: Number, kommun: str = "") -> HTMLResponse:
    return _party_page(request, number, kommun)


@router.post("/{number}/med")
@needs(Right.JOIN_IDEAS)
def join_idea(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    try:
        services.join_idea(request.database, request.actor, request.key, number, fields, request.now)
    except InvalidInputError as error:
        raw = RawParty(**{name: fields.get(name, "") for name in RawParty.model_fields})
        return _party_page(request, number, fields.get("kommun", ""), raw, error.errors)
    return RedirectResponse(f"/{request.key}/ideer/{number}?klart=svar", 303)


def _raw(fields: dict[str, str]) -> RawIdea:
    return RawIdea(**{name: fields.get(name, "") for name in RawIdea.model_fields})


def _form_page(
    request: RegionRequest,
    form: IdeaForm,
    errors: Errors | None = None,
    *,
    is_conflict: bool = False,
    template: str = "",
) -> HTMLResponse:
    region = form.catalogue.region
    way = [part_crumb(region, IDEAS)]
    if form.stored is not None:
        way.append(Crumb(form.stored.title, f"{region.key.path}/ideer/{form.idea_id}"))
    title = "Fånga en idé" if form.stored is None else f"Beskriv idén: {form.stored.title}"
    context = idea_form_page(
        bank_frame(request, region, title, *way), form, errors, is_conflict=is_conflict, template=template
    )
    return page("projects/html/idea_form.html", context, 422 if errors else 200)


def _party_page(
    request: RegionRequest, number: int, kommun: str, raw: RawParty | None = None, errors: Errors | None = None
) -> HTMLResponse:
    open_view = open_idea(request.database, request.actor, request.key, number, request.now)
    if not open_view.joins:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    crumb = Crumb(open_view.idea.idea.title, f"{open_view.region.key.path}/ideer/{number}")
    title = f"Hur är ni med på {open_view.idea.idea.title}?"
    page_frame = bank_frame(request, open_view.region, title, part_crumb(open_view.region, IDEAS), crumb)
    context = party_form_page(page_frame, open_view, kommun, raw, errors)
    return page("projects/html/party_form.html", context, 422 if errors else 200)
