"""Fetching an answer: over HTTPS alone, whole or not at all, within limits of size."""

import argparse
from collections.abc import Iterator

import httpx2
import pytest

from app.cli.content import calls
from app.cli.content.calls import FetchError, download
from app.support.projects import eu_portal

ADDRESS = "https://data.vinnova.example/api"


def client(response: httpx2.Response) -> httpx2.Client:
    return httpx2.Client(transport=httpx2.MockTransport(lambda _: response), follow_redirects=False)


def test_a_whole_answer_is_read() -> None:
    assert download(client(httpx2.Response(200, content=b"[]")), ADDRESS) == b"[]"


@pytest.mark.parametrize("status", [301, 302, 404, 500, 503])
def test_anything_but_an_answer_is_refused_and_no_redirect_is_followed(status: int) -> None:
    response = httpx2.Response(status, headers={"Location": "http://inre.example/"}, content=b"[]")
    with pytest.raises(FetchError, match=str(status)):
        download(client(response), ADDRESS)


def test_an_address_without_encryption_is_not_asked() -> None:
    with pytest.raises(FetchError, match="https"):
        download(client(httpx2.Response(200)), "http://data.vinnova.example/api")


def test_more_than_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "MAX_BYTES", 1_000)
    with pytest.raises(FetchError, match="större"):
        download(client(httpx2.Response(200, content=b" " * 1_001)), ADDRESS)


def test_an_answer_that_never_ends_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "MAX_SECONDS", -1.0)

    def drops() -> Iterator[bytes]:
        while True:
            yield b" "

    with pytest.raises(FetchError, match="för lång tid"):
        download(client(httpx2.Response(200, content=drops())), ADDRESS)


def test_a_source_that_is_away_is_told() -> None:
    def away(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("away")

    with pytest.raises(FetchError, match="ConnectError"):
        download(httpx2.Client(transport=httpx2.MockTransport(away)), ADDRESS)


@pytest.mark.parametrize(("source", "enabled"), [("vinnova", ""), ("eu", ""), ("eu", "vinnova"), ("vinnova", "eu")])
def test_nothing_is_fetched_until_its_source_is_turned_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], source: str, enabled: str
) -> None:
    monkeypatch.setenv("CALL_SOURCES_ENABLED", enabled)
    monkeypatch.setattr(calls, "download", lambda *_: pytest.fail("asked"))
    arguments = argparse.Namespace(region="gr", since=None, source=source, text="climate")
    assert calls.fetch(arguments) == 1
    assert f"CALL_SOURCES_ENABLED={source}" in capsys.readouterr().err


def test_the_eu_is_not_asked_for_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CALL_SOURCES_ENABLED", "vinnova, eu")
    monkeypatch.setattr(calls, "download", lambda *_: pytest.fail("asked"))
    assert calls.fetch(argparse.Namespace(region="gr", since=None, source="eu", text=" ")) == 1
    assert "--text" in capsys.readouterr().err


def test_parts_are_posted_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        asked.append(request)
        return httpx2.Response(200, content=b"{}")

    transport = httpx2.Client(transport=httpx2.MockTransport(answer), follow_redirects=False)
    download(transport, eu_portal.address("climate & local", 2), eu_portal.parts())
    (request,) = asked
    assert request.method == "POST"
    assert dict(request.url.params) == {
        "apiKey": "SEDIA",
        "text": "climate & local",
        "pageSize": "100",
        "pageNumber": "2",
    }
    for name in ("query", "languages", "sort"):
        assert f'name="{name}"; filename="blob"'.encode() in request.content
    assert request.content.count(b"Content-Type: application/json") == 3
