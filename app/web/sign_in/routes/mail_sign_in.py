"""Signing in by mail: asking for a link, writing its code, opening it."""

import secrets
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import RateLimitedError
from app.federation.providers import Provider
from app.services.sign_in import mail_sign_in as service
from app.services.sign_in.known_browsers import remember_browser
from app.services.sign_in.mail_sign_in import (
    VALID,
    Arrival,
    LinkGoneError,
    LinkState,
    OtherBrowserError,
    WrongCodeError,
)
from app.web.shell.contexts.frame import PlainPage, frame
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.sessions import own_page, signed_in
from app.web.shell.rendering import page
from app.web.shell.waiting import retry_message
from app.web.sign_in.contexts.mail_sign_in import (
    LimitPage,
    LinkPage,
    OrganisationPage,
    SignInPage,
    WaitPage,
    gone_page,
    organisation_of,
)
from app.web.sign_in.sign_in_cookie import (
    forget,
    known_browser,
    remember,
    remember_known,
    secret_of,
    sign_in_secret,
)

router = APIRouter(prefix="/logga-in")


@router.get("")
@needs(Open.ANYONE)
def form(request: VisitorRequest, sedan: Annotated[str, Query()] = "/") -> HTMLResponse:
    return page("sign_in/html/sign_in.html", _form(request, own_page(sedan)))


def _form(request: VisitorRequest, after: str, address: str = "") -> SignInPage:
    organisations = tuple(organisation_of(provider, after) for provider in request.federation.providers)
    return SignInPage(frame=frame(request, "Logga in"), address=address, after=after, organisations=organisations)


class SignInForm(BaseModel, frozen=True):
    """As typed; `mejl` is there when a mail is wanted though the organisation has a sign-in of its own."""

    adress: str = ""
    sedan: str = "/"
    mejl: str = ""


@router.post("", form_limits=FORM_LIMITS)
@needs(Open.ANYONE)
def ask(request: VisitorRequest, form: Annotated[SignInForm, Form()]) -> Response:
    after = own_page(form.sedan)
    address = read_pasted_address(form.adress)
    if isinstance(address, AddressProblem):
        errors = {"adress": f"{address.message} {address.remedy}"}
        return page("sign_in/html/sign_in.html", replace(_form(request, after, form.adress), errors=errors), 422)
    provider = request.federation.provider_for_address(address)
    if provider is not None and (provider.only_way or not form.mejl):
        return _own_organisation(request, provider, address, after)
    return _send_mail(request, address, after)


def _send_mail(request: VisitorRequest, address: str, after: str) -> Response:
    secret = secret_of(request.http)
    try:
        service.ask(
            request.database,
            address,
            secret,
            after,
            client_of(request.http),
            request.now,
            public_url=request.public_url,
            known_browser=known_browser(request.http),
        )
    except RateLimitedError as error:
        return _too_many(request, error)
    answer = RedirectResponse("/logga-in/vanta", 303)
    remember(answer, request.settings, secret)
    return answer


def _too_many(request: VisitorRequest, error: RateLimitedError) -> HTMLResponse:
    """What can be done meanwhile. The same whether anybody has the address or not."""
    log_refusal(request.http, Refusal.TOO_MANY)
    message, wait = retry_message(error, request.now)
    context = LimitPage(
        frame=frame(request, "Vänta en stund"),
        message=message,
        has_asked=sign_in_secret(request.http) is not None,
        minutes=VALID.seconds // 60,
    )
    answer = page("sign_in/html/sign_in_limit.html", context, 429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _own_organisation(request: VisitorRequest, provider: Provider, address: str, after: str) -> HTMLResponse:
    page_frame = frame(request, f"Logga in hos {provider.name}")
    context = OrganisationPage(
        frame=page_frame,
        organisation=organisation_of(provider, after),
        address=address,
        after=after,
        by_mail=not provider.only_way,
    )
    return page("sign_in/html/sign_in_organisation.html", context)


@router.get("/vanta")
@needs(Open.ANYONE)
def wait(request: VisitorRequest) -> Response:
    if sign_in_secret(request.http) is None:
        return RedirectResponse("/logga-in", 303)
    return _waiting(request)


def _waiting(request: VisitorRequest, error: str = "") -> HTMLResponse:
    errors = {"kod": error} if error else {}
    context = WaitPage(frame(request, "Titta i din e-post"), VALID.seconds // 60, errors)
    return page("sign_in/html/sign_in_wait.html", context, 422 if error else 200)


@router.post("/vanta")
@needs(Open.ANYONE)
def use_code(request: VisitorRequest, kod: Annotated[str, Form()] = "") -> Response:
    secret = sign_in_secret(request.http)
    if secret is None:
        return RedirectResponse("/logga-in", 303)
    try:
        arrival = service.use_code(request.database, kod, secret, client_of(request.http), request.now)
    except WrongCodeError as wrong:
        log_refusal(request.http, Refusal.WRONG_CODE)
        tries = "ett försök" if wrong.left == 1 else f"{wrong.left} försök"
        return _waiting(request, f"Koden stämmer inte. Skriv de åtta siffrorna i mejlet. Du har {tries} kvar.")
    except LinkGoneError:
        return _gone(request)
    return _arrived(request, arrival)


@router.get("/lank/{token}")
@needs(Open.ANYONE)
def look_at_link(request: VisitorRequest, token: str) -> Response:
    clean = token_in(token)
    if clean and clean != token:
        return RedirectResponse(f"/logga-in/lank/{clean}", 303)
    state = service.link_state(request.database, token, sign_in_secret(request.http), request.now)
    if state is LinkState.OPEN:
        return page(
            "sign_in/html/sign_in_link.html", LinkPage(frame(request, "Du är nästan inne"), request.http.url.path)
        )
    return _elsewhere(request) if state is LinkState.OTHER_BROWSER else _gone(request)


@router.post("/lank/{token}")
@needs(Open.ANYONE)
def use_link(request: VisitorRequest, token: str) -> Response:
    try:
        arrival = service.use_link(request.database, token, sign_in_secret(request.http), request.now)
    except OtherBrowserError:
        return _elsewhere(request)
    except LinkGoneError:
        return _gone(request)
    return _arrived(request, arrival)


def _arrived(request: VisitorRequest, arrival: Arrival) -> Response:
    way = SignInWay.MAIL
    answer = signed_in(request, arrival.person_id, way, arrival.after)
    forget(answer, request.settings)
    browser = known_browser(request.http) or secrets.token_urlsafe(32)
    if remember_browser(request.database, arrival.person_id, browser, request.now):
        remember_known(answer, request.settings, browser)
    return answer


def _elsewhere(request: VisitorRequest) -> HTMLResponse:
    log_refusal(request.http, Refusal.OTHER_BROWSER)
    context = PlainPage(frame(request, "Länken hör till en annan webbläsare"))
    return page("sign_in/html/sign_in_elsewhere.html", context, 403)


def _gone(request: VisitorRequest) -> HTMLResponse:
    log_refusal(request.http, Refusal.LINK_GONE)
    return page("sign_in/html/sign_in_gone.html", gone_page(frame(request, "Länken gäller inte längre")), 410)
