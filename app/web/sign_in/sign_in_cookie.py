"""Cookie of a sign-in under way: the browser that asked is known again when the answer comes by another way."""

import re
import secrets

from fastapi import Request, Response

from app.config import Settings

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
MAX_AGE_SECONDS = 3600


def _cookie_name(settings: Settings) -> str:
    return "__Host-inloggning" if settings.secure_cookies else "inloggning"


def sign_in_secret(request: Request) -> str | None:
    """The secret of a browser that has asked to sign in; None for any other."""
    value = request.cookies.get(_cookie_name(request.app.state.settings), "")
    return value if _SECRET.fullmatch(value) else None


def secret_of(request: Request) -> str:
    """The secret that the browser has, so that asking twice leaves the first mail's link good, or a new one."""
    return sign_in_secret(request) or secrets.token_urlsafe(32)


def remember(answer: Response, settings: Settings, secret: str) -> None:
    answer.set_cookie(
        _cookie_name(settings),
        secret,
        max_age=MAX_AGE_SECONDS,
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def forget(answer: Response, settings: Settings) -> None:
    answer.delete_cookie(_cookie_name(settings), secure=settings.secure_cookies, httponly=True, samesite="lax")
