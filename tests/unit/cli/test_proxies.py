"""Whose network address a request has when the service runs behind proxies: what only the trusted ones say of it."""

from collections.abc import Sequence

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.cli import main
from app.cli.serving import operation
from app.cli.serving.server import server_config
from app.config import Settings
from app.web.shell.http.request import client_of

PERSON = "203.0.113.7"
PROXY = "10.0.5.11"


def address_of(peer: str, proxies: Sequence[str], forwarded: str = PERSON) -> str:
    """What the service counts tries under when `peer` connects and says that it asks for somebody else."""

    def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.url.scheme} {client_of(request)}")

    config = server_config(Starlette(routes=[Route("/", answer)]), "127.0.0.1", 0, proxies)
    config.load()
    client = TestClient(config.loaded_app, client=(peer, 50_000))
    scheme, _, address = client.get(
        "/", headers={"X-Forwarded-For": forwarded, "X-Forwarded-Proto": "https"}
    ).text.partition(" ")
    assert scheme == ("http" if address == peer else "https")
    return address


@pytest.mark.parametrize("setting", [PROXY, "127.0.0.1, 10.0.5.11", "10.0.5.0/28", "::1 10.0.0.0/8"])
def test_what_a_trusted_proxy_says_of_who_asks_is_believed(setting: str) -> None:
    assert address_of(PROXY, Settings(trusted_proxies=setting).proxies) == PERSON


@pytest.mark.parametrize("setting", ["127.0.0.1", "10.0.5.12", "10.0.6.0/24"])
def test_nobody_else_chooses_the_address_that_tries_are_counted_under(setting: str) -> None:
    assert address_of(PROXY, Settings(trusted_proxies=setting).proxies) == PROXY


def test_without_a_proxy_nobody_is_believed() -> None:
    assert address_of("127.0.0.1", ()) == "127.0.0.1"


def test_what_somebody_writes_before_the_proxies_own_words_is_not_believed() -> None:
    proxies = Settings(trusted_proxies="10.0.5.0/24").proxies
    assert address_of(PROXY, proxies, f"198.51.100.1, {PERSON}, 10.0.5.12") == PERSON


@pytest.mark.parametrize(("option", "proxies"), [([], ()), (["--behind-proxy"], (PROXY, "10.0.6.0/24"))])
def test_the_setting_counts_with_the_option_alone(
    option: list[str], proxies: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def note(*arguments: object) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setenv("TRUSTED_PROXIES", f"{PROXY}, 10.0.6.0/24")
    monkeypatch.setattr(operation, "why_not_started", lambda *_, **__: None)
    monkeypatch.setattr(operation, "run_server", note)
    assert main(["serve", *option]) == 0
    assert calls == [("127.0.0.1", 8000, proxies)]


@pytest.mark.parametrize("setting", ["*", "0.0.0.0/0", "::/0", "127.0.0.1, *"])
def test_everybody_cannot_be_trusted_and_the_reason_is_told(setting: str) -> None:
    with pytest.raises(ValueError, match="write the proxies alone"):
        Settings(trusted_proxies=setting)


@pytest.mark.parametrize("setting", ["lastbalanserare.example", "10.0.5.11/24", "10.0.5.0/33", "10.0.5"])
def test_what_is_no_address_is_refused_and_not_taken_for_nobody(setting: str) -> None:
    with pytest.raises(ValueError, match="neither an address"):
        Settings(trusted_proxies=setting)


def test_no_proxy_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="write the address of each proxy"):
        Settings(trusted_proxies=" ")
