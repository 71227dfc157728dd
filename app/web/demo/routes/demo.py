"""Choosing who to be in the example region, and reading its mails. These routes exist only with the setting DEMO."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.sign_in_way import SignInWay
from app.demo.mail import latest_mails
from app.demo.personas import by_place, personas
from app.web.demo.contexts.demo import demo_page, mails_page
from app.web.shell.contexts.frame import Crumb, frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest, VisitorRequest
from app.web.shell.http.sessions import signed_in
from app.web.shell.rendering import page

router = APIRouter(prefix="/demo")


@router.get("")
@needs(Open.ANYONE)
def choose(request: VisitorRequest, sedan: Annotated[str, Query()] = "/") -> HTMLResponse:
    page_frame = frame(request, "Vem vill du vara?", is_example=True)
    return page("demo/html/demo.html", demo_page(page_frame, by_place(personas(request.database)), sedan))


@router.post("")
@needs(Open.ANYONE)
def sign_in(
    request: SessionlessRequest, person: Annotated[str, Form()] = "", sedan: Annotated[str, Form()] = "/"
) -> Response:
    people = personas(request.database)
    persona = next((candidate for candidate in people if str(candidate.person_id) == person), None)
    if persona is None:
        error = "Välj en av personerna i listan."
        page_frame = frame(request, "Vem vill du vara?", is_example=True)
        return page("demo/html/demo.html", demo_page(page_frame, by_place(people), sedan, error), 422)
    return signed_in(request, persona.person_id, SignInWay.DEMO, sedan)


@router.get("/brev")
@needs(Open.ANYONE)
def mails(request: VisitorRequest) -> HTMLResponse:
    page_frame = frame(request, "Exempelregionens mejl", (Crumb("Vem vill du vara?", "/demo"),), is_example=True)
    is_sending = request.settings.mail_server is not None
    context = mails_page(page_frame, latest_mails(request.database), request.public_url, is_sending=is_sending)
    return page("demo/html/demo_mails.html", context)
