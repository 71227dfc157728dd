"""Where the link to a workshop leads: choosing a group and joining it, without an account."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError
from app.services.workshops.joining import join, new_key, open_join
from app.web.shell.contexts.frame import frame
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.request_context import AnyRequest
from app.web.shell.rendering import page
from app.web.workshops.contexts.workshops import WorkshopGonePage, joining_page
from app.web.workshops.participant_cookie import key_of, with_key

router = APIRouter(prefix="/workshop/{token}")


@router.get("")
@needs(Open.ANYONE)
def look(request: VisitorRequest, token: str) -> Response:
    clean = token_in(token)
    if clean != token:
        return RedirectResponse(f"/workshop/{clean}", 303)
    return _page(request, token)


@router.post("")
@needs(Open.ANYONE)
def take_part(
    request: VisitorRequest,
    token: str,
    grupp: Annotated[str, Form()] = "",
    plats: Annotated[str, Form()] = "",
) -> Response:
    """Joins with a key that this browser keeps, or goes over to another group with the one it has."""
    try:
        return _joined(request, token, whole_number(grupp), plats)
    except NotFoundError:
        return gone(request)
    except InvalidInputError as error:
        return _page(request, token, error.errors)


def _joined(request: VisitorRequest, token: str, number: int, new: str) -> Response:
    key, client = _own_key(request, token) or new, client_of(request.http)
    workshop, group = join(request.database, token, key, number, client, request.now)
    answer = RedirectResponse(f"{workshop.workshop.path}/grupp/{group.number}", 303)
    return with_key(answer, key, request.settings)


def _own_key(request: VisitorRequest, token: str) -> str:
    """The key that the browser has joined this workshop by; empty when it has not."""
    key = key_of(request.http)
    return key if open_join(request.database, token, key).workshop.participant is not None else ""


def _page(request: VisitorRequest, token: str, errors: dict[str, str] | None = None) -> HTMLResponse:
    try:
        join_page = open_join(request.database, token, key_of(request.http))
    except NotFoundError:
        return gone(request)
    workshop = join_page.workshop.workshop
    page_frame = frame(request, f"Gå med i {workshop.title}", is_example=workshop.is_example)
    context = joining_page(page_frame, join_page, token, new_key(), errors)
    return page("workshops/html/join.html", context, 422 if errors else 200)


def gone(request: AnyRequest, text: str = "") -> HTMLResponse:
    """The same for a link that never was and for a workshop that is closed; with a text that could not be saved."""
    log_refusal(request.http, Refusal.LINK_GONE)
    context = WorkshopGonePage(frame(request, "Länken gäller inte längre"), text)
    return page("workshops/html/workshop_gone.html", context, 404)
