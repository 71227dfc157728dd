"""One table from what went wrong to a problem as RFC 9457 has it. A refusal never tells that something exists."""

from datetime import UTC, datetime
from typing import Any, Literal

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from app.errors import NotAvailableError, NotFoundError, PermissionDeniedError, RateLimitedError
from app.services.api.api_reads import ScopeMissingError
from app.services.api.api_tokens import UnknownTokenError
from app.services.results.results import NotReadyError
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.security import HEADERS
from app.web.shell.waiting import retry_message

log = structlog.get_logger(__name__)

Code = Literal[
    "unknown_token",
    "scope_missing",
    "refused",
    "not_found",
    "not_ready",
    "method_not_allowed",
    "invalid",
    "too_many",
    "unreadable",
    "broken",
]
TITLES = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    422: "Invalid request",
    429: "Too many requests",
    500: "Internal server error",
}
MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field("about:blank", description='Always "about:blank": the status and `code` tell the kind.')
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status, repeated.", ge=400, le=599)
    detail: str = Field(description="What to do about it, for people; in Swedish where a page says the same.")
    code: Code = Field(description="The kind of problem, for programs.")


def problem(status: int, code: Code, detail: str, headers: dict[str, str] | None = None) -> Response:
    body = Problem(title=TITLES.get(status, "Error"), status=status, detail=detail, code=code)
    return Response(body.model_dump_json(), status, headers, MEDIA_TYPE)


def declared(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the API's description tells of problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": DESCRIPTIONS[status], "content": content} for status in statuses}


DESCRIPTIONS = {
    401: "No token, or one that is unknown, has expired or was ended: these look the same.",
    403: "The token lacks the scope, or the kommun has not shared its result with the region.",
    404: "There is no such thing, or the token may not know of it: these look the same. With the code `not_ready`: "
    "people are still answering, the round is not open, or the kommun has not approved its result (for a region's "
    "token), so there is no result yet.",
    405: "The API is only read: with GET, or HEAD.",
    422: "A part of the address or of the query is not as described.",
    429: "The token has asked too often; `Retry-After` says in how many seconds there is room again.",
}


def add_handlers(application: FastAPI) -> None:
    application.add_exception_handler(UnknownTokenError, _unknown_token)
    application.add_exception_handler(NotFoundError, _not_found)
    application.add_exception_handler(NotReadyError, _not_ready)
    application.add_exception_handler(NotAvailableError, _not_ready)
    application.add_exception_handler(PermissionDeniedError, _refused)
    application.add_exception_handler(RateLimitedError, _too_many)
    application.add_exception_handler(RequestValidationError, _invalid)
    application.add_exception_handler(HTTPException, _http)
    application.add_exception_handler(Exception, _broken)


def _unknown_token(request: Request, _error: Exception) -> Response:
    log_refusal(request, Refusal.UNKNOWN_TOKEN)
    detail = "Send a token that is good as Authorization: Bearer. The coordinator of the organisation can make one."
    return problem(401, "unknown_token", detail, {"WWW-Authenticate": "Bearer"})


def _not_found(request: Request, _error: Exception) -> Response:
    log_refusal(request, Refusal.HIDDEN)
    return problem(404, "not_found", "There is no such thing here, or the token may not know of it.")


def _not_ready(_request: Request, error: Exception) -> Response:
    answering = "Resultatet är inte klart än: svarstiden pågår."
    return problem(404, "not_ready", error.message if isinstance(error, NotAvailableError) else answering)


def _refused(request: Request, error: Exception) -> Response:
    log_refusal(request, Refusal.NO_RIGHT)
    code: Code = "scope_missing" if isinstance(error, ScopeMissingError) else "refused"
    return problem(403, code, error.message if isinstance(error, PermissionDeniedError) else "")


def _too_many(request: Request, error: Exception) -> Response:
    if not isinstance(error, RateLimitedError):
        raise TypeError(type(error))
    log_refusal(request, Refusal.TOO_MANY)
    words, wait = retry_message(error, datetime.now(UTC))
    return problem(429, "too_many", words, {"Retry-After": str(wait)})


def _invalid(_request: Request, error: Exception) -> Response:
    errors = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{item['loc'][-1]}: {item['msg']}" for item in errors)
    return problem(422, "invalid", detail)


def _http(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise TypeError(type(error))
    codes: dict[int, tuple[Code, str]] = {
        404: ("not_found", "There is no such thing here, or the token may not know of it."),
        405: ("method_not_allowed", DESCRIPTIONS[405]),
    }
    code, detail = codes.get(error.status_code, ("unreadable", "The request could not be read."))
    return problem(error.status_code, code, detail, dict(error.headers or {}))


def _broken(request: Request, error: Exception) -> Response:
    log.error("request_failed", method=request.method, route="/api/v1", exc_info=error)
    return problem(500, "broken", "Something went wrong here. It has been logged.", dict(HEADERS))
