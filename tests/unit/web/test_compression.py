"""What is compressed on its way out, for whom, and what is left as it is."""

import asyncio
import gzip
from collections.abc import Iterable

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from app.web.shell.http.compression import MIN_BYTES, Compression, accepts_gzip

PAGE = b"<p>Hej</p>" * MIN_BYTES


@pytest.mark.parametrize(
    ("header", "accepts"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("deflate,  gzip ; q=1.0", True),
        ("gzip;q=0", False),
        ("gzip; q=0.00", False),
        ("br", False),
        ("x-gzip-like", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_those_who_ask_for_it(header: str, accepts: bool) -> None:
    assert accepts_gzip(Headers({"accept-encoding": header})) is accepts


def sent(
    bodies: Iterable[bytes], content_type: str = "text/html; charset=utf-8", accepted: str = "gzip"
) -> tuple[Headers, list[bytes]]:
    """What a client gets of an answer made of these pieces."""
    pieces, messages = list(bodies), []

    async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", content_type.encode()), (b"content-length", str(sum(map(len, pieces))).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, piece in enumerate(pieces, start=1):
            await send({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def keep(message: Message) -> None:
        messages.append(message)

    scope = {"type": "http", "headers": [(b"accept-encoding", accepted.encode())]}
    asyncio.run(Compression(answer)(scope, receive, keep))
    start, *rest = messages
    return Headers(raw=start["headers"]), [message["body"] for message in rest]


def test_a_page_is_compressed_and_says_so() -> None:
    headers, (body,) = sent([PAGE])
    assert gzip.decompress(body) == PAGE
    assert (headers["content-encoding"], headers["vary"]) == ("gzip", "Accept-Encoding")
    assert headers["content-length"] == str(len(body))


def test_the_same_page_is_the_same_bytes_at_any_time() -> None:
    assert sent([PAGE])[1] == sent([PAGE])[1]


@pytest.mark.parametrize(
    ("bodies", "content_type", "accepted"),
    [
        ([PAGE], "text/html", "br"),
        ([b"<p>Sparat</p>"], "text/html", "gzip"),
        ([PAGE, PAGE], "text/html", "gzip"),
        ([PAGE], "application/pdf", "gzip"),
        ([PAGE], "text/event-stream", "gzip"),
    ],
)
def test_what_is_small_streamed_no_page_or_not_asked_for_is_sent_as_it_is(
    bodies: list[bytes], content_type: str, accepted: str
) -> None:
    headers, pieces = sent(bodies, content_type, accepted)
    assert pieces == bodies
    assert "content-encoding" not in headers
    assert headers["content-length"] == str(sum(map(len, bodies)))
    assert ("vary" in headers) is content_type.startswith("text/html")
