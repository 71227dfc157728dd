"""What the kommuner of a region need: for the region, and what its kommuner may know of it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import NEEDS
from app.rounds.kernel.days import day_of
from app.services.support.need_files import export_needs
from app.services.support.region_needs import RegionNeeds, open_needs
from app.web.shell.contexts.frame import frame
from app.web.shell.http.list_files import add_list_files
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.region_needs import region_needs_page
from app.web.support.contexts.sought import sought_page
from app.web.support.routes.catalogue import support_crumbs

router = APIRouter(prefix="/{region}/behov")


@router.get("")
@needs(Right.SEE_SUPPORT)
def region_needs(request: RegionRequest, malgrupp: str = "") -> HTMLResponse:
    found_needs = open_needs(request.database, request.actor, request.key, today=day_of(request.now))
    region = found_needs.catalogue.region
    title = f"Vad kommunerna i {region.name} behöver"
    page_frame = frame(request, title, support_crumbs(request, region), is_example=region.is_example)
    if isinstance(found_needs, RegionNeeds):
        return page("support/html/needs/region_needs.html", region_needs_page(page_frame, found_needs, malgrupp))
    return page("support/html/needs/sought.html", sought_page(page_frame, found_needs))


add_list_files(router, "needs", NEEDS, Right.SEE_REGION, export_needs)
