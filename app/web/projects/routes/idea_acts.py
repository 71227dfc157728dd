"""What those who prepare ideas do with one: take it up, end it, merge it, and decide."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.services.projects import idea_preparing as services
from app.services.projects.idea_preparing import DecisionChangedError
from app.services.projects.ideas import OpenIdea
from app.support.projects.idea_decision import RawDecision
from app.web.projects.contexts.idea_forms import Errors, end_idea_page, idea_decision_page, merge_page
from app.web.projects.frames import IDEAS, Number, bank_frame, part_crumb
from app.web.shell.contexts.frame import Crumb, Frame
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}/ideer/{number}")


@router.post("/beredning")
@needs(Right.PREPARE_IDEAS)
def prepare(request: RegionRequest, number: Number) -> Response:
    services.prepare_idea(request.database, request.actor, request.key, number, request.now)
    return RedirectResponse(f"/{request.key}/ideer/{number}?klart=beredning", 303)


@router.get("/avsluta")
@needs(Right.PREPARE_IDEAS)
def ending(request: RegionRequest, number: Number) -> HTMLResponse:
    return _ending_page(request, number)


@router.post("/avsluta")
@needs(Right.PREPARE_IDEAS)
def end(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    reason = fields.get("reason", "")
    try:
        services.end_idea(request.database, request.actor, request.key, number, reason, request.now)
    except InvalidInputError as error:
        return _ending_page(request, number, reason, error.errors)
    return RedirectResponse(f"/{request.key}/ideer?klart=avslutad", 303)


@router.get("/sla-ihop")
@needs(Right.PREPARE_IDEAS)
def merging(request: RegionRequest, number: Number) -> HTMLResponse:
    return _merge_page(request, number)


@router.post("/sla-ihop")
@needs(Right.PREPARE_IDEAS)
def merge(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    into = number_in(fields, "into")
    try:
        services.merge_idea(request.database, request.actor, request.key, number, into, request.now)
    except InvalidInputError as error:
        return _merge_page(request, number, error.errors)
    return RedirectResponse(f"/{request.key}/ideer/{into}", 303)


@router.get("/beslut")
@needs(Right.PREPARE_IDEAS)
def deciding(request: RegionRequest, number: Number) -> HTMLResponse:
    return _decision_page(request, number)


@router.post("/beslut")
@needs(Right.PREPARE_IDEAS)
def decide(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    raw = RawDecision(**{name: fields.get(name, "") for name in RawDecision.model_fields})
    facts, is_draft = (request.database, request.actor, request.key, number), fields.get("act") == "utkast"
    fingerprint = fields.get("fingerprint", "")
    try:
        services.decide_idea(*facts, raw, request.now, is_draft=is_draft, fingerprint=fingerprint)
    except DecisionChangedError as error:
        return _decision_page(request, number, raw, error.errors)
    except InvalidInputError as error:
        return _decision_page(request, number, raw, error.errors, fingerprint)
    return RedirectResponse(f"/{request.key}/ideer/{number}?klart={'utkast' if is_draft else 'beslut'}", 303)


def _frame(request: RegionRequest, open_view: OpenIdea, title: str) -> Frame:
    crumb = Crumb(open_view.idea.idea.title, f"{open_view.region.key.path}/ideer/{open_view.idea.id}")
    return bank_frame(request, open_view.region, title, part_crumb(open_view.region, IDEAS), crumb)


def _ending_page(request: RegionRequest, number: int, reason: str = "", errors: Errors | None = None) -> HTMLResponse:
    open_view = services.open_ending(request.database, request.actor, request.key, number, request.now)
    page_frame = _frame(request, open_view, f"Avsluta idén: {open_view.idea.idea.title}")
    context = end_idea_page(page_frame, open_view, reason, errors)
    return page("projects/html/end_idea.html", context, 422 if errors else 200)


def _merge_page(request: RegionRequest, number: int, errors: Errors | None = None) -> HTMLResponse:
    form = services.open_merge_form(request.database, request.actor, request.key, number, request.now)
    page_frame = _frame(request, form.open_view, f"Slå ihop idén: {form.open_view.idea.idea.title}")
    return page("projects/html/merge.html", merge_page(page_frame, form, errors), 422 if errors else 200)


def _decision_page(
    request: RegionRequest,
    number: int,
    raw: RawDecision | None = None,
    errors: Errors | None = None,
    fingerprint: str | None = None,
) -> HTMLResponse:
    """With `fingerprint` of the draft that was there when what was typed began from it, where that is not the last."""
    form = services.open_decision_form(request.database, request.actor, request.key, number, request.now)
    page_frame = _frame(request, form.open_view, f"Beslut om idén: {form.open_view.idea.idea.title}")
    context = idea_decision_page(page_frame, form, raw, errors, fingerprint)
    return page("projects/html/decision_form.html", context, 422 if errors else 200)
