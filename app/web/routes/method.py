"""The method page: how results are worked out."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.contexts.frame import START, frame
from app.web.contexts.method import method_page
from app.web.permissions import Open, needs
from app.web.rendering import page
from app.web.request import Visitor

router = APIRouter()


@router.get("/metod")
@needs(Open.ANYONE)
def method(request: Request, actor: Visitor) -> HTMLResponse:
    return page("pages/method.html", method_page(frame(request, "Så räknar vi", actor, (START,))))
