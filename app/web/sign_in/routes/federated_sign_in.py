"""Signing in through one's own organisation: the way there, and coming back."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import NotFoundError
from app.federation.errors import FederationError
from app.services.sign_in import federated_sign_in as service
from app.services.sign_in.federated_sign_in import CallbackParameters
from app.web.shell.contexts.frame import frame
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.sessions import own_page, signed_in
from app.web.shell.rendering import page
from app.web.sign_in.contexts.federated_sign_in import failed_page, failure_of
from app.web.sign_in.sign_in_cookie import forget, remember, secret_of, sign_in_secret

router = APIRouter(prefix="/logga-in/organisation/{provider}")
log = structlog.get_logger(__name__)


@router.get("")
@needs(Open.ANYONE)
def begin(request: VisitorRequest, provider: str, sedan: Annotated[str, Query()] = "/") -> Response:
    secret, after = secret_of(request.http), own_page(sedan)
    try:
        address = service.begin(
            request.database, request.federation, provider, secret, after, client_of(request.http), request.now
        )
    except FederationError as error:
        return _failed(request, provider, error)
    answer = RedirectResponse(address, 303)
    remember(answer, request.settings, secret)
    return answer


@router.get("/klar")
@needs(Open.ANYONE)
def finish(request: VisitorRequest, provider: str) -> Response:
    query = request.http.query_params
    callback = CallbackParameters(
        state=query.get("state"), code=query.get("code"), error=query.get("error"), issuer=query.get("iss")
    )
    try:
        arrival = service.finish(
            request.database, request.federation, provider, sign_in_secret(request.http), callback, request.now
        )
    except FederationError as error:
        return _failed(request, provider, error)
    answer = signed_in(request, arrival.person_id, SignInWay.FEDERATED, arrival.after)
    forget(answer, request.settings)
    return answer


def _failed(request: VisitorRequest, provider_id: str, error: FederationError) -> HTMLResponse:
    provider = request.federation.find(provider_id)
    if provider is None:
        raise NotFoundError
    log.warning("federated_sign_in_failed", provider=provider.id, cause=error.cause.value, detail=error.detail)
    status, title, message = failure_of(provider, error)
    page_frame = frame(request, title)
    return page("sign_in/html/sign_in_failed.html", failed_page(page_frame, provider, error, message), status)
