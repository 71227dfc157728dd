"""Choosing who to be in the example region. These routes exist only with the setting DEMO."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.demo.personas import become, by_place, personas
from app.services.sign_in import LIFETIME
from app.web.contexts.demo import demo_page
from app.web.contexts.frame import frame
from app.web.permissions import Open, needs
from app.web.rendering import page
from app.web.request import DatabaseDep, Now, SettingsDep, Visitor, cookie_name

router = APIRouter(prefix="/demo")


@router.get("")
@needs(Open.ANYONE)
def choose(
    request: Request, database: DatabaseDep, actor: Visitor, sedan: Annotated[str, Query()] = "/"
) -> HTMLResponse:
    page_frame = frame(request, "Vem vill du vara?", actor, is_example=True)
    return page("pages/demo.html", demo_page(page_frame, by_place(personas(database)), sedan))


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
    token = become(database, int(person), now) if person.isascii() and person.isdigit() and len(person) < 12 else None
    if token is None:
        fault = "Välj en av personerna i listan."
        page_frame = frame(request, "Vem vill du vara?", None, is_example=True)
        return page("pages/demo.html", demo_page(page_frame, by_place(personas(database)), sedan, fault), 422)
    answer = RedirectResponse(_own_page(sedan), 303)
    answer.set_cookie(
        cookie_name(settings),
        token,
        max_age=int(LIFETIME.total_seconds()),
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


def _own_page(address: str) -> str:
    """Only a path of this site: never another host."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"
