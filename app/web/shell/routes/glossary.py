"""The glossary: our own terms, each with an address of its own on the page."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.web.shell.contexts.frame import START, frame
from app.web.shell.contexts.glossary import GlossaryPage
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest
from app.web.shell.rendering import page

router = APIRouter()


@router.get("/ord")
@needs(Open.ANYONE)
def glossary(request: VisitorRequest) -> HTMLResponse:
    return page("shell/html/glossary.html", GlossaryPage(frame(request, "Ordlista", (START,))))
