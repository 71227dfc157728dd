"""Where an open link leads: a page that explains, and a button that makes a place to answer."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.respondents.open_links import Opening, has_begun, join, new_place, open_the_link
from app.web.respondents.contexts.links import open_link_page
from app.web.respondents.routes.personal_links import account_of, gone
from app.web.shell.contexts.frame import frame
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/oppen-lank/{token}")

FROM_ONE_NETWORK = Limit(
    "joining by open links", 300, timedelta(hours=1), "Många har börjat svara härifrån på kort tid."
)
"""A whole office can share one address, and be asked at the same meeting."""


def _page(request: VisitorRequest, opening: Opening, refusal: str | None = None) -> HTMLResponse:
    round_ = opening.assessment.round
    title = f"Svara för {opening.assessment.municipality} {round_.year} som {opening.link.role_group}"
    page_frame = frame(request, title, is_example=round_.is_example, is_trial=round_.is_trial)
    already_begun = has_begun(request.database, request.actor, opening)
    context = open_link_page(
        page_frame,
        opening,
        new_place(),
        day_of(request.now),
        has_begun=already_begun,
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
    return _page(request, opening)


@router.post("")
@needs(Open.ANYONE)
def begin(request: VisitorRequest, token: str, plats: Annotated[str, Form()] = "") -> Response:
    """A place of one's own with a session that is good for it alone; then its personal link is shown, to keep."""
    count(request.database, [Try(FROM_ONE_NETWORK, client_of(request.http))], request.now)
    try:
        place = join(request.database, token, plats, request.now)
    except NotFoundError:
        return gone(request)
    except PermissionDeniedError as refused:
        return _page(request, open_the_link(request.database, token), refused.message)
    way, target = SignInWay.PERSONAL_LINK, f"/lank/{plats}"
    return signed_in(request, place.person_id, way, target, place.respondent_id)
