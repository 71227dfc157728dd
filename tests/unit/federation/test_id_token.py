"""An ID token is believed only when the provider signed it, for us, now, in answer to our own question."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey

from app.federation.errors import Cause, FederationError
from app.federation.id_token import LEEWAY_SECONDS, UnknownKeyError, verified_claims
from app.federation.providers import Provider
from tests.oidc.crooked import CLIENT_ID, SECRET, public, rsa_key

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SECOND = int(NOW.timestamp())
PROVIDER = Provider(
    id="norrby",
    name="Norrby",
    issuer="https://login.norrby.example",
    client_id=CLIENT_ID,
    client_secret_env="X",
    email_domains=("norrby.example",),
)
RIGHT: dict[str, Any] = {
    "iss": PROVIDER.issuer,
    "sub": "s-1",
    "aud": CLIENT_ID,
    "iat": SECOND,
    "exp": SECOND + 300,
    "nonce": "n",
}
KEYS = KeySet.import_key_set(public("first"))  # type: ignore[arg-type]


def signed(claims: dict[str, Any], key: str = "first", **header: str) -> str:
    return jwt.encode({"alg": "RS256", "kid": key} | header, claims, rsa_key(key))


def checked(id_token: str, **more: Any) -> dict[str, Any]:
    return verified_claims(PROVIDER, KEYS, {"id_token": id_token, "access_token": "a"} | more, "n", NOW)


def test_a_right_token_gives_its_claims() -> None:
    assert checked(signed(RIGHT | {"email": "sara@norrby.example"}))["email"] == "sara@norrby.example"


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"iss": "https://login.annan.example"}, "id_token: invalid_claim iss"),
        ({"iss": None}, "id_token: missing_claim iss"),
        ({"aud": "annan"}, "id_token: invalid_claim aud"),
        ({"aud": None}, "id_token: missing_claim aud"),
        ({"aud": [CLIENT_ID, "annan"]}, "id_token: missing_claim azp"),
        ({"aud": [CLIENT_ID, "annan"], "azp": "annan"}, "id_token: invalid_claim azp"),
        ({"sub": None}, "id_token: missing_claim sub"),
        ({"nonce": "annan"}, "id_token: invalid_claim nonce"),
        ({"nonce": None}, "id_token: missing_claim nonce"),
        ({"exp": None}, "id_token: missing_claim exp"),
        ({"exp": SECOND - LEEWAY_SECONDS - 1}, "id_token: expired_token exp"),
        ({"iat": SECOND + LEEWAY_SECONDS + 1}, "id_token: invalid_claim iat"),
        ({"nbf": SECOND + LEEWAY_SECONDS + 1}, "id_token: invalid_claim nbf"),
        ({"exp": "i morgon"}, "id_token: invalid_claim exp"),
        ({"at_hash": "fel"}, "id_token: invalid_claim at_hash"),
    ],
)
def test_a_claim_that_is_not_right_is_refused(changes: dict[str, Any], detail: str) -> None:
    claims = {name: value for name, value in (RIGHT | changes).items() if value is not None}
    with pytest.raises(FederationError) as error:
        checked(signed(claims))
    assert (error.value.cause, error.value.detail) == (Cause.NOT_TRUSTED, detail)


@pytest.mark.parametrize("seconds", [-LEEWAY_SECONDS, LEEWAY_SECONDS])
def test_a_clock_may_be_two_minutes_off(seconds: int) -> None:
    assert checked(signed(RIGHT | {"iat": SECOND + seconds, "exp": SECOND + seconds + 1}))


def test_a_signature_of_somebody_else_is_refused() -> None:
    for token in (signed(RIGHT, "other", kid="first"), signed(RIGHT, "other")):
        with pytest.raises(UnknownKeyError):
            checked(token)


def test_a_changed_payload_is_refused() -> None:
    header, payload, signature = signed(RIGHT).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    other_payload = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "s-2"}).encode()).rstrip(b"=").decode()
    with pytest.raises(UnknownKeyError):
        checked(f"{header}.{other_payload}.{signature}")


def test_only_signatures_that_nobody_else_can_make_are_taken() -> None:
    """Neither none at all, nor one with a secret that we hold too: the client's, or the public key taken for one."""
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    payload = base64.urlsafe_b64encode(json.dumps(RIGHT).encode()).rstrip(b"=").decode()
    shared = jwt.encode({"alg": "HS256"}, RIGHT, OctKey.import_key(SECRET * 2))
    public_as_secret = jwt.encode(
        {"alg": "HS256", "kid": "first"}, RIGHT, OctKey.import_key(rsa_key("first").as_pem(private=False).hex())
    )
    for token in (f"{header}.{payload}.", shared, public_as_secret):
        with pytest.raises((FederationError, UnknownKeyError)):
            checked(token)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "...", "å.ä.ö", "e30.e30.e30", "x" * 100_000])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises((FederationError, UnknownKeyError)):
        checked(token)


def test_a_token_response_without_an_id_token_is_refused() -> None:
    with pytest.raises(FederationError):
        verified_claims(PROVIDER, KEYS, {"access_token": "a"}, "n", NOW)
