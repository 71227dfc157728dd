"""A token that somebody has found can be ended by whoever runs the installation, without knowing whose it is."""

import io

import pytest

from app.cli import main
from tests.functional.support.api_clients import ask, token_of
from tests.functional.support.members import logged
from tests.functional.support.serving import Site


def end(monkeypatch: pytest.MonkeyPatch, secret: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"  {secret}\n"))
    return main(["token", "end"])


def test_a_found_token_is_ended_once_and_its_owner_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    secret, other = token_of(site, "1440-ale"), token_of(site, "")
    assert end(monkeypatch, secret) == 0
    output = capsys.readouterr().out
    assert "Den hörde till Ale." in output
    assert secret not in output
    assert [ask(site, token, "token").status_code for token in (secret, other)] == [401, 200]
    assert logged(site) == ["api_token.ended"]
    for nothing in (secret, "omk_finns-inte", ""):
        assert end(monkeypatch, nothing) == 1
    assert "Ingen nyckel som gäller" in capsys.readouterr().err
    assert logged(site) == ["api_token.ended"]
