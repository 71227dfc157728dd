"""Erasing a person on a decision: the operator's pages, and what they share with the region's."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.privacy import erasure as service
from app.storage.engine.database import Database
from app.web.privacy.contexts.erasure import ErasePersonPage, FindPersonPage
from app.web.shell.contexts.frame import DRIFT, START, Frame, frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import DatabaseDep, Now, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix="/drift")
PAGE = "/ta-bort-person"

Typed = Annotated[str, Form()]
Done = Annotated[str, Query()]


@router.get(PAGE)
@needs(Right.RUN_INSTALLATION)
def find(request: Request, database: DatabaseDep, actor: SignedIn, klart: Done = "") -> HTMLResponse:
    return show_finding(request, database, actor, None, is_done=bool(klart))


@router.post(PAGE)
@needs(Right.RUN_INSTALLATION)
def confirm(request: Request, database: DatabaseDep, actor: SignedIn, person: Typed = "") -> HTMLResponse:
    return show_plan(request, database, actor, None, person)


@router.post(PAGE + "/bekrafta")
@needs(Right.RUN_INSTALLATION)
def erase(
    request: Request, database: DatabaseDep, actor: SignedIn, now: Now, person: Typed = "", beslut: Typed = ""
) -> Response:
    return do_erase(request, database, actor, None, person, beslut, now)


def show_finding(
    request: Request, database: Database, actor: Actor, slug: str | None, *, is_done: bool = False
) -> HTMLResponse:
    region = service.may_erase(database, actor, slug)
    name = "" if region is None else region.name
    return page(
        "privacy/html/erase_find.html", FindPersonPage(_frame(request, actor, region), _url(slug), name, done=is_done)
    )


def show_plan(
    request: Request,
    database: Database,
    actor: Actor,
    slug: str | None,
    person: str,
    *,
    decision: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    region = service.may_erase(database, actor, slug)
    name = "" if region is None else region.name
    page_frame = _frame(request, actor, region)
    try:
        erasing = service.plan_erasure(database, actor, slug, person)
    except InvalidInputError as invalid:
        context = FindPersonPage(frame=page_frame, url=_url(slug), region=name, typed=person, errors=invalid.errors)
        return page("privacy/html/erase_find.html", context, 422)
    return page(
        "privacy/html/erase.html",
        ErasePersonPage(
            frame=page_frame, url=_url(slug), erasing=erasing, region=name, typed=decision, errors=errors or {}
        ),
        status,
    )


def do_erase(
    request: Request, database: Database, actor: Actor, slug: str | None, person: str, decision: str, now: Now
) -> Response:
    """`person` is the number that stood on the page, whoever has the address by now."""
    try:
        service.erase(database, actor, slug, service.read_number(person) or 0, decision, now)
    except InvalidInputError as invalid:
        return show_plan(request, database, actor, slug, person, decision=decision, errors=invalid.errors, status=422)
    except PermissionDeniedError as refused:
        return show_plan(
            request, database, actor, slug, person, decision=decision, errors={"hinder": refused.message}, status=409
        )
    return RedirectResponse(f"{_url(slug)}?klart=ja", 303)


def _url(slug: str | None) -> str:
    return f"/{slug or 'drift'}{PAGE}"


def _frame(request: Request, actor: Actor, region: Region | None) -> Frame:
    if region is None:
        return frame(request, "Ta bort en person", actor, (START, DRIFT))
    title = f"Ta bort en person, {region.name}"
    return frame(request, title, actor, region_crumbs(region), is_example=region.is_example)
