"""A region's rank intervals, on request."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.services.overview.rank_order import ask_for_rank_order, open_rank_order
from app.web.overview.contexts.rank_order import PairChoice, rank_order_page
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("/rang")
@needs(Right.SEE_REGION)
def rank_order(request: RoundRequest, kommun: str = "", mot: str = "") -> HTMLResponse:
    """`kommun` and `mot` are slugs of two kommuner to hold against each other."""
    order = open_rank_order(request.database, request.actor, request.key)
    page_frame = round_frame(request, "Rangintervall", order.overview.round)
    return page("overview/html/rank_order.html", rank_order_page(page_frame, order, PairChoice(kommun, mot)))


@router.post("/rang")
@needs(Right.LEAD_ROUND)
def ask(request: RoundRequest) -> RedirectResponse:
    ask_for_rank_order(request.database, request.actor, request.key, request.now)
    return RedirectResponse(url_of(request.key, "rang"), 303)
