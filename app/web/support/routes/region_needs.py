"""What the kommuner of a region need: for the region, and what its kommuner may know of it."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import NEEDS, list_downloads
from app.rounds.kernel.days import day_of
from app.services.support.need_files import export_needs
from app.services.support.region_needs import RegionNeeds, open_needs
from app.web.shell.contexts.frame import frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.http.sent_files import file_response
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
        return page("support/html/region_needs.html", region_needs_page(page_frame, found_needs, malgrupp))
    return page("support/html/sought.html", sought_page(page_frame, found_needs))


@router.get("/export/{table}")
@needs(Right.SEE_REGION)
def table_of_needs(request: RegionRequest, table: str) -> Response:
    return _file(request, f"export/{table}")


def _add_file(address: str) -> None:
    """A file of every table."""

    @router.get(f"/{address}", name=f"needs {address}")
    @needs(Right.SEE_REGION)
    def file_of_needs(request: RegionRequest) -> Response:
        return _file(request, address)


for _whole in NEEDS:
    _add_file(_whole.address)


def _file(request: RegionRequest, address: str) -> Response:
    """Raises NotFoundError for a file that there is not."""
    files = list_downloads(NEEDS, export_needs(request.database, request.actor, request.key, request.now))
    return file_response(files, address)
