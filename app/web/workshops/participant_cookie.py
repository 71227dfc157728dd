"""The cookie by which somebody who has joined a workshop is known: a random key and nothing else."""

from datetime import timedelta

from fastapi import Request, Response

from app.config import Settings
from app.services.workshops.access import Visitor
from app.web.shell.http.request_context import AnyRequest

LIFETIME = timedelta(hours=24)


def cookie_name(settings: Settings) -> str:
    """`__Host-` pins the cookie to this host; browsers accept that prefix only over HTTPS."""
    return "__Host-workshop" if settings.secure_cookies else "workshop"


def key_of(request: Request) -> str:
    """Empty for a browser that has joined nothing."""
    return request.cookies.get(cookie_name(request.app.state.settings), "")


def visitor_of(request: AnyRequest) -> Visitor:
    return Visitor(request.actor, key_of(request.http))


def with_key(answer: Response, key: str, settings: Settings) -> Response:
    answer.set_cookie(
        cookie_name(settings),
        key,
        max_age=int(LIFETIME.total_seconds()),
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer
