"""The page "Bekräfta att det är du": the second factor at sign-in, and before a page that needs it anew."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError, NotSignedInError
from app.services.sign_in import second_factor as service
from app.services.sign_in.passkey_ceremonies import RelyingParty
from app.services.sign_in.passkeys import own_passkeys
from app.services.sign_in.sessions import Confirmation, confirmation_of
from app.web.shell.http.forms import FORM_LIMITS
from app.web.shell.http.permissions import needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import ConfirmingRequest, SigningInRequest
from app.web.shell.http.request_context import AnyRequest
from app.web.shell.http.sessions import lifetime, own_page, session_token, with_session
from app.web.shell.http.way_back import page_before
from app.web.shell.rendering import page
from app.web.sign_in.contexts.passkeys import ConfirmPage, person_frame

PAGE = "/logga-in/bekrafta"
router = APIRouter(prefix=PAGE)


class ConfirmForm(BaseModel, frozen=True):
    """`svar` is what the browser answered, as JSON; a recovery code instead of it. `tillbaka`: where one came from."""

    svar: str = ""
    reservkod: str = ""
    sedan: str = "/"
    tillbaka: str = ""


@router.get("")
@needs(Right.SEE_OWN_START)
def ask(request: SigningInRequest, sedan: Annotated[str, Query()] = "/") -> Response:
    if not own_passkeys(request.database, request.actor).passkeys:
        return RedirectResponse(own_page(sedan), 303)
    before = page_before(request.http, sedan.partition("?")[0].rpartition("/")[0])
    return _show(request, request.actor, sedan, before)


@router.post("/utmaning")
@needs(Right.SEE_OWN_START)
def options(request: SigningInRequest) -> Response:
    token = session_token(request.http) or ""
    party = RelyingParty(request.public_url)
    text = service.options_to_confirm(request.database, party, request.actor, token, request.now)
    return Response(text, media_type="application/json")


@router.post("", form_limits=FORM_LIMITS)
@needs(Right.SEE_OWN_START)
def confirm(request: ConfirmingRequest, form: Annotated[ConfirmForm, Form()]) -> Response:
    if request.actor is None:
        return _second_click(form.sedan)
    try:
        new_token = _confirmed(request, request.actor, form)
    except NotSignedInError:
        return _second_click(form.sedan)
    except InvalidInputError as invalid:
        return _not_confirmed(request, request.actor, form, invalid.errors)
    return with_session(request, new_token, form.sedan)


def _confirmed(request: ConfirmingRequest, actor: Actor, form: ConfirmForm) -> str:
    token, url = session_token(request.http) or "", request.public_url
    if form.svar:
        return service.confirm_by_passkey(request.database, RelyingParty(url), actor, form.svar, token, request.now)
    return service.confirm_by_code(request.database, actor, form.reservkod, token, request.now, public_url=url)


def _second_click(after: str) -> Response:
    """To where one was going: with the first click's session one is there, and without any one is asked to sign in."""
    return RedirectResponse(own_page(after), 303)


def _not_confirmed(request: ConfirmingRequest, actor: Actor, form: ConfirmForm, errors: dict[str, str]) -> Response:
    token = session_token(request.http) or ""
    if confirmation_of(request.database, token, request.now, lifetime(request.settings)) is not Confirmation.MISSING:
        return _second_click(form.sedan)
    request.http.state.actor = actor  # so that the line tells whose session it is, though no role counts yet
    log_refusal(request.http, Refusal.WRONG_CODE)
    return _show(request, actor, form.sedan, form.tillbaka, errors)


def _show(
    request: AnyRequest, actor: Actor, after: str, before: str, errors: dict[str, str] | None = None
) -> HTMLResponse:
    is_step_up = request.http.state.second_factor_missing is None
    context = ConfirmPage(
        frame=person_frame(request, actor, "Bekräfta att det är du"),
        url=PAGE,
        answer_name="svar",
        code_name="reservkod",
        fields=(("sedan", own_page(after)), ("tillbaka", own_page(before))),
        errors=errors or {},
        is_step_up=is_step_up,
        back=own_page(before) if is_step_up else "",
    )
    return page("sign_in/html/confirm.html", context, 422 if errors else 200)
