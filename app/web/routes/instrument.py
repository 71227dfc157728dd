"""How good a round's questions were."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.accounts.roles import Right
from app.services.instrument import open_quality
from app.web.contexts.frame import START, Crumb, frame, url_of
from app.web.contexts.instrument import instrument_page
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ROUND, DatabaseDep, RoundAddress, SignedIn

router = APIRouter(prefix=ROUND)


@router.get("/fragornas-kvalitet")
@needs(Right.SEE_REGION)
def quality(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress) -> HTMLResponse:
    found = open_quality(database, actor, key)
    title = f"Frågornas kvalitet {found.round.year}"
    crumbs = (START, Crumb(f"{found.round.region_name} {found.round.year}", url_of(key)))
    page_frame = frame(request, title, actor, crumbs, is_example=found.round.is_example, is_trial=found.round.is_trial)
    return page("pages/instrument.html", instrument_page(page_frame, found))
