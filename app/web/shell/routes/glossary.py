"""The glossary: our own terms on a page, and each at an address of its own that never changes."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.errors import NotFoundError
from app.web.shell.contexts.frame import START, frame
from app.web.shell.contexts.glossary import GLOSSARY, GlossaryPage, term_page
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest
from app.web.shell.rendering import page
from app.web.shell.terms import TERMS

router = APIRouter()


@router.get("/ord")
@needs(Open.ANYONE)
def glossary(request: VisitorRequest) -> HTMLResponse:
    return page("shell/html/glossary.html", GlossaryPage(frame(request, "Ordlista", (START,))))


@router.get("/ord/{term}")
@needs(Open.ANYONE)
def glossary_term(request: VisitorRequest, term: str) -> HTMLResponse:
    entry = TERMS.get(term)
    if entry is None:
        raise NotFoundError
    return page(
        "shell/html/term.html", term_page(frame(request, f"{entry.name}, i ordlistan", (START, GLOSSARY)), entry)
    )
