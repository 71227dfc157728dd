"""Signing in through one's own organisation: the way there, and coming back."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError
from app.federation.client import Federation
from app.federation.errors import FederationError
from app.services.sign_in import federated_sign_in as service
from app.services.sign_in.federated_sign_in import CallbackParameters
from app.storage.tables import SignInWay
from app.web.shell.contexts.frame import frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import DatabaseDep, FederationDep, Now, SettingsDep, Visitor, client_of
from app.web.shell.http.sessions import own_page, signed_in
from app.web.shell.rendering import page
from app.web.sign_in.contexts.federated_sign_in import failed_page, failure_of
from app.web.sign_in.sign_in_cookie import forget, remember, secret_of, sign_in_secret

router = APIRouter(prefix="/logga-in/organisation/{provider}")
log = structlog.get_logger(__name__)


@router.get("")
@needs(Open.ANYONE)
def begin(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    federation: FederationDep,
    actor: Visitor,
    now: Now,
    provider: str,
    sedan: Annotated[str, Query()] = "/",
) -> Response:
    secret, after = secret_of(request), own_page(sedan)
    try:
        address = service.begin(database, federation, provider, secret, after, client_of(request), now)
    except FederationError as error:
        return _failed(request, actor, federation, provider, error)
    answer = RedirectResponse(address, 303)
    remember(answer, settings, secret)
    return answer


@router.get("/klar")
@needs(Open.ANYONE)
def finish(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    federation: FederationDep,
    actor: Visitor,
    now: Now,
    provider: str,
) -> Response:
    query = request.query_params
    callback = CallbackParameters(
        state=query.get("state"), code=query.get("code"), error=query.get("error"), issuer=query.get("iss")
    )
    try:
        arrival = service.finish(database, federation, provider, sign_in_secret(request), callback, now)
    except FederationError as error:
        return _failed(request, actor, federation, provider, error)
    answer = signed_in(database, settings, request, arrival.person_id, SignInWay.FEDERATED, now, arrival.after)
    forget(answer, settings)
    return answer


def _failed(
    request: Request, actor: Actor | None, federation: Federation, provider_id: str, error: FederationError
) -> HTMLResponse:
    provider = federation.find(provider_id)
    if provider is None:
        raise NotFoundError
    log.warning("federated_sign_in_failed", provider=provider.id, cause=error.cause.value, detail=error.detail)
    status, title, message = failure_of(provider, error)
    page_frame = frame(request, title, actor)
    return page("sign_in/html/sign_in_failed.html", failed_page(page_frame, provider, error, message), status)
