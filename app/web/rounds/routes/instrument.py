"""How good a round's questions were."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.rounds.instrument import open_quality
from app.web.rounds.contexts.instrument import instrument_page
from app.web.shell.contexts.frame import Crumb, frame, url_of
from app.web.shell.contexts.round_frame import region_way
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page
from app.web.shell.wording import round_title

router = APIRouter(prefix=ROUND)


@router.get("/fragornas-kvalitet")
@needs(Right.SEE_REGION)
def quality(request: RoundRequest) -> HTMLResponse:
    round_quality = open_quality(request.database, request.actor, request.key)
    title = f"Frågornas kvalitet {round_quality.round.year}"
    crumbs = (*region_way(round_quality.round), Crumb(round_title(round_quality.round), url_of(request.key)))
    page_frame = frame(request, title, crumbs, is_example=round_quality.round.is_example)
    return page("rounds/html/instrument.html", instrument_page(page_frame, round_quality))
