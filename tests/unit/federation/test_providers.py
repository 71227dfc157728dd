"""The file that says which organisations' sign-ins are trusted: read whole, or every error told."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.config import Settings, secret
from app.federation.providers import ProvidersFileError, is_safe, read_providers

SECRETS = {"ALE_SECRET": "hemligt", "LERUM_SECRET": "hemligt"}
ALE: dict[str, Any] = {
    "id": "ale",
    "name": "Ale kommun",
    "issuer": "https://login.example/ale/v2.0",
    "client_id": "kollen",
    "client_secret_env": "ALE_SECRET",
    "email_domains": ["ale.se"],
}
LERUM = ALE | {"id": "lerum", "name": "Lerum", "client_secret_env": "LERUM_SECRET", "email_domains": ["lerum.se"]}


def secret_of(name: str) -> str:
    return SECRETS.get(name, "")


def written(folder: Path, content: object) -> Path:
    path = folder / "oidc.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def errors_of(folder: Path, content: object) -> str:
    with pytest.raises(ProvidersFileError) as error:
        read_providers(written(folder, content), secret_of)
    return str(error.value).replace(str(folder / "oidc.json"), "oidc.json")


def test_several_providers_are_read_in_their_order(tmp_path: Path) -> None:
    providers = read_providers(written(tmp_path, [ALE, LERUM]), secret_of)
    assert [provider.id for provider in providers] == ["ale", "lerum"]


def test_what_is_not_said_is_the_cautious_choice(tmp_path: Path) -> None:
    (ale,) = read_providers(written(tmp_path, [ALE]), secret_of)
    assert (ale.trust_email, ale.only_way, ale.municipality_code) == (False, False, "")
    assert (ale.claims.email, ale.claims.name, ale.claims.municipality_code) == ("email", "name", "")


def test_domains_are_compared_in_small_letters_and_whole(tmp_path: Path) -> None:
    (ale,) = read_providers(written(tmp_path, [ALE | {"email_domains": ["@Ale.SE", "skola.ale.se"]}]), secret_of)
    addresses = {
        "sara@ale.se": True,
        "sara@skola.ale.se": True,
        "sara@annan.ale.se": False,
        "sara@notale.se": False,
        "sara@ale.se.example": False,
        "": False,
    }
    assert {address: ale.vouches_for(address) for address in addresses} == addresses


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "Ale kommun"}, "provider 1 (Ale kommun) id: String should match"),
        ({"name": ""}, "provider 1 (ale) name: String should have at least 1 character"),
        ({"issuer": "http://login.example"}, "provider 1 (ale) issuer: Value error, must be an address that begins with https://"),
        ({"issuer": "https://login.example/?a=b"}, "neither ? nor #"),
        ({"email_domains": []}, "provider 1 (ale) email_domains: Tuple should have at least 1 item"),
        ({"email_domains": ["ale"]}, "'ale' is no domain of an e-mail address"),
        ({"municipality_code": "440"}, "provider 1 (ale) municipality_code: String should match"),
        ({"client_secret": "hemligt"}, "provider 1 (ale) client_secret: Extra inputs are not permitted"),
        ({"claims": {"mail": "x"}}, "provider 1 (ale) claims.mail: Extra inputs are not permitted"),
        ({"client_secret_env": "SAKNAS"}, "provider ale: SAKNAS is neither set nor a file of a secret"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    errors = errors_of(tmp_path, [ALE | changes])
    assert words in errors
    assert errors.startswith("oidc.json: provider ")
    assert "hemligt" not in errors


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    errors = errors_of(tmp_path, [ALE | {"name": "", "issuer": "x"}, {"id": "tom"}])
    assert len(errors.splitlines()) == 2 + 5


def test_a_domain_is_written_as_in_the_addresses_that_are_compared_with_it(tmp_path: Path) -> None:
    (provider,) = read_providers(written(tmp_path, [ALE | {"email_domains": ["växjö.se"]}]), secret_of)
    assert provider.vouches_for("sofia@xn--vxj-qla6g.se")


def test_an_id_and_a_domain_belong_to_one_provider(tmp_path: Path) -> None:
    assert errors_of(tmp_path, [ALE, ALE | {"email_domains": ["ale.se", "lerum.se"]}]) == (
        "oidc.json: the id ale is used 2 times\noidc.json: the domain ale.se has 2 providers; it can have one"
    )


@pytest.mark.parametrize("content", ["", "{", "null", '{"id": "ale"}', '"ale"', "[1]"])
def test_what_is_no_list_of_providers_is_told_so(tmp_path: Path, content: str) -> None:
    assert errors_of(tmp_path, content).startswith("oidc.json: ")


def test_a_file_that_is_not_there_stops_the_start_with_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"oidc_providers_file\n.*saknas\.json: cannot be read as JSON"):
        Settings(oidc_providers_file=str(tmp_path / "saknas.json"))


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example", True),
        ("http://localhost:8080/realms/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://login.example", False),
        ("http://localhost.example", False),
        ("https://", False),
        ("ftp://login.example", False),
        ("//login.example", False),
    ],
)
def test_only_this_machine_may_be_asked_without_encryption(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder := tmp_path / "secrets").mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    monkeypatch.delenv("ALE_SECRET", raising=False)
    return folder


@pytest.mark.parametrize("name", ["ale_secret", "ALE_SECRET"])
def test_a_secret_may_lie_where_those_of_the_settings_do(tmp_path: Path, secrets: Path, name: str) -> None:
    (secrets / name).write_text("hemligt\n", encoding="utf-8")
    settings = Settings(oidc_providers_file=str(written(tmp_path, [ALE])))
    assert [provider.id for provider in settings.providers] == ["ale"]
    assert secret(ALE["client_secret_env"]) == "hemligt"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_start_without_a_secret_is_refused_with_its_name(
    tmp_path: Path, secrets: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """A file that holds nothing is not made good by a variable: nobody would know which of the two is in use."""
    if content is not None:
        (secrets / "ale_secret").write_bytes(content)
        monkeypatch.setenv("ALE_SECRET", "ett annat")
    with pytest.raises(ValidationError, match="provider ale: ALE_SECRET is neither set nor a file of a secret"):
        Settings(oidc_providers_file=str(written(tmp_path, [ALE])))
