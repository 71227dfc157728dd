"""The front page: for a stranger what the service is, for everybody else where they can go."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.services.starting import latest_sizes, own_start
from app.web.contexts.done import done
from app.web.contexts.frame import frame
from app.web.contexts.start import StartPage, start_page
from app.web.permissions import Open, needs
from app.web.rendering import page
from app.web.request import DatabaseDep, Visitor

router = APIRouter()


@router.get("/")
@needs(Open.ANYONE)
def start(request: Request, database: DatabaseDep, actor: Visitor, klart: str = "") -> HTMLResponse:
    if actor is None:
        title = "Hur redo är er kommun att ställa om?"
        return page("pages/start.html", StartPage(frame(request, title, None), sizes=latest_sizes(database)))
    own = own_start(database, actor)
    page_frame = frame(request, "Start", actor, is_example=own.is_example)
    return page("pages/start.html", start_page(page_frame, actor.name, own, done(klart)))
