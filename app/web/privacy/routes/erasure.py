"""Erasing a person on a decision: the operator's pages, and what they share with the region's."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.organisation import Region
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.privacy import erasure as service
from app.web.privacy.contexts.erasure import ErasePersonPage, FindPersonPage
from app.web.shell.contexts.frame import DRIFT, START, Frame, frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SignedInRequest
from app.web.shell.http.request_context import RequestContext
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix="/drift")
PAGE = "/ta-bort-person"

Typed = Annotated[str, Form()]
Done = Annotated[str, Query()]
ErasureRequest = RequestContext[Actor, str | None]
"""An operator's, or with its slug that of a region's coordinator."""


@router.get(PAGE)
@needs(Right.RUN_INSTALLATION)
def find(request: SignedInRequest, klart: Done = "") -> HTMLResponse:
    return show_finding(request, is_done=bool(klart))


@router.post(PAGE)
@needs(Right.RUN_INSTALLATION)
def confirm(request: SignedInRequest, person: Typed = "") -> HTMLResponse:
    return show_plan(request, person)


@router.post(PAGE + "/bekrafta", dependencies=[STEP_UP])
@needs(Right.RUN_INSTALLATION)
def erase(request: SignedInRequest, person: Typed = "", beslut: Typed = "") -> Response:
    return do_erase(request, person, beslut)


def show_finding(request: ErasureRequest, *, is_done: bool = False) -> HTMLResponse:
    region = service.may_erase(request.database, request.actor, request.key)
    name = "" if region is None else region.name
    return page(
        "privacy/html/erase_find.html", FindPersonPage(_frame(request, region), _url(request), name, done=is_done)
    )


def show_plan(
    request: ErasureRequest,
    person: str,
    *,
    decision: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    region = service.may_erase(request.database, request.actor, request.key)
    name = "" if region is None else region.name
    page_frame = _frame(request, region)
    try:
        erasing = service.plan_erasure(request.database, request.actor, request.key, person)
    except InvalidInputError as invalid:
        context = FindPersonPage(frame=page_frame, url=_url(request), region=name, typed=person, errors=invalid.errors)
        return page("privacy/html/erase_find.html", context, 422)
    return page(
        "privacy/html/erase.html",
        ErasePersonPage(
            frame=page_frame, url=_url(request), erasing=erasing, region=name, typed=decision, errors=errors or {}
        ),
        status,
    )


def do_erase(request: ErasureRequest, person: str, decision: str) -> Response:
    """`person` is the number that stood on the page, whoever has the address by now."""
    try:
        service.erase(request.database, request.actor, request.key, whole_number(person.strip()), decision, request.now)
    except InvalidInputError as invalid:
        return show_plan(request, person, decision=decision, errors=invalid.errors, status=422)
    except PermissionDeniedError as refused:
        return show_plan(request, person, decision=decision, errors={"hinder": refused.message}, status=409)
    return RedirectResponse(f"{_url(request)}?klart=ja", 303)


def _url(request: ErasureRequest) -> str:
    return f"/{request.key or 'drift'}{PAGE}"


def _frame(request: ErasureRequest, region: Region | None) -> Frame:
    if region is None:
        return frame(request, "Ta bort en person", (START, DRIFT))
    title = f"Ta bort en person, {region.name}"
    return frame(request, title, region_crumbs(region), is_example=region.is_example)
