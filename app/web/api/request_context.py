"""API authentication by bearer token, never a cookie; ETag, and paging by cursor.

The scope that a route declares with `@needs` is the one that the token must have.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Header, Query, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from app.accounts.api.api_scopes import Scope
from app.services.api.api_reads import admit
from app.services.api.api_tokens import Program, UnknownTokenError, program_of_token
from app.storage.engine.database import Database
from app.web.api.problems import declared

T = TypeVar("T")
CACHING = "private, no-cache"
"""It may be kept, but has to be asked for again each time: what a kommun withdraws is gone at once."""
RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "What `If-None-Match` names is still what there is. No body."},
    **declared(401, 403, 404, 405, 422, 429),
}
"""What every address may answer besides 200."""

_bearer = HTTPBearer(
    auto_error=False, scheme_name="token", description="A token that an organisation's coordinator made."
)


@dataclass(frozen=True, slots=True)
class ApiRequestContext:
    database: Database
    program: Program
    now: datetime
    known: str
    """The header If-None-Match."""

    def answer(self, body: BaseModel, link: str = "") -> Response:
        """The body with a strong ETag over all of it; 304 when the one who asks has it already."""
        content = body.model_dump_json().encode()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": CACHING} | ({"Link": link} if link else {})
        if _names(self.known, tag):
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="application/json")


def _api_context(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    if_none_match: Annotated[str, Header(description="ETags of answers that the program has already.")] = "",
) -> ApiRequestContext:
    if credentials is None:
        raise UnknownTokenError
    database, now = request.app.state.database, datetime.now(UTC)
    program = program_of_token(database, credentials.credentials, now)
    scope = request.scope["endpoint"].needs
    admit(database, program, scope if isinstance(scope, Scope) else None, now)
    return ApiRequestContext(database=database, program=program, now=now, known=if_none_match)


ApiContext = Annotated[ApiRequestContext, Depends(_api_context)]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at the most.")]


@dataclass(frozen=True, slots=True)
class ListPart(Generic[T]):
    """Some of a list; `next` is the address of the part after it, below this host."""

    items: tuple[T, ...]
    next: str | None


def part_of(request: Request, items: Sequence[tuple[str, T]], cursor: str, limit: int) -> ListPart[T]:
    """Of a list with rising keys, those whose key comes after the cursor."""
    rest = [pair for pair in items if pair[0] > cursor]
    page_items = rest[:limit]
    following = f"{request.url.path}?limit={limit}&cursor={page_items[-1][0]}" if len(rest) > limit else None
    return ListPart(tuple(item for _, item in page_items), following)


def link_to(next_address: str | None) -> str:
    """As RFC 8288 has it."""
    return f'<{next_address}>; rel="next"' if next_address else ""


def _names(header: str, tag: str) -> bool:
    """Whether If-None-Match names the tag, compared weakly as RFC 9110 says."""
    names = [name.strip().removeprefix("W/") for name in header.split(",")]
    return "*" in names or tag in names
