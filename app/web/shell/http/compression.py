"""Compression (gzip) of pages on their way out, and of static files once for as long as the process lives.

Why a page may be compressed although attackers can measure its length (BREACH): docs/decisions/0005.
"""

import gzip
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MIN_BYTES = 1_000
"""Smaller answers, such as what an autosave gets back, fit in one packet anyhow."""
PAGE_LEVEL = 4
"""Of gzip, for pages: level 9 takes three times as long and saves three percent more."""
FILE_LEVEL = 9
SEARCH = "q"
"""The parameter of every field to search in."""


def accepts_gzip(headers: Headers) -> bool:
    """Whether the client has said that it can read gzip (RFC 9110, 12.5.3)."""
    for part in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "").rstrip("0") not in {"q=", "q=0."}
    return False


@lru_cache(maxsize=256)
def compressed_file(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), FILE_LEVEL, mtime=0)


class Compression:
    """Pure ASGI. Pages are sent whole, so one message is all there is; a stream is passed on as it comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepts = accepts_gzip(Headers(scope=scope)) and not _is_search(scope)
        await self.app(scope, receive, _compressing(send, accepts=accepts))


def _is_search(scope: Scope) -> bool:
    """Whether the page repeats words of its address, in the field that they were typed into (decision 0005)."""
    return any(name == SEARCH and words for name, words in parse_qsl(scope.get("query_string", b"").decode("latin-1")))


def _compressing(send: Send, *, accepts: bool) -> Send:
    opening: Message | None = None

    async def send_compressed(message: Message) -> None:
        nonlocal opening
        if message["type"] == "http.response.start" and _is_page(Headers(raw=message["headers"])):
            opening = message
            return
        if opening is not None:
            start, opening = opening, None
            message = _compressed(start, message, accepts=accepts)
            await send(start)
        await send(message)

    return send_compressed


def _is_page(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def _compressed(start: Message, body: Message, *, accepts: bool) -> Message:
    """The body as it is sent. The headers of `start` are changed to tell of it."""
    headers = MutableHeaders(raw=start["headers"])
    headers.add_vary_header("Accept-Encoding")
    content = body.get("body", b"")
    if not accepts or body.get("more_body", False) or len(content) < MIN_BYTES:
        return body
    gzip_body = gzip.compress(content, PAGE_LEVEL, mtime=0)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(gzip_body))
    return {**body, "body": gzip_body}
