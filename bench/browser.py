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


def _request(method: str, path: str, token: str, *more: str) -> bytes:
    cookie = f"Cookie: {COOKIE}={token}"
    return "\r\n".join((f"{method} {path} HTTP/1.1", *HEADERS, cookie, *more, "", "")).encode()
