"""Signing in by mail: asking for a link, writing its code, opening it."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.addresses import AddressFault, read_pasted_address
from app.accounts.roles import Actor
from app.services import mail_sign_in as service
from app.services.mail_sign_in import VALID, Arrival, LinkGone, LinkState, OtherBrowser, WrongCode
from app.storage.tables import SignInWay
from app.web.asking_browser import asking_browser, forget, remember, secret_of
from app.web.contexts.frame import PlainPage, frame
from app.web.contexts.sign_in import LinkPage, SignInPage, WaitPage
from app.web.permissions import Open, needs
from app.web.rendering import page
from app.web.request import DatabaseDep, Now, SettingsDep, Visitor, client_of
from app.web.sessions import own_page, signed_in

router = APIRouter(prefix="/logga-in")


@router.get("")
@needs(Open.ANYONE)
def form(request: Request, actor: Visitor, sedan: Annotated[str, Query()] = "/") -> HTMLResponse:
    return page("pages/sign_in.html", SignInPage(frame(request, "Logga in", actor), "", own_page(sedan)))


@router.post("")
@needs(Open.ANYONE)
def ask(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Visitor,
    now: Now,
    adress: Annotated[str, Form()] = "",
    sedan: Annotated[str, Form()] = "/",
) -> Response:
    address = read_pasted_address(adress)
    if isinstance(address, AddressFault):
        faults = {"adress": f"{address.message} {address.remedy}"}
        context = SignInPage(frame(request, "Logga in", actor), adress, own_page(sedan), faults)
        return page("pages/sign_in.html", context, 422)
    secret, after = secret_of(request), own_page(sedan)
    service.ask(database, address, secret, after, client_of(request), now, public_url=settings.public_url)
    answer = RedirectResponse("/logga-in/vanta", 303)
    remember(answer, settings, secret)
    return answer


@router.get("/vanta")
@needs(Open.ANYONE)
def wait(request: Request, actor: Visitor) -> Response:
    if asking_browser(request) is None:
        return RedirectResponse("/logga-in", 303)
    return _waiting(request, actor)


def _waiting(request: Request, actor: Actor | None, fault: str = "") -> HTMLResponse:
    faults = {"kod": fault} if fault else {}
    context = WaitPage(frame(request, "Titta i din e-post", actor), VALID.seconds // 60, faults)
    return page("pages/sign_in_wait.html", context, 422 if fault else 200)


@router.post("/vanta")
@needs(Open.ANYONE)
def use_code(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Visitor,
    now: Now,
    kod: Annotated[str, Form()] = "",
) -> Response:
    secret = asking_browser(request)
    if secret is None:
        return RedirectResponse("/logga-in", 303)
    try:
        arrival = service.use_code(database, kod, secret, client_of(request), now)
    except WrongCode as wrong:
        tries = "ett försök" if wrong.left == 1 else f"{wrong.left} försök"
        return _waiting(request, actor, f"Koden stämmer inte. Skriv de åtta siffrorna i mejlet. Du har {tries} kvar.")
    except LinkGone:
        return _gone(request, actor)
    return _arrived(request, database, settings, now, arrival)


@router.get("/lank/{token}")
@needs(Open.ANYONE)
def look_at_link(request: Request, database: DatabaseDep, actor: Visitor, now: Now, token: str) -> HTMLResponse:
    state = service.link_state(database, token, asking_browser(request), now)
    if state is LinkState.OPEN:
        return page("pages/sign_in_link.html", LinkPage(frame(request, "Du är nästan inne", actor), request.url.path))
    return _elsewhere(request, actor) if state is LinkState.OTHER_BROWSER else _gone(request, actor)


@router.post("/lank/{token}")
@needs(Open.ANYONE)
def use_link(
    request: Request, database: DatabaseDep, settings: SettingsDep, actor: Visitor, now: Now, token: str
) -> Response:
    try:
        arrival = service.use_link(database, token, asking_browser(request), now)
    except OtherBrowser:
        return _elsewhere(request, actor)
    except LinkGone:
        return _gone(request, actor)
    return _arrived(request, database, settings, now, arrival)


def _arrived(request: Request, database: DatabaseDep, settings: SettingsDep, now: Now, arrival: Arrival) -> Response:
    way = SignInWay.MAIL
    answer = signed_in(database, settings, request, arrival.person_id, way, now, arrival.after)
    forget(answer, settings)
    return answer


def _elsewhere(request: Request, actor: Actor | None) -> HTMLResponse:
    context = PlainPage(frame(request, "Länken hör till en annan webbläsare", actor))
    return page("pages/sign_in_elsewhere.html", context, 403)


def _gone(request: Request, actor: Actor | None) -> HTMLResponse:
    return page("pages/sign_in_gone.html", PlainPage(frame(request, "Länken gäller inte längre", actor)), 410)
