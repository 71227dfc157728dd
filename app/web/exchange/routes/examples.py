"""A region's library of examples: the list, one example, and what is done with it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.exchange import example_acts as acts
from app.services.exchange.examples import ExampleView, open_example, open_library
from app.services.exchange.words import EXAMPLE_NOT_SEEN
from app.web.exchange.contexts.examples import example_page
from app.web.exchange.contexts.library import library_page
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.routes.catalogue import support_crumbs

router = APIRouter(prefix="/{region}/exempel")
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


def exchange_frame(request: RegionRequest, region: Region, title: str, *below: Crumb) -> Frame:
    """Of a page of exchange, with what it lies below among its crumbs."""
    return frame(request, title, (*support_crumbs(request, region), *below), is_example=region.is_example)


def library_crumb(region: Region) -> Crumb:
    return Crumb("Exempel", f"{region.key.path}/exempel")


@router.get("")
@needs(Right.SEE_EXCHANGE)
def library(request: RegionRequest, q: str = "", kapital: str = "", klart: str = "") -> HTMLResponse:
    examples = open_library(request.database, request.actor, request.key, request.now)
    region = examples.place.region
    page_frame = exchange_frame(request, region, f"Exempel i {region.name}")
    return page("exchange/html/library.html", library_page(page_frame, examples, q, kapital, klart))


@router.get("/{number}")
@needs(Right.SEE_EXCHANGE)
def example(request: RegionRequest, number: Number, klart: str = "") -> HTMLResponse:
    view = open_example(request.database, request.actor, request.key, number, request.now)
    return page("exchange/html/example.html", example_page(_frame(request, view), view, klart))


@router.post("/{number}/granska")
@needs(Right.LEAD_EXCHANGE)
def review(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    is_good = fields.get("act") == "publicera"
    facts = request.database, request.actor, request.key, number, request.now
    reason, version = fields.get("reason", ""), number_in(fields, "version")
    act = partial(acts.review_example, *facts, version=version, is_good=is_good, reason=reason)
    next_page = _done(request, number, "publicerat") if is_good else _listed(request, "tillbaka")
    return _unless_refused(request, number, fields, act) or next_page


@router.post("/{number}/fornya")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def renew(request: RegionRequest, number: Number) -> Response:
    acts.renew_example(request.database, request.actor, request.key, number, request.now)
    return _done(request, number, "fornyat")


@router.post("/{number}/ta-tillbaka")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def take_back(request: RegionRequest, number: Number) -> Response:
    acts.take_back_example(request.database, request.actor, request.key, number, request.now)
    return _done(request, number, "utkast")


@router.post("/{number}/arkivera")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def archive(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    facts = request.database, request.actor, request.key, number, fields.get("reason", ""), request.now
    act = partial(acts.archive_example, *facts)
    return _unless_refused(request, number, fields, act) or _listed(request, "arkiverat")


@router.post("/{number}/ta-bort")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def remove(request: RegionRequest, number: Number) -> Response:
    acts.remove_example(request.database, request.actor, request.key, number, request.now)
    return _listed(request, "borttaget")


@router.post("/{number}/anvandning")
@needs(Right.TAKE_PART_IN_EXCHANGE)
def note_reuse(request: RegionRequest, number: Number, fields: FormFields) -> Response:
    act = partial(acts.note_reuse, request.database, request.actor, request.key, number, fields, request.now)
    return _unless_refused(request, number, fields, act) or _done(request, number, "noterat")


def _frame(request: RegionRequest, view: ExampleView) -> Frame:
    region = view.place.region
    return exchange_frame(request, region, view.stored.example.title, library_crumb(region))


def _done(request: RegionRequest, number: int, notice: str) -> Response:
    return RedirectResponse(f"/{request.key}/exempel/{number}?klart={notice}", 303)


def _listed(request: RegionRequest, notice: str) -> Response:
    return RedirectResponse(f"/{request.key}/exempel?klart={notice}", 303)


def _unless_refused(
    request: RegionRequest, number: int, fields: Mapping[str, str], act: Callable[[], None]
) -> HTMLResponse | None:
    """Do it; when it could not be done, the page that says why and has what was typed."""
    try:
        act()
    except NotFoundError:
        return _not_seen(request, fields)
    except (InvalidInputError, acts.ExampleMovedError, acts.ReuseChangedError) as error:
        return _again(request, number, fields, error)
    return None


def _not_seen(request: RegionRequest, fields: Mapping[str, str]) -> HTMLResponse:
    """The library, alike for what others have taken away meanwhile and for what has never been."""
    examples = open_library(request.database, request.actor, request.key, request.now)
    page_frame = exchange_frame(request, examples.place.region, f"Exempel i {examples.place.region.name}")
    unsaved_text = fields.get("reason") or fields.get("why", "")
    context = library_page(page_frame, examples, refusal=EXAMPLE_NOT_SEEN, unsaved_text=unsaved_text)
    return page("exchange/html/library.html", context, 404)


def _again(
    request: RegionRequest, number: int, fields: Mapping[str, str], error: InvalidInputError | PermissionDeniedError
) -> HTMLResponse:
    """With what was typed: to be put right, or beside what somebody else was first with."""
    view = open_example(request.database, request.actor, request.key, number, request.now)
    page_frame = _frame(request, view)
    if isinstance(error, InvalidInputError):
        context = example_page(page_frame, view, fields=fields, errors=error.errors)
    elif isinstance(error, acts.ReuseChangedError):
        context = example_page(page_frame, view, fields=fields, errors={"state": error.message}, is_conflict=True)
    else:
        context = example_page(page_frame, view, fields=fields, refusal=error.message)
    return page("exchange/html/example.html", context, 422 if isinstance(error, InvalidInputError) else 409)
