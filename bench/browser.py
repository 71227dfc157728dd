"""A request as a browser sends it, as bytes."""

from app.config import Settings
from app.web.shell.http.sessions import cookie_name

COOKIE = cookie_name(Settings())
HEADERS = (
    "Host: 127.0.0.1",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: sv-SE,sv;q=0.8,en-US;q=0.5,en;q=0.3",
    "Connection: keep-alive",
    "Sec-Fetch-Site: same-origin",
)


def get(path: str, token: str) -> bytes:
    return _request("GET", path, token)


def put(path: str, token: str, form: str) -> bytes:
    """As htmx sends it. `form` is already urlencoded."""
    kind = "Content-Type: application/x-www-form-urlencoded"
    return _request("PUT", path, token, "HX-Request: true", kind, f"Content-Length: {len(form)}") + form.encode()


def get_as_program(path: str, token: str) -> bytes:
    """As a program sends it: with a token of its own and no cookie."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json", f"Authorization: Bearer {token}")
    return "\r\n".join((*lines, "", "")).encode()


def post(path: str, cookies: str) -> bytes:
    """A button without fields, pressed by somebody who is not signed in. `cookies` as the header has them."""
    return "\r\n".join((f"POST {path} HTTP/1.1", *HEADERS, f"Cookie: {cookies}", "Content-Length: 0", "", "")).encode()


def _request(method: str, path: str, token: str, *more: str) -> bytes:
    cookie = f"Cookie: {COOKIE}={token}"
    return "\r\n".join((f"{method} {path} HTTP/1.1", *HEADERS, cookie, *more, "", "")).encode()
