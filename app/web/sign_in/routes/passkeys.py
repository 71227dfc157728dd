"""One's own passkeys and recovery codes."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Right
from app.accounts.kernel.second_factor import SecondFactor
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotAvailableError
from app.services.sign_in import passkeys as service
from app.services.sign_in import words
from app.services.sign_in.passkey_ceremonies import RelyingParty
from app.services.sign_in.sessions import person_to_confirm
from app.web.shell.contexts.frame import START, Crumb, Frame, frame
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import AccountRequest
from app.web.shell.http.sessions import lifetime, own_page, session_token
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page
from app.web.sign_in.contexts.passkeys import DONE, CodesPage, PasskeysPage, lines_of, person_frame

PAGE = "/mitt/passnycklar"
router = APIRouter(prefix=PAGE)


class PasskeyForm(BaseModel, frozen=True):
    """`svar` is what the browser answered, as JSON; empty without JavaScript."""

    namn: str = ""
    svar: str = ""
    sedan: str = ""


@router.get("")
@needs(Right.SEE_OWN_START)
def own_passkeys(
    request: AccountRequest, klart: Annotated[str, Query()] = "", sedan: Annotated[str, Query()] = ""
) -> HTMLResponse:
    return _show(request, PasskeyForm(sedan=sedan), message=DONE.get(klart, ""))


@router.post("/utmaning")
@needs(Right.SEE_OWN_START)
def options(request: AccountRequest) -> Response:
    _require_on(request)
    text = service.options_to_add(request.database, _party(request), request.actor, _token(request), request.now)
    return Response(text, media_type="application/json")


@router.post("", form_limits=FORM_LIMITS, dependencies=[STEP_UP])
@needs(Right.SEE_OWN_START)
def add(request: AccountRequest, form: Annotated[PasskeyForm, Form()]) -> Response:
    _require_on(request)
    try:
        codes = service.add_passkey(
            request.database, _party(request), request.actor, form.namn, form.svar, _token(request), request.now
        )
    except service.PasskeyIsOwnError:
        return RedirectResponse(f"{PAGE}?klart=redan", 303)
    except InvalidInputError as invalid:
        return _show(request, form, errors=invalid.errors)
    if codes:
        return _codes(request, "Dina reservkoder", codes, form.sedan)
    return RedirectResponse(own_page(form.sedan) if form.sedan else f"{PAGE}?klart=tillagd", 303)


@router.post("/ta-bort", dependencies=[STEP_UP])
@needs(Right.SEE_OWN_START)
def remove(request: AccountRequest, nyckel: Annotated[str, Form()] = "") -> Response:
    number, token = whole_number(nyckel), _token(request)
    service.remove_passkey(request.database, request.actor, number, token, request.now, public_url=request.public_url)
    return RedirectResponse(f"{PAGE}?klart=borttagen", 303)


@router.post("/reservkoder", dependencies=[STEP_UP])
@needs(Right.SEE_OWN_START)
def make_codes(request: AccountRequest, fore: Annotated[str, Form()] = "") -> Response:
    """`fore` is the stamp of the codes that they replace."""
    _require_on(request)
    facts, url = (request.database, request.actor, request.now), request.public_url
    try:
        codes = service.new_recovery_codes(*facts, stamp=fore, public_url=url)
    except service.CodesAreNewError:
        return _show(request, PasskeyForm(), refusal=words.RECOVERY_CODES_ARE_NEW)
    return _codes(request, "Dina nya reservkoder", codes, "")


def _show(
    request: AccountRequest,
    form: PasskeyForm,
    *,
    message: str = "",
    refusal: str = "",
    errors: dict[str, str] | None = None,
) -> HTMLResponse:
    own = service.own_passkeys(request.database, request.actor)
    must_add = request.http.state.second_factor_missing is not None
    person = person_to_confirm(request.database, _token(request), request.now, lifetime(request.settings))
    context = PasskeysPage(
        frame=_frame(request, "Passnycklar", must_add=must_add),
        passkeys=lines_of(own),
        codes_left=own.codes_left,
        codes_made_at=own.codes_made_at,
        codes_stamp=own.codes_stamp,
        are_off=request.settings.second_factor is SecondFactor.OFF,
        must_add=must_add,
        must_confirm=person is not None,
        name=form.namn,
        after=own_page(form.sedan) if form.sedan else "",
        done=message,
        refusal=refusal,
        errors=errors or {},
    )
    return page("sign_in/html/passkeys.html", context, 409 if refusal else 422 if errors else 200)


def _codes(request: AccountRequest, title: str, codes: tuple[str, ...], after: str) -> HTMLResponse:
    must_add = request.http.state.second_factor_missing is not None
    page_frame = _frame(request, title, must_add=must_add)
    return page("sign_in/html/recovery_codes.html", CodesPage(page_frame, codes, own_page(after) if after else ""))


def _frame(request: AccountRequest, title: str, *, must_add: bool) -> Frame:
    if must_add:
        return person_frame(request, request.actor, title)
    return frame(request, title, (START, Crumb("Mitt konto", "/mitt")))


def _require_on(request: AccountRequest) -> None:
    """Raises NotAvailableError where the installation has turned passkeys off."""
    if request.settings.second_factor is SecondFactor.OFF:
        raise NotAvailableError(words.PASSKEYS_ARE_OFF)


def _party(request: AccountRequest) -> RelyingParty:
    return RelyingParty(request.public_url)


def _token(request: AccountRequest) -> str:
    return session_token(request.http) or ""
