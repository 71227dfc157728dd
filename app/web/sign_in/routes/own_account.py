"""One's own account: the name, the roles, and the browsers one is signed in with."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.accounts.kernel.second_factor import SecondFactor
from app.errors import InvalidInputError
from app.services.sign_in import own_account as service
from app.web.shell.contexts.frame import START, frame
from app.web.shell.http.forms import FormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import SignedInRequest
from app.web.shell.http.sessions import lifetime, session_token
from app.web.shell.rendering import page
from app.web.sign_in.contexts.own_account import DONE, OwnAccountPage

router = APIRouter(prefix="/mitt")


@router.get("")
@needs(Right.SEE_OWN_START)
def own_account(request: SignedInRequest, klart: Annotated[str, Query()] = "") -> HTMLResponse:
    return _show(request, message=DONE.get(klart, ""))


@router.post("/namn")
@needs(Right.SEE_OWN_START)
def rename(request: SignedInRequest, namn: Annotated[str, Form()] = "") -> Response:
    try:
        service.rename(request.database, request.actor, namn, request.now)
    except InvalidInputError as invalid:
        return _show(request, typed_name=namn, errors=invalid.errors)
    return RedirectResponse("/mitt?klart=namn", 303)


def _show(
    request: SignedInRequest, *, typed_name: str = "", message: str = "", errors: dict[str, str] | None = None
) -> HTMLResponse:
    account = service.own_account(
        request.database, request.actor, session_token(request.http) or "", request.now, lifetime(request.settings)
    )
    context = OwnAccountPage(
        frame=frame(request, "Mitt konto", (START,)),
        account=account,
        name=typed_name if errors else account.name,
        done=message,
        errors=errors or {},
        offers_passkeys=request.settings.second_factor is not SecondFactor.OFF,
    )
    return page("sign_in/html/own_account.html", context, 422 if errors else 200)


@router.post("/mejl")
@needs(Right.SEE_OWN_START)
def choose_mails(request: SignedInRequest, fields: FormFields) -> Response:
    shown_kinds, chosen_kinds = ticked(fields, "visat"), ticked(fields, "mejl")
    service.choose_mails(request.database, request.actor, shown_kinds, chosen_kinds, request.now)
    return RedirectResponse("/mitt?klart=mejl", 303)


@router.post("/webblasare/avsluta")
@needs(Right.SEE_OWN_START)
def end_one(request: SignedInRequest, webblasare: Annotated[str, Form()] = "") -> Response:
    service.end_session(request.database, request.actor, webblasare, request.now, lifetime(request.settings))
    return RedirectResponse("/mitt?klart=avslutad", 303)


@router.post("/webblasare/avsluta-andra")
@needs(Right.SEE_OWN_START)
def end_others(request: SignedInRequest) -> Response:
    service.end_other_sessions(
        request.database, request.actor, session_token(request.http) or "", request.now, lifetime(request.settings)
    )
    return RedirectResponse("/mitt?klart=andra", 303)
