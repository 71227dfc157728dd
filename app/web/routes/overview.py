"""A region's overview of a round."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.accounts.roles import Right
from app.services.overview import open_overview
from app.web.contexts.overview import Wish, overview_page
from app.web.contexts.rounds import round_frame
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ROUND, DatabaseDep, Now, RoundAddress, SignedIn

router = APIRouter(prefix=ROUND)


@router.get("/oversikt")
@needs(Right.SEE_REGION)
def overview(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: RoundAddress,
    now: Now,
    ordna: str = "",
    storlek: str = "",
    kapitalslag: str = "",
) -> HTMLResponse:
    wish = Wish(ordna, storlek, kapitalslag)
    found = open_overview(database, actor, key, now, size_group=storlek, capital_id=kapitalslag)
    return page("pages/overview.html", overview_page(round_frame(request, "Översikt", actor, found.round), found, wish))
