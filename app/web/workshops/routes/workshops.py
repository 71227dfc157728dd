"""Workshops of a region and its kommuner: the list, planning one, its page, the projector view, and following it."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError, NotFoundError, NotSignedInError, OmstallningskollenError
from app.services.sign_in.sessions import still_signed_in
from app.services.workshops.access import OpenWorkshop, versions_for
from app.services.workshops.leading import open_overview
from app.services.workshops.planning import open_workshop_form, open_workshops, plan_workshop
from app.web.shell.contexts.frame import START, Crumb, Frame, frame
from app.web.shell.http.forms import FormFields
from app.web.shell.http.live_updates import Subscribers, change_events
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import RegionRequest, SessionlessRequest, VisitorRegionRequest
from app.web.shell.http.request_context import AnyRequest
from app.web.shell.http.sessions import lifetime, session_token
from app.web.shell.rendering import page
from app.web.support.routes.catalogue import support_crumbs
from app.web.workshops.contexts.overview import workshop_page
from app.web.workshops.contexts.workshops import workshop_form_page, workshops_page
from app.web.workshops.participant_cookie import key_of, visitor_of

router = APIRouter(prefix="/{region}/workshop")
WorkshopNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Neither kept nor held back by a proxy."""


def workshop_frame(request: AnyRequest, workshop: OpenWorkshop, title: str, *, is_below: bool = True) -> Frame:
    """Somebody who has joined without an account has the workshop alone above the page."""
    region_url = f"/{workshop.workshop.region_slug}"
    way = () if request.actor is None else (START, Crumb("Workshoppar", f"{region_url}/workshop"))
    own = (Crumb(workshop.workshop.title, workshop.workshop.path),) if is_below else ()
    return frame(request, title, (*way, *own), is_example=workshop.workshop.is_example)


@router.get("")
@needs(Right.SEE_SUPPORT)
def workshops(request: RegionRequest, klart: str = "") -> HTMLResponse:
    workshop_list = open_workshops(request.database, request.actor, request.key)
    region = workshop_list.region
    page_frame = frame(
        request, f"Workshoppar i {region.name}", support_crumbs(request, region), is_example=region.is_example
    )
    return page("workshops/html/workshops.html", workshops_page(page_frame, workshop_list, klart))


@router.get("/ny")
@needs(Right.LEAD_WORKSHOP)
def new_workshop(request: RegionRequest, kapital: str = "") -> HTMLResponse:
    return _form_page(request, capital_id=kapital)


@router.post("/ny")
@needs(Right.LEAD_WORKSHOP)
def plan(request: RegionRequest, fields: FormFields) -> Response:
    try:
        number = plan_workshop(request.database, request.actor, request.key, fields, request.now)
    except InvalidInputError as error:
        return _form_page(request, fields, error.errors)
    return RedirectResponse(f"/{request.key}/workshop/{number}", 303)


def _form_page(
    request: RegionRequest,
    fields: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    *,
    capital_id: str = "",
) -> HTMLResponse:
    form = open_workshop_form(request.database, request.actor, request.key, capital_id=capital_id)
    crumbs = (*support_crumbs(request, form.region), Crumb("Workshoppar", f"{form.region.key.path}/workshop"))
    page_frame = frame(request, "Planera en workshop", crumbs, is_example=form.region.is_example)
    context = workshop_form_page(page_frame, form, fields, errors)
    return page("workshops/html/workshop_form.html", context, 422 if errors else 200)


@router.get("/{number}")
@needs(Open.ANYONE)
def workshop(request: VisitorRegionRequest, number: WorkshopNumber) -> HTMLResponse:
    """For the people of its owner, and those who have joined it."""
    overview = open_overview(request.database, visitor_of(request), request.key, number)
    open_workshop = overview.open_workshop
    page_frame = workshop_frame(request, open_workshop, open_workshop.workshop.title, is_below=False)
    return page("workshops/html/workshop.html", workshop_page(page_frame, overview))


@router.get("/{number}/visa")
@needs(Open.ANYONE)
def show(request: VisitorRegionRequest, number: WorkshopNumber) -> HTMLResponse:
    """Large, for a projector."""
    overview = open_overview(request.database, visitor_of(request), request.key, number)
    title = f"{overview.open_workshop.workshop.title}, att visa"
    page_frame = workshop_frame(request, overview.open_workshop, title)
    return page("workshops/html/projector.html", workshop_page(page_frame, overview))


@router.get("/{number}/handelser")
@needs(Open.ANYONE)
async def events(request: SessionlessRequest, number: WorkshopNumber, grupp: int = 0) -> Response:
    """A stream that tells whenever something in the workshop, or in one group of it, has changed.

    Following is no use of the session: one that nobody uses ends as usual, and the stream with it.
    """
    followers: Subscribers = request.http.app.state.followers

    async def ask() -> int | None:
        with suppress(OmstallningskollenError):
            return None if await request.http.is_disconnected() else await _version(request, number, grupp)
        return None

    await _version(request, number, grupp)
    if followers.is_full:
        return PlainTextResponse("För många följer med just nu.", 503, {"Retry-After": "10"})
    return StreamingResponse(change_events(followers, ask), headers=STREAM, media_type="text/event-stream")


async def _version(request: SessionlessRequest, number: int, group: int) -> int:
    """Of the group; of all together when none is named.

    Raises NotSignedInError for a stranger, NotFoundError for others who may not follow.
    """
    token = session_token(request.http)
    actor = None
    if token is not None:
        actor = await still_signed_in(request.database, token, datetime.now(UTC), lifetime(request.settings))
    if actor is None and not key_of(request.http):
        raise NotSignedInError
    versions = await versions_for(request.database, actor, key_of(request.http), number)
    if versions is None or (group and group not in versions):
        raise NotFoundError
    return versions[group] if group else sum(versions.values())
