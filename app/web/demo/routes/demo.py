"""Choosing who to be in the example region, and reading its letters. These routes exist only with the setting DEMO."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from app.demo.mail import latest_mails
from app.demo.personas import by_place, personas
from app.storage.tables import SignInWay
from app.web.demo.contexts.demo import demo_page, wordings_page
from app.web.shell.contexts.frame import Crumb, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import DatabaseDep, Now, SettingsDep, Visitor
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/demo")


@router.get("")
@needs(Open.ANYONE)
def choose(
    request: Request, database: DatabaseDep, actor: Visitor, sedan: Annotated[str, Query()] = "/"
) -> HTMLResponse:
    page_frame = frame(request, "Vem vill du vara?", actor, is_example=True)
    return page("demo/html/demo.html", demo_page(page_frame, by_place(personas(database)), sedan))


@router.post("")
@needs(Open.ANYONE)
def sign_in(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    now: Now,
    person: Annotated[str, Form()] = "",
    sedan: Annotated[str, Form()] = "/",
) -> Response:
    people = personas(database)
    persona = next((candidate for candidate in people if str(candidate.person_id) == person), None)
    if persona is None:
        error = "Välj en av personerna i listan."
        page_frame = frame(request, "Vem vill du vara?", None, is_example=True)
        return page("demo/html/demo.html", demo_page(page_frame, by_place(people), sedan, error), 422)
    return signed_in(database, settings, request, persona.person_id, SignInWay.DEMO, now, sedan)


@router.get("/brev")
@needs(Open.ANYONE)
def letters(request: Request, database: DatabaseDep, settings: SettingsDep, actor: Visitor) -> HTMLResponse:
    page_frame = frame(request, "Exempelregionens mejl", actor, (Crumb("Vem vill du vara?", "/demo"),), is_example=True)
    is_sending = settings.mail_server is not None
    context = wordings_page(page_frame, latest_mails(database), settings.public_url, is_sending=is_sending)
    return page("demo/html/demo_letters.html", context)
