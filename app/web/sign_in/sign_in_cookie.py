"""Cookies of signing in: of a sign-in under way, so that the browser that asked is known again when the answer comes by
another way, and of a browser that has signed in by mail before, which is counted by itself when it asks again.
"""

import re
import secrets

from fastapi import Request, Response

from app.config import Settings
from app.services.sign_in.known_browsers import KNOWN_FOR

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
MAX_AGE_SECONDS = 3600
KNOWN_AGE_SECONDS = int(KNOWN_FOR.total_seconds())


def cookie_name(settings: Settings) -> str:
    return "__Host-inloggning" if settings.secure_cookies else "inloggning"


def known_name(settings: Settings) -> str:
    return "__Host-webblasare" if settings.secure_cookies else "webblasare"


def sign_in_secret(request: Request) -> str | None:
    """The secret of a browser that has asked to sign in; None for any other."""
    return _secret_in(request, cookie_name(request.app.state.settings))


def known_browser(request: Request) -> str | None:
    """The secret of a browser that has signed in by mail before; None for any other."""
    return _secret_in(request, known_name(request.app.state.settings))


def _secret_in(request: Request, name: str) -> str | None:
    value = request.cookies.get(name, "")
    return value if _SECRET.fullmatch(value) else None


def secret_of(request: Request) -> str:
    """The secret that the browser has, so that asking twice leaves the first mail's link good, or a new one."""
    return sign_in_secret(request) or secrets.token_urlsafe(32)


def remember(answer: Response, settings: Settings, secret: str) -> None:
    _set(answer, settings, cookie_name(settings), secret, MAX_AGE_SECONDS)


def remember_known(answer: Response, settings: Settings, secret: str) -> None:
    """Signing out does not take it away: it signs nobody in, and tells nobody who was here."""
    _set(answer, settings, known_name(settings), secret, KNOWN_AGE_SECONDS)


def _set(answer: Response, settings: Settings, name: str, secret: str, age_seconds: int) -> None:
    answer.set_cookie(name, secret, max_age=age_seconds, secure=settings.secure_cookies, httponly=True, samesite="lax")


def forget(answer: Response, settings: Settings) -> None:
    answer.delete_cookie(cookie_name(settings), secure=settings.secure_cookies, httponly=True, samesite="lax")
