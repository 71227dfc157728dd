"""The method page: how results are worked out."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.web.results.contexts.method import method_page
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest
from app.web.shell.rendering import page

router = APIRouter()


@router.get("/metod")
@needs(Open.ANYONE)
def method(request: VisitorRequest) -> HTMLResponse:
    return page("results/html/method.html", method_page(frame(request, "Så räknar vi", (START,))))
