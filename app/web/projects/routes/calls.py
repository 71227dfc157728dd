"""Calls for funding: the list, one call, what a kommun says to it, and the editor's acts."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.projects import call_writing as services
from app.services.projects.call_writing import CallChangedError, CallForm, open_call_form
from app.services.projects.calls import note_interest, open_call, open_calls
from app.support.projects.funding_call import RawCall
from app.web.projects.contexts.calls import Errors, call_form_page, call_page, calls_page
from app.web.projects.frames import CALLS, Number, bank_frame, part_crumb
from app.web.shell.contexts.frame import Crumb
from app.web.shell.http.forms import FormFields, ManyFormFields, number_in, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/utlysningar")


@router.get("")
@needs(Right.SEE_PROJECTS)
def calls(request: RegionRequest, klart: str = "") -> HTMLResponse:
    region_calls = open_calls(request.database, request.actor, request.key, request.now)
    page_frame = bank_frame(request, region_calls.region, f"Utlysningar för {region_calls.region.name}")
    return page("projects/html/calls.html", calls_page(page_frame, region_calls, klart))


@router.get("/ny")
@needs(Right.PREPARE_IDEAS)
def new_call(request: RegionRequest) -> HTMLResponse:
    return _form_page(request, open_call_form(request.database, request.actor, request.key, request.now))


@router.post("/ny")
@needs(Right.PREPARE_IDEAS)
def add_call(request: RegionRequest, fields: ManyFormFields) -> Response:
    return _saved(request, fields, None)


@router.get("/{number}")
@needs(Right.SEE_PROJECTS)
def call(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    return _call_page(request, number, klart)


@router.post("/{number}/intresse")
@needs(Right.JOIN_IDEAS)
def answer(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    facts = request.database, request.actor, request.key, number
    try:
        note_interest(*facts, fields.get("kommun", ""), fields.get("interest", ""), request.now)
    except InvalidInputError as error:
        return _call_page(request, number, errors=error.errors)
    return RedirectResponse(f"/{request.key}/utlysningar/{number}?klart=svar", 303)


@router.get("/{number}/andra")
@needs(Right.PREPARE_IDEAS)
def edit_call(request: RegionRequest, number: Number) -> HTMLResponse:
    return _form_page(request, open_call_form(request.database, request.actor, request.key, request.now, number))


@router.post("/{number}/andra")
@needs(Right.PREPARE_IDEAS)
def change_call(request: RegionRequest, number: Number, fields: ManyFormFields) -> Response:
    return _saved(request, fields, number)


@router.post("/{number}/stang")
@needs(Right.PREPARE_IDEAS)
def close(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    facts = request.database, request.actor, request.key, number
    was_draft = services.close_call(*facts, request.now, version=number_in(fields, "version"))
    return RedirectResponse(f"/{request.key}/utlysningar?klart={'borttagen' if was_draft else 'stangd'}", 303)


def _saved(request: RegionRequest, fields: dict[str, str], number: int | None) -> Response:
    facts, is_draft = (request.database, request.actor, request.key), fields.get("act") == "utkast"
    raw, version = _raw(fields), number_in(fields, "version")
    try:
        call_id = services.save_call(*facts, raw, request.now, is_draft=is_draft, call_id=number, version=version)
    except InvalidInputError as error:
        form, is_conflict = open_call_form(*facts, request.now, number), isinstance(error, CallChangedError)
        form = form.typed_as(raw, form.version if is_conflict else version)
        return _form_page(request, form, error.errors, is_conflict=is_conflict)
    message = "utkast" if is_draft else "visas"
    return RedirectResponse(f"/{request.key}/utlysningar/{call_id}?klart={message}", 303)


def _raw(fields: dict[str, str]) -> RawCall:
    boxes = {"capitals": ticked(fields, "capitals"), "ideas": ticked(fields, "ideas")}
    texts = {name: fields.get(name, "") for name in RawCall.model_fields if name not in boxes}
    return RawCall.model_validate(texts | boxes)


def _call_page(request: RegionRequest, number: int, notice: str = "", errors: Errors | None = None) -> HTMLResponse:
    facts = request.database, request.actor, request.key
    open_view, region_calls = open_call(*facts, number, request.now), open_calls(*facts, request.now)
    title = f"Utlysningen {open_view.call.call.title}"
    page_frame = bank_frame(request, open_view.region, title, part_crumb(open_view.region, CALLS))
    context = call_page(page_frame, open_view, region_calls, notice, errors)
    return page("projects/html/call.html", context, 422 if errors else 200)


def _form_page(
    request: RegionRequest, form: CallForm, errors: Errors | None = None, *, is_conflict: bool = False
) -> HTMLResponse:
    region, way = form.catalogue.region, [part_crumb(form.catalogue.region, CALLS)]
    title = "Lägg till en utlysning"
    if form.call is not None:
        title = f"Ändra utlysningen {form.call.call.title}"
        way.append(Crumb(form.call.call.title, f"{region.key.path}/utlysningar/{form.call.id}"))
    context = call_form_page(bank_frame(request, region, title, *way), form, errors, is_conflict=is_conflict)
    return page("projects/html/call_form.html", context, 422 if errors else 200)
