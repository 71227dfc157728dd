"""Tokens with which programs read: the same pages for a region and a kommun, each for its own coordinators."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.api.api_scopes import TokenForm
from app.accounts.kernel.roles import Place, Right, may
from app.accounts.organisations.organisation import Organisation
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError
from app.services.api import api_tokens as service
from app.web.api.contexts.api_tokens import token_made_page, token_page, tokens_page, tokens_url
from app.web.organisations.contexts.memberships import organisation_crumbs
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.forms import FORM_LIMITS, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import MUNICIPALITY, OrganisationRequest
from app.web.shell.http.sessions import session_token
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

DONE = {"avslutad": "Nyckeln är avslutad. Inget program kommer in med den längre."}


class TokenFields(TokenForm, extra="allow"):
    """With the boxes, which are named `laser.<scope>`."""

    @property
    def scopes(self) -> frozenset[str]:
        return ticked(self.model_extra, "laser")


def tokens_router(base: str) -> APIRouter:
    """The pages below an organisation's own page."""
    router = APIRouter(prefix=f"{base}/nycklar")
    for add in (_add_list, _add_one):
        add(router)
    return router


def _add_list(router: APIRouter) -> None:
    @router.get("")
    @needs(Right.KEEP_TOKENS)
    def every(request: OrganisationRequest, klart: str = "") -> HTMLResponse:
        return _tokens(request, message=DONE.get(klart, ""))

    @router.post("", form_limits=FORM_LIMITS, dependencies=[STEP_UP])
    @needs(Right.KEEP_TOKENS)
    def make(request: OrganisationRequest, form: Annotated[TokenFields, Form()]) -> Response:
        session = session_token(request.http) or ""
        try:
            new_token = service.create_token(
                request.database, request.actor, request.key, form, form.scopes, session, request.now
            )
        except InvalidInputError as invalid:
            return _tokens(request, form, invalid.errors)
        title = "Nyckeln är skapad" if new_token.secret else "Nyckeln har redan visats"
        page_frame = _frame(request, new_token.organisation, title, _crumb(new_token.organisation))
        return page("api/html/token_made.html", token_made_page(page_frame, new_token))


def _add_one(router: APIRouter) -> None:
    @router.get("/{number}")
    @needs(Right.KEEP_TOKENS)
    def one(request: OrganisationRequest, number: str) -> HTMLResponse:
        details = service.token_details(request.database, request.actor, request.key, _number(number), request.now)
        title = f"Nyckel {details.token.id}: {details.token.name}"
        page_frame = _frame(request, details.organisation, title, _crumb(details.organisation))
        return page("api/html/token.html", token_page(page_frame, details))

    @router.post("/{number}/avsluta")
    @needs(Right.KEEP_TOKENS)
    def end(request: OrganisationRequest, number: str) -> Response:
        service.end_token(request.database, request.actor, request.key, _number(number), request.now)
        return RedirectResponse(f"{request.key.path}/nycklar?klart=avslutad", 303)


def _tokens(
    request: OrganisationRequest,
    form: TokenFields | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    message: str = "",
) -> HTMLResponse:
    tokens = service.open_tokens(request.database, request.actor, request.key, request.now)
    page_frame = _frame(request, tokens.organisation, f"Nycklar för program: {tokens.organisation.name}")
    scopes = None if form is None else form.scopes
    context = tokens_page(page_frame, tokens, request.now, form, scopes, errors or {}, message)
    return page("api/html/tokens.html", context, 422 if errors else 200)


def _frame(request: OrganisationRequest, organisation: Organisation, title: str, *more: Crumb) -> Frame:
    region = organisation.region
    sees_region = region is not None and may(request.actor, Right.SEE_REGION_HOME, Place(region.id))
    crumbs = (*organisation_crumbs(organisation, sees_region=sees_region), *more)
    return frame(request, title, crumbs, is_example=region is not None and region.is_example)


def _crumb(organisation: Organisation) -> Crumb:
    return Crumb("Nycklar för program", tokens_url(organisation))


def _number(text: str) -> int:
    """Raises NotFoundError for what is no number that a token could have."""
    number = whole_number(text)
    if not number:
        raise NotFoundError
    return number


router = APIRouter()
for organisation_base in ("/{region}", MUNICIPALITY):
    router.routes.extend(tokens_router(organisation_base).routes)
