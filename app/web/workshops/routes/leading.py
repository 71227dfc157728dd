"""What the leader of a workshop does: making the link, stepping between phases, closing."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import NotAuthorizedError
from app.services.kernel import words as kernel_words
from app.services.workshops.leading import close_workshop, open_overview, step
from app.services.workshops.planning import make_link
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.sessions import session_token
from app.web.shell.rendering import page
from app.web.workshops.contexts.overview import workshop_page
from app.web.workshops.contexts.workshops import form_number, workshop_link_page
from app.web.workshops.participant_cookie import visitor_of
from app.web.workshops.routes.workshops import WorkshopNumber, workshop_frame

router = APIRouter(prefix="/{region}/workshop/{number}")


@router.post("/lank")
@needs(Right.LEAD_WORKSHOP)
def link(request: RegionRequest, number: WorkshopNumber, tillfalle: Annotated[str, Form()] = "") -> HTMLResponse:
    """The answer shows the link, this once."""
    workshop, token = make_link(
        request.database,
        request.actor,
        request.key,
        number,
        request.now,
        form=form_number(tillfalle),
        session_secret=session_token(request.http) or "",
    )
    page_frame = workshop_frame(request, workshop, f"Länk till {workshop.workshop.title}")
    context = workshop_link_page(page_frame, workshop, token, request.public_url)
    return page("workshops/html/workshop_link.html", context)


@router.post("/fas")
@needs(Right.LEAD_WORKSHOP)
def go_to_phase(request: RegionRequest, number: WorkshopNumber, fields: FormFields) -> Response:
    """Every group, or the one that is named; then back to where the button was."""
    group = number_in(fields, "grupp")
    facts = request.database, request.actor, request.key, number, number_in(fields, "fas"), request.now
    step(*facts, groups=[group] if group else [], origin=number_in(fields, "fran"))
    board = f"/grupp/{group}" if group and fields.get("vy") == "tavla" else ""
    return RedirectResponse(f"/{request.key}/workshop/{number}{board}", 303)


@router.get("/avsluta")
@needs(Right.LEAD_WORKSHOP)
def closing(request: RegionRequest, number: WorkshopNumber) -> HTMLResponse:
    overview = open_overview(request.database, visitor_of(request), request.key, number)
    if not overview.open_workshop.may_lead:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    title = f"Avsluta {overview.open_workshop.workshop.title}?"
    page_frame = workshop_frame(request, overview.open_workshop, title)
    return page("workshops/html/close_workshop.html", workshop_page(page_frame, overview))


@router.post("/avsluta")
@needs(Right.LEAD_WORKSHOP)
def close(request: RegionRequest, number: WorkshopNumber) -> Response:
    close_workshop(request.database, request.actor, request.key, number, request.now)
    return RedirectResponse(f"/{request.key}/workshop/{number}/avslut", 303)
