"""A region's own page about personal data, with whom to turn to."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.services.organisations.notices import privacy_notice
from app.web.organisations.contexts.notices import privacy_page
from app.web.shell.contexts.frame import START, Crumb, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRegionRequest
from app.web.shell.rendering import page

router = APIRouter(prefix="/{region}")


@router.get("/personuppgifter")
@needs(Open.ANYONE)
def personal_data(request: VisitorRegionRequest) -> HTMLResponse:
    notice = privacy_notice(request.database, request.key)
    name = notice.region.name if notice.region else ""
    crumbs = (START, Crumb("Personuppgifter", "/personuppgifter"))
    is_example = notice.region is not None and notice.region.is_example
    page_frame = frame(request, f"Personuppgifter i {name}", crumbs, is_example=is_example)
    return page(
        "organisations/html/notices/personal_data.html",
        privacy_page(page_frame, notice, request.settings.session_hours),
    )
