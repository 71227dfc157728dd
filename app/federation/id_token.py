"""ID token (JWT) verification: signed by the provider, for us, now, and in answer to our own question."""

from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.federation.errors import Cause, FederationError
from app.federation.providers import Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the provider can make. Not those with a shared secret, and never none."""
LEEWAY_SECONDS = 120
"""How far the provider's clock may be from ours."""


class UnknownKeyError(Exception):
    """None of the keys at hand has made the signature; the provider may have newer ones."""


def verified_claims(
    provider: Provider, keys: KeySet, token: dict[str, Any], nonce: str, now: datetime
) -> dict[str, Any]:
    """The claims of the ID token in a token response. Raises FederationError and UnknownKeyError."""
    try:
        id_token = jwt.decode(str(token.get("id_token", "")), keys, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError) as error:
        if isinstance(error, JoseError) and error.error in {"bad_signature", "invalid_key_id"}:
            raise UnknownKeyError from error
        raise FederationError(Cause.NOT_TRUSTED, f"id_token: {_named(error)}") from error
    expected = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    parameters = {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(id_token.claims, id_token.header, expected, parameters)
    try:
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as error:
        raise FederationError(Cause.NOT_TRUSTED, f"id_token: {_named(error)}") from error
    return dict(claims)


def _named(error: Exception) -> str:
    """Such as "expired_token" or "invalid_claim aud": the library's own words, which hold no claim's value."""
    if not isinstance(error, JoseError):
        return type(error).__name__
    return " ".join(filter(None, (error.error, str(getattr(error, "claim", "")))))
