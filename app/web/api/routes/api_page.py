"""What the API tells about itself: a page for people, and its description for programs."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse

from app.web.api.application import BASE, description_of
from app.web.api.contexts.api_page import api_page
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest, VisitorRequest
from app.web.shell.rendering import page

router = APIRouter()


@router.get("/api")
@needs(Open.ANYONE)
def about(request: VisitorRequest) -> HTMLResponse:
    page_frame = frame(request, "Hämta resultat med ett program", (START,))
    return page("api/html/api.html", api_page(page_frame, request.public_url))


@router.get(f"{BASE}/openapi.json")
@needs(Open.ANYONE)
def description(request: SessionlessRequest) -> JSONResponse:
    return JSONResponse(description_of(request.http.app.state.api))
