"""Where an open link leads: a page that explains, and a button that makes a place to answer."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import NotFoundError, PermissionDeniedError
from app.reports.kernel.wording import lowered
from app.rounds.kernel.days import day_of
from app.services.respondents.open_links import Opening, begun_place, new_place, open_the_link
from app.services.respondents.open_links import begin as begin_by_link
from app.web.respondents.contexts.links import open_link_page
from app.web.respondents.contexts.respondents import group_name
from app.web.respondents.routes.personal_links import account_of, gone
from app.web.shell.contexts.frame import frame, url_of
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/oppen-lank/{token}")


def _page(request: VisitorRequest, opening: Opening, token: str, refusal: str | None = None) -> HTMLResponse:
    round_ = opening.assessment.round
    role = lowered(group_name(opening.questionnaire, opening.link.role_group))
    title = f"Svara för {opening.assessment.municipality} {round_.year} som {role}"
    page_frame = frame(request, title, is_example=round_.is_example, is_trial=round_.is_trial)
    context = open_link_page(
        page_frame,
        opening,
        token,
        new_place(),
        day_of(request.now),
        own_place=begun_place(request.database, request.actor, opening),
        account=account_of(request.actor),
        why_closed=refusal,
    )
    return page("respondents/html/links/open_link.html", context, 200 if refusal is None else 409)


@router.get("")
@needs(Open.ANYONE)
def look(request: VisitorRequest, token: str) -> Response:
    clean = token_in(token)
    try:
        opening = open_the_link(request.database, clean)
    except NotFoundError:
        return gone(request)
    if clean != token:
        return RedirectResponse(f"/oppen-lank/{clean}", 303)
    return _page(request, opening, token)


@router.post("")
@needs(Open.ANYONE)
def begin(request: VisitorRequest, token: str, plats: Annotated[str, Form()] = "") -> Response:
    """A place of one's own with a session that is good for it alone; then its personal link is shown, to keep.

    A browser that is answering by the link already goes on with that, so that nobody answers twice without meaning to.
    """
    client = client_of(request.http)
    try:
        opening, place = begin_by_link(request.database, request.actor, token, plats, client, request.now)
    except NotFoundError:
        return gone(request)
    except PermissionDeniedError as refused:
        return _page(request, open_the_link(request.database, token), token, refused.message)
    if place is None:
        return RedirectResponse(url_of(opening.assessment.key, "svara"), 303)
    way, target = SignInWay.PERSONAL_LINK, f"/lank/{plats}"
    return signed_in(request, place.person_id, way, target, place.respondent_id)
