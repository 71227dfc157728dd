"""Where a personal link leads: a page that starts nothing by itself, and a button that does.

Programs that look for harmful links open every mail's links; none of them presses a button.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import InvalidInputError, NotFoundError
from app.rounds.kernel.days import day_of
from app.rounds.kernel.links import LinkedPlace
from app.services.respondents.own_link_mail import send_own_link
from app.services.respondents.personal_links import follow
from app.web.respondents.contexts.links import Sending, personal_link_page
from app.web.shell.contexts.frame import PlainPage, describe, frame, url_of
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/lank/{token}")


def gone(request: VisitorRequest) -> HTMLResponse:
    """The same for every link that leads nowhere, so that nobody learns which have led somewhere."""
    log_refusal(request.http, Refusal.LINK_GONE)
    return page("respondents/html/links/link_gone.html", PlainPage(frame(request, "Länken gäller inte")), 404)


def account_of(actor: Actor | None) -> str:
    """Who is signed in otherwise than by a personal link; empty when nobody is."""
    return "" if actor is None or actor.respondent_id is not None else describe(actor)


def _page(request: VisitorRequest, token: str, place: LinkedPlace, sending: Sending) -> HTMLResponse:
    assessment = place.assessment
    is_here = request.actor is not None and request.actor.respondent_id == place.respondent_id
    title = f"Din länk till {assessment.municipality} {assessment.round.year}"
    page_frame = frame(request, title, is_example=assessment.round.is_example, is_trial=assessment.round.is_trial)
    context = personal_link_page(
        page_frame,
        place,
        token,
        request.public_url,
        day_of(request.now),
        is_here=is_here,
        account=account_of(request.actor),
        sending=sending,
    )
    return page("respondents/html/links/personal_link.html", context, 422 if sending.errors else 200)


@router.get("")
@needs(Open.ANYONE)
def look(request: VisitorRequest, token: str, gjort: str = "") -> Response:
    clean = token_in(token)
    try:
        place = follow(request.database, clean)
    except NotFoundError:
        return gone(request)
    if clean != token:
        return RedirectResponse(f"/lank/{clean}", 303)
    return _page(request, token, place, Sending("", gjort == "skickad", {}))


@router.post("")
@needs(Open.ANYONE)
def go_in(request: VisitorRequest, token: str) -> Response:
    """A session that is good for this place alone, instead of whatever session the browser had."""
    try:
        place = follow(request.database, token)
    except NotFoundError:
        return gone(request)
    target = url_of(place.assessment.key, "svara")
    way = SignInWay.PERSONAL_LINK
    return signed_in(request, place.person_id, way, target, place.respondent_id)


@router.post("/mejla")
@needs(Open.ANYONE)
def mail_link(request: VisitorRequest, token: str, adress: Annotated[str, Form()] = "") -> Response:
    try:
        send_own_link(
            request.database, token, adress, client_of(request.http), request.now, public_url=request.public_url
        )
    except NotFoundError:
        return gone(request)
    except InvalidInputError as invalid:
        sending = Sending(adress, sent=False, errors=invalid.errors)
        return _page(request, token, follow(request.database, token), sending)
    return RedirectResponse(f"/lank/{token}?gjort=skickad", 303)
