"""Session cookie: the one place that reads it, sets it and takes it away.

Whoever has established who somebody is ends with `signed_in`, whatever the way.
"""

from datetime import datetime, timedelta

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.config import Settings
from app.services.sign_in.sessions import Lifetime, sign_in, sign_out
from app.storage.engine.database import Database
from app.storage.tables import SignInWay
from app.web.shell.http.browsers import browser_of

MAX_TARGET_LENGTH = 500


def cookie_name(settings: Settings) -> str:
    """`__Host-` pins the cookie to this host; browsers accept that prefix only over HTTPS."""
    return "__Host-session" if settings.secure_cookies else "session"


def session_token(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request.app.state.settings))


def lifetime(settings: Settings) -> Lifetime:
    return Lifetime(timedelta(hours=settings.session_hours), timedelta(minutes=settings.session_idle_minutes))


def signed_in(
    database: Database,
    settings: Settings,
    request: Request,
    person_id: int,
    way: SignInWay,
    now: datetime,
    target: str,
    respondent_id: int | None = None,
) -> Response:
    """Start a session in this browser, end the one it had, and go on to `target` if that is a page of ours.

    The caller has established that it is this person. With `respondent_id` the session is good for that place alone.
    """
    token = sign_in(
        database,
        person_id,
        way,
        now,
        lifetime(settings),
        respondent_id=respondent_id,
        browser=browser_of(request.headers.get("user-agent", "")),
        replaces=session_token(request),
    )
    answer = RedirectResponse(own_page(target), 303)
    answer.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_hours * 3600,
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


def signed_out(database: Database, settings: Settings, request: Request, now: datetime) -> Response:
    """End this browser's session, if it has one, and go to the front page."""
    token = session_token(request)
    if token is not None:
        sign_out(database, token, now)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(cookie_name(settings), secure=settings.secure_cookies, httponly=True, samesite="lax")
    return answer


def own_page(address: str) -> str:
    """Only a path of this site, never another host: anything else is the front page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and len(address) <= MAX_TARGET_LENGTH else "/"
