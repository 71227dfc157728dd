"""CSRF protection and security headers (CSP, Referrer-Policy, COOP): a change must come from one of our own pages.

There are no tokens in forms: Fetch Metadata and Origin say where a request comes from.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REPORT_PATH = "/csp-rapport"
"""Where browsers tell what the policy has stopped. Not from a page, and without anybody's rights: it is not asked where
such a request comes from."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        # Browsers that know the first of these leave the second alone.
        f"report-to csp; report-uri {REPORT_PATH}"
    ),
    "Reporting-Endpoints": f'csp="{REPORT_PATH}"',
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # A page shows one person's own state; the back button must fetch it again, and no cache may keep it.
    "Cache-Control": "no-store",
}
"""For every answer that does not say otherwise."""
_RAW_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
IS_HEAD = "is_head"
"""In the scope of a request that came as HEAD and is answered as GET."""
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Security:
    """Pure ASGI, because it stands on the path of every autosave."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_change = scope["method"] not in _SAFE_METHODS and scope["path"] != REPORT_PATH
        if is_change and not is_from_own_page(Headers(scope=scope)):
            refusal = PlainTextResponse(
                "Begäran kom inte från Omställningskollens egna sidor. Ladda om sidan och försök igen.", 403
            )
            await refusal(scope, receive, _with_headers(send))
            return
        if scope["method"] == "HEAD":
            # The routes know GET only. The server leaves out the body of what was asked for with HEAD.
            scope = {**scope, "method": "GET", IS_HEAD: True}
        await self.app(scope, receive, _with_headers(send))


def is_shown(scope: Scope) -> bool:
    """Whether somebody is to see the answer: not where it asks for the head alone or fetches ahead."""
    return not scope.get(IS_HEAD, False) and "prefetch" not in Headers(scope=scope).get("sec-purpose", "")


def is_from_own_page(headers: Headers) -> bool:
    """Browsers tell where a request comes from and no page can change that (Fetch Metadata; Origin in older ones).

    A client that sends neither is no browser, and so carries nobody's cookie by mistake.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in _RAW_HEADERS if pair[0] not in names)]
        await send(message)

    return send_with_headers
