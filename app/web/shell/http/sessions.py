"""Session cookie: the one place that reads it, sets it and takes it away.

Whoever has established who somebody is ends with `signed_in`, whatever the way.
"""

from datetime import timedelta

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.kernel.sign_in_way import SignInWay
from app.config import Settings
from app.services.sign_in.sessions import Lifetime, sign_in, sign_out
from app.web.shell.http.browsers import browser_of
from app.web.shell.http.request_context import AnyRequest

MAX_TARGET_LENGTH = 500


def cookie_name(settings: Settings) -> str:
    """`__Host-` pins the cookie to this host; browsers accept that prefix only over HTTPS."""
    return "__Host-session" if settings.secure_cookies else "session"


def session_token(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request.app.state.settings))


def lifetime(settings: Settings) -> Lifetime:
    return Lifetime(
        timedelta(hours=settings.session_hours),
        timedelta(minutes=settings.session_idle_minutes),
        settings.second_factor,
    )


def signed_in(
    request: AnyRequest, person_id: int, way: SignInWay, target: str, respondent_id: int | None = None
) -> Response:
    """Start a session in this browser, end the one it had, and go on to `target` if that is a page of ours.

    The caller has established that it is this person. With `respondent_id` the session is good for that place alone.
    """
    token = sign_in(
        request.database,
        person_id,
        way,
        request.now,
        lifetime(request.settings),
        respondent_id=respondent_id,
        browser=browser_of(request.http.headers.get("user-agent", "")),
        replaces=session_token(request.http),
    )
    return with_session(request, token, target)


def with_session(request: AnyRequest, token: str, target: str) -> Response:
    """On to `target` if that is a page of ours, with the session that this is the token of."""
    answer = RedirectResponse(own_page(target), 303)
    answer.set_cookie(
        cookie_name(request.settings),
        token,
        max_age=request.settings.session_hours * 3600,
        secure=request.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


def signed_out(request: AnyRequest) -> Response:
    """End this browser's session, if it has one, and go to the front page. What scripts have kept in it goes too."""
    token, settings = session_token(request.http), request.settings
    if token is not None:
        sign_out(request.database, token, request.now)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(cookie_name(settings), secure=settings.secure_cookies, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"storage"'  # not "cache": pages may not be kept, and emptying it takes seconds
    return answer


def own_page(address: str) -> str:
    """Only a path of this site, never another host: anything else is the front page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and len(address) <= MAX_TARGET_LENGTH else "/"
