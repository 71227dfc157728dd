"""A region's overview of a round."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from app.accounts.kernel.roles import Right
from app.rounds.kernel.days import day_of
from app.services.overview.overview_figures import open_overview_with_figures
from app.web.overview.contexts.overview import Filters, other_year, overview_page
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("/oversikt")
@needs(Right.SEE_REGION)
def overview(
    request: RoundRequest, ordna: str = "", storlek: str = "", kapitalslag: str = "", visa: str = "", ar: str = ""
) -> Response:
    """`ar` is chosen on the page and leads to that year's own address, with the other choices kept."""
    wish = Filters(order=ordna, size_group=storlek, capital_id=kapitalslag, view=visa)
    round_overview, figures = open_overview_with_figures(
        request.database, request.actor, request.key, day_of(request.now), size_group=storlek, capital_id=kapitalslag
    )
    elsewhere = other_year(round_overview, wish, ar)
    if elsewhere:
        return RedirectResponse(elsewhere, 303)
    return page(
        "overview/html/overview.html",
        overview_page(round_frame(request, "Översikt", round_overview.round), round_overview, figures, wish),
    )
