"""What the service tells everybody about itself: how personal data is handled, and how accessible it is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.services.notices import privacy_notice
from app.web.contexts.frame import START, frame
from app.web.contexts.notices import privacy_page
from app.web.permissions import Open, needs
from app.web.rendering import page
from app.web.request import DatabaseDep, Visitor

router = APIRouter()


@router.get("/personuppgifter")
@needs(Open.ANYONE)
def personal_data(request: Request, database: DatabaseDep, actor: Visitor) -> HTMLResponse:
    page_frame = frame(request, "Personuppgifter", actor, (START,))
    return page("pages/personal_data.html", privacy_page(page_frame, privacy_notice(database)))
