"""A region's catalogue of support, and one item of it."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Place, Right, may
from app.accounts.organisations.organisation import Region
from app.rounds.kernel.days import day_of
from app.services.support.catalogues import RegionCatalogue, item_of, open_catalogue, open_catalogue_async
from app.services.support.sources import source_rows
from app.web.shell.contexts.frame import START, Crumb, Frame, frame, region_crumbs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.catalogue import CatalogueQuery, catalogue_page
from app.web.support.contexts.item import item_page

router = APIRouter(prefix="/{region}/stod")


def region_frame(request: RegionRequest, region_catalogue: RegionCatalogue, title: str, *, is_below: bool) -> Frame:
    """Of a page of the catalogue; those below it have it among their crumbs."""
    region = region_catalogue.region
    crumbs = (*support_crumbs(request, region), *((Crumb("Stöd", f"{region.key.path}/stod"),) if is_below else ()))
    return frame(request, title, crumbs, is_example=region.is_example)


def support_crumbs(request: RegionRequest, region: Region) -> tuple[Crumb, ...]:
    """The way to pages of support: through the region's own page for those who may open it."""
    may_open = may(request.actor, Right.SEE_REGION_HOME, Place(region.id))
    return region_crumbs(region) if may_open else (START,)


@router.get("")
@needs(Right.SEE_SUPPORT)
async def catalogue(request: RegionRequest, query: Annotated[CatalogueQuery, Query()]) -> HTMLResponse:
    region_catalogue = await open_catalogue_async(
        request.database, request.actor, request.key, today=day_of(request.now)
    )
    page_frame = region_frame(request, region_catalogue, f"Stöd i {region_catalogue.region.name}", is_below=False)
    return page("support/html/catalogue/catalogue.html", catalogue_page(page_frame, region_catalogue, query))


@router.get("/{item}")
@needs(Right.SEE_SUPPORT)
def item(request: RegionRequest, item: str) -> HTMLResponse:
    region_catalogue = open_catalogue(request.database, request.actor, request.key, today=day_of(request.now))
    found_item = item_of(region_catalogue, item)
    page_frame = region_frame(request, region_catalogue, found_item.title, is_below=True)
    rows = source_rows(request.settings.catalogues_dir, found_item)
    return page("support/html/catalogue/item.html", item_page(page_frame, region_catalogue, found_item, rows))
