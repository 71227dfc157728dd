"""The command that tries the organisations' own sign-ins, and how wrong settings are told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.oidc.crooked import SECRET, Crooked, crooked_provider


@pytest.fixture
def provider() -> Iterator[Crooked]:
    with crooked_provider() as running:
        yield running


def use(folder: Path, monkeypatch: pytest.MonkeyPatch, entry: dict[str, Any]) -> None:
    file = folder / "oidc.json"
    file.write_text(json.dumps([entry]), encoding="utf-8")
    monkeypatch.setenv("OIDC_PROVIDERS_FILE", str(file))
    monkeypatch.setenv("NORRBY_SECRET", SECRET)
    monkeypatch.setenv("PUBLIC_URL", "https://kollen.example/")


def entry_of(provider: Crooked) -> dict[str, Any]:
    return provider.provider().model_dump(mode="json")


def test_a_provider_that_answers_is_told_with_the_address_to_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], provider: Crooked
) -> None:
    use(tmp_path, monkeypatch, entry_of(provider))
    assert main(["federation"]) == 0
    output = capsys.readouterr().out
    assert "återvändsadress: https://kollen.example/logga-in/organisation/norrby/klar\n" in output
    assert "svarar" in output


def test_a_provider_that_cannot_be_used_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], provider: Crooked
) -> None:
    provider.metadata = {"issuer": "https://annan.example"}
    use(tmp_path, monkeypatch, entry_of(provider))
    assert main(["federation"]) == 1
    assert "not_trusted, the discovery document names another issuer" in capsys.readouterr().out


def test_without_a_file_there_is_nothing_to_try(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["federation"]) == 0
    assert "OIDC_PROVIDERS_FILE" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["serve", "migrate", "federation"])
def test_wrong_settings_stop_a_command_with_a_line_for_each(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    provider: Crooked,
    command: str,
) -> None:
    use(tmp_path, monkeypatch, entry_of(provider) | {"issuer": "http://annan.example", "email_domains": []})
    monkeypatch.setenv("SESSION_HOURS", "många")
    assert main([command]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    lines = output.err.splitlines()
    assert lines[0].startswith("SESSION_HOURS: ")
    assert lines[1].startswith("OIDC_PROVIDERS_FILE: ")
    assert "provider 1 (norrby) issuer: Value error, must be an address that begins with https://" in output.err
    assert "provider 1 (norrby) email_domains: " in output.err
    assert "många" not in output.err
