"""Tokens with which programs read: the same pages for a region and a kommun, each for its own coordinators."""

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Organisation, OrganisationKey
from app.errors import InvalidInputError, NotFoundError
from app.services.api import api_tokens as service
from app.web.api.contexts.api_tokens import token_made_page, token_page, tokens_page, tokens_url
from app.web.organisations.contexts.memberships import organisation_crumbs
from app.web.shell.contexts.frame import Crumb, Frame, frame
from app.web.shell.http.forms import FormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import MUNICIPALITY, DatabaseDep, Now, OrganisationAddress, SignedIn
from app.web.shell.http.sessions import session_token
from app.web.shell.rendering import page

DONE = {"avslutad": "Nyckeln är avslutad. Inget program kommer in med den längre."}


def tokens_router(base: str) -> APIRouter:
    """The pages below an organisation's own page."""
    router = APIRouter(prefix=f"{base}/nycklar")
    for add in (_add_list, _add_one):
        add(router)
    return router


def _add_list(router: APIRouter) -> None:
    @router.get("")
    @needs(Right.KEEP_TOKENS)
    def every(
        request: Request, database: DatabaseDep, key: OrganisationAddress, actor: SignedIn, now: Now, klart: str = ""
    ) -> HTMLResponse:
        return _tokens(request, database, actor, key, now, message=DONE.get(klart, ""))

    @router.post("")
    @needs(Right.KEEP_TOKENS)
    def make(
        request: Request,
        database: DatabaseDep,
        key: OrganisationAddress,
        actor: SignedIn,
        fields: FormFields,
        now: Now,
    ) -> Response:
        scopes = ticked(fields, "laser")
        try:
            new_token = service.create_token(database, actor, key, fields, scopes, session_token(request) or "", now)
        except InvalidInputError as invalid:
            return _tokens(request, database, actor, key, now, fields, invalid.errors)
        title = "Nyckeln är skapad" if new_token.secret else "Nyckeln har redan visats"
        page_frame = _frame(request, actor, new_token.organisation, title, _crumb(new_token.organisation))
        return page("api/html/token_made.html", token_made_page(page_frame, new_token))


def _add_one(router: APIRouter) -> None:
    @router.get("/{number}")
    @needs(Right.KEEP_TOKENS)
    def one(
        request: Request, database: DatabaseDep, key: OrganisationAddress, actor: SignedIn, number: str, now: Now
    ) -> HTMLResponse:
        details = service.token_details(database, actor, key, _number(number), now)
        title = f"Nyckel {details.token.id}: {details.token.name}"
        page_frame = _frame(request, actor, details.organisation, title, _crumb(details.organisation))
        return page("api/html/token.html", token_page(page_frame, details))

    @router.post("/{number}/avsluta")
    @needs(Right.KEEP_TOKENS)
    def end(database: DatabaseDep, key: OrganisationAddress, actor: SignedIn, number: str, now: Now) -> Response:
        service.end_token(database, actor, key, _number(number), now)
        return RedirectResponse(f"{key.path}/nycklar?klart=avslutad", 303)


def _tokens(
    request: Request,
    database: DatabaseDep,
    actor: Actor,
    key: OrganisationKey,
    now: datetime,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    message: str = "",
) -> HTMLResponse:
    tokens = service.open_tokens(database, actor, key, now)
    page_frame = _frame(request, actor, tokens.organisation, f"Nycklar för program: {tokens.organisation.name}")
    scopes = None if fields is None else ticked(fields, "laser")
    context = tokens_page(page_frame, tokens, now, fields or {}, scopes, errors or {}, message)
    return page("api/html/tokens.html", context, 422 if errors else 200)


def _frame(request: Request, actor: Actor, organisation: Organisation, title: str, *more: Crumb) -> Frame:
    region = organisation.region
    sees_region = region is not None and may(actor, Right.SEE_REGION_HOME, Place(region.id))
    crumbs = (*organisation_crumbs(organisation, sees_region=sees_region), *more)
    return frame(request, title, actor, crumbs, is_example=region is not None and region.is_example)


def _crumb(organisation: Organisation) -> Crumb:
    return Crumb("Nycklar för program", tokens_url(organisation))


def _number(text: str) -> int:
    """Raises NotFoundError for what is no number that a token could have."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFoundError
    return int(text)


router = APIRouter()
for organisation_base in ("/{region}", MUNICIPALITY):
    router.routes.extend(tokens_router(organisation_base).routes)
