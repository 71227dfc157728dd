"""The front page, signing out, the method page, the health check and static files."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from sqlalchemy import text

from app.accounts.roles import Right
from app.errors import NotFound
from app.services.starting import latest_sizes, own_start
from app.web.contexts.frame import START, frame
from app.web.contexts.method import method_page
from app.web.contexts.organisations import done
from app.web.contexts.start import StartPage, start_page
from app.web.permissions import Open, needs
from app.web.rendering import page, static_file
from app.web.request import DatabaseDep, Now, SettingsDep, Visitor
from app.web.sessions import signed_out

router = APIRouter()

ONE_YEAR = "public, max-age=31536000, immutable"


@router.get("/")
@needs(Open.ANYONE)
def start(request: Request, database: DatabaseDep, actor: Visitor, klart: str = "") -> HTMLResponse:
    if actor is None:
        title = "Hur redo är er kommun att ställa om?"
        return page("pages/start.html", StartPage(frame(request, title, None), sizes=latest_sizes(database)))
    own = own_start(database, actor)
    page_frame = frame(request, "Start", actor, is_example=own.is_example)
    return page("pages/start.html", start_page(page_frame, actor.name, own, done(klart)))


@router.get("/metod")
@needs(Open.ANYONE)
def method(request: Request, actor: Visitor) -> HTMLResponse:
    return page("pages/method.html", method_page(frame(request, "Så räknar vi", actor, (START,))))


@router.post("/logga-ut")
@needs(Right.SEE_OWN_START)
def leave(request: Request, database: DatabaseDep, settings: SettingsDep, now: Now) -> Response:
    return signed_out(database, settings, request, now)


@router.get("/halsa")
@needs(Open.ANYONE)
def health(database: DatabaseDep) -> PlainTextResponse:
    """For load balancers: 200 when the database answers."""
    with database.read() as session:
        session.execute(text("SELECT 1"))
    return PlainTextResponse("ok")


@router.get("/static/{path:path}")
@needs(Open.ANYONE)
def static(path: str) -> FileResponse:
    """Files are addressed with their content's hash, so browsers may keep them."""
    file = static_file(path)
    if file is None:
        raise NotFound
    return FileResponse(file, headers={"Cache-Control": ONE_YEAR})
