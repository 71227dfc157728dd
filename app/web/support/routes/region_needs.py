"""What the kommuner of a region need."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.rounds.kernel.days import day_of
from app.services.support.region_needs import open_region_needs
from app.web.shell.contexts.frame import frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.region_needs import region_needs_page

router = APIRouter(prefix="/{region}/behov")


@router.get("")
@needs(Right.SEE_REGION)
def region_needs(request: RegionRequest) -> HTMLResponse:
    open_needs = open_region_needs(request.database, request.actor, request.key, today=day_of(request.now))
    region = open_needs.catalogue.region
    page_frame = frame(
        request, f"Vad kommunerna i {region.name} behöver", region_crumbs(region), is_example=region.is_example
    )
    return page("support/html/region_needs.html", region_needs_page(page_frame, open_needs))
