"""Where an open link leads: a page that explains, and a button that makes a place to answer."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.respondents.open_links import Opening, has_begun, join, new_place, open_the_link
from app.storage.tables import SignInWay
from app.web.respondents.contexts.links import open_link_page
from app.web.respondents.routes.personal_links import account_of, gone
from app.web.shell.contexts.frame import frame
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import DatabaseDep, Now, SettingsDep, Visitor, client_of
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/oppen-lank/{token}")

FROM_ONE_NETWORK = Limit(
    "joining by open links", 300, timedelta(hours=1), "Många har börjat svara härifrån på kort tid."
)
"""A whole office can share one address, and be asked at the same meeting."""


def _page(
    request: Request,
    database: DatabaseDep,
    actor: Actor | None,
    opening: Opening,
    now: datetime,
    refusal: str | None = None,
) -> HTMLResponse:
    round_ = opening.assessment.round
    title = f"Svara för {opening.assessment.municipality} {round_.year} som {opening.link.role_group}"
    page_frame = frame(request, title, actor, is_example=round_.is_example, is_trial=round_.is_trial)
    already_begun = has_begun(database, actor, opening)
    context = open_link_page(
        page_frame,
        opening,
        new_place(),
        day_of(now),
        has_begun=already_begun,
        account=account_of(actor),
        why_closed=refusal,
    )
    return page("respondents/html/open_link.html", context, 200 if refusal is None else 409)


@router.get("")
@needs(Open.ANYONE)
def look(request: Request, database: DatabaseDep, actor: Visitor, token: str, now: Now) -> Response:
    clean = token_in(token)
    try:
        opening = open_the_link(database, clean)
    except NotFoundError:
        return gone(request, actor)
    if clean != token:
        return RedirectResponse(f"/oppen-lank/{clean}", 303)
    return _page(request, database, actor, opening, now)


@router.post("")
@needs(Open.ANYONE)
def begin(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Visitor,
    token: str,
    now: Now,
    plats: Annotated[str, Form()] = "",
) -> Response:
    """A place of one's own with a session that is good for it alone; then its personal link is shown, to keep."""
    count(database, [Try(FROM_ONE_NETWORK, client_of(request))], now)
    try:
        place = join(database, token, plats, now)
    except NotFoundError:
        return gone(request, actor)
    except PermissionDeniedError as refused:
        return _page(request, database, actor, open_the_link(database, token), now, refused.message)
    way, target = SignInWay.PERSONAL_LINK, f"/lank/{plats}"
    return signed_in(database, settings, request, place.person_id, way, now, target, place.respondent_id)
