"""A region's offers of support: the list, one offer, and their calendar files."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Place, Right, may
from app.services.support.catalogues import RegionCatalogue
from app.services.support.offer_calendar import calendar_of_offer, calendar_of_region
from app.services.support.offers import open_offer, open_offers
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.calendar_response import calendar_response
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import RegionRequest
from app.web.shell.rendering import page
from app.web.support.contexts.offer import offer_page
from app.web.support.contexts.offers import offers_page
from app.web.support.routes.catalogue import support_crumbs

router = APIRouter(prefix="/{region}/erbjudanden")
OfferNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


def offer_frame(
    request: RegionRequest, catalogue: RegionCatalogue, title: str, *, below: Crumb | None = None, is_list: bool = False
) -> Frame:
    """Of a page of offers; those below the list have it among their crumbs, and `below` is the offer that one is of."""
    region = catalogue.region
    list_crumb = () if is_list else (Crumb("Erbjudanden", f"{region.key.path}/erbjudanden"),)
    crumbs = (*support_crumbs(request, region), *list_crumb, *((below,) if below else ()))
    return frame(request, title, crumbs, is_example=region.is_example)


@router.get("")
@needs(Right.SEE_SUPPORT)
def offers(request: RegionRequest) -> HTMLResponse:
    region_offers = open_offers(request.database, request.actor, request.key, request.now)
    catalogue = region_offers.catalogue
    page_frame = offer_frame(request, catalogue, f"Erbjudanden i {catalogue.region.name}", is_list=True)
    sees_needs = may(request.actor, Right.SEE_REGION, Place(catalogue.region.id))
    context = offers_page(page_frame, region_offers, request.now, sees_needs=sees_needs)
    return page("support/html/offers/offers.html", context)


@router.get("/kalender.ics")
@needs(Right.SEE_SUPPORT)
def region_calendar(request: RegionRequest) -> Response:
    facts = request.database, request.actor, request.key, request.now
    return calendar_response(calendar_of_region(*facts, public_url=request.public_url), "erbjudanden")


@router.get("/{number}")
@needs(Right.SEE_SUPPORT)
def offer(request: RegionRequest, number: OfferNumber, klart: str = "") -> HTMLResponse:
    open_view = open_offer(request.database, request.actor, request.key, number, request.now)
    page_frame = offer_frame(request, open_view.catalogue, open_view.view.offer.offer.title)
    return page("support/html/offers/offer.html", offer_page(page_frame, open_view, klart))


@router.get("/{number}/kalender.ics")
@needs(Right.SEE_SUPPORT)
def offer_calendar(request: RegionRequest, number: OfferNumber) -> Response:
    facts = request.database, request.actor, request.key, number, request.now
    return calendar_response(calendar_of_offer(*facts, public_url=request.public_url), f"erbjudande-{number}")
