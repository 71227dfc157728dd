"""Where a request ends is beyond doubt: what a proxy could take for two requests is refused whole (ASVS 4.2.1)."""

import socket

import pytest

from tests.functional.support.serving import Site

SMUGGLED = b"GET /drift HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNK = b"0\r\n\r\n"
DOUBTFUL = {
    "a length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 38\r\n",
    "a length that is none": b"Content-Length: +5\r\n",
    "chunks by another name": b"Transfer-Encoding: xchunked\r\n",
    "a header line that goes on": b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n",
}


@pytest.mark.parametrize("headers", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_request_of_doubtful_length_is_refused_whole(site: Site, headers: bytes) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(b"POST /demo HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n" + CHUNK + SMUGGLED)
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.startswith(b"HTTP/1.1 400 ")
    assert answers.count(b"HTTP/1.1 ") == 1, "what followed was taken for a request"
