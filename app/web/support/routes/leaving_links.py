"""Where the link in a mail about an offer leads: a page that changes nothing by itself, and a button that leaves.

Programs that look for harmful links open every mail's links; none of them presses a button.
"""

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import NotFoundError
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.support.sign_ups import leave_by_link, open_link
from app.web.shell.contexts.frame import PlainPage, frame
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.rendering import page
from app.web.support.contexts.sign_up import linked_leave_page

router = APIRouter(prefix="/avanmalan/{token}")
FROM_ONE_NETWORK = Limit(
    "opening links to leave offers", 300, timedelta(hours=1), "Många har öppnat sådana länkar härifrån på kort tid."
)
PRIVATE = {"X-Robots-Tag": "noindex, nofollow"}
"""The address is the key: it is not to be found by a search. That no other site is told it is so of every page."""


@router.get("")
@needs(Open.ANYONE)
def leaving(request: VisitorRequest, token: str) -> Response:
    clean = token_in(token)
    if clean != token:
        return RedirectResponse(f"/avanmalan/{clean}", 303, headers=PRIVATE)
    count(request.database, [Try(FROM_ONE_NETWORK, client_of(request.http))], request.now)
    try:
        target = open_link(request.database, token, request.now)
    except NotFoundError:
        return _gone(request)
    page_frame = frame(
        request,
        f"Avanmäl {target.sign_up.municipality} från {target.offer.offer.title}?",
        is_example=target.region.is_example,
    )
    return _private(page("support/html/offers/leave.html", linked_leave_page(page_frame, target, token)))


@router.post("")
@needs(Open.ANYONE)
def leave(request: VisitorRequest, token: str) -> Response:
    count(request.database, [Try(FROM_ONE_NETWORK, client_of(request.http))], request.now)
    try:
        target = leave_by_link(request.database, token, request.now, public_url=request.public_url)
    except NotFoundError:
        return _gone(request)
    page_frame = frame(
        request,
        f"{target.sign_up.municipality} är avanmäld från {target.offer.offer.title}",
        is_example=target.region.is_example,
    )
    return _private(page("support/html/offers/has_left.html", linked_leave_page(page_frame, target, token)))


def _gone(request: VisitorRequest) -> HTMLResponse:
    """The same for every link that leads nowhere, so that nobody learns which have led somewhere."""
    log_refusal(request.http, Refusal.LINK_GONE)
    context = PlainPage(frame(request, "Länken gäller inte längre"))
    return _private(page("support/html/offers/leaving_link_gone.html", context, 404))


def _private(response: HTMLResponse) -> HTMLResponse:
    response.headers.update(PRIVATE)
    return response
