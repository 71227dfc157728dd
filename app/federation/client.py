"""OpenID Connect client, authorization code flow with PKCE: where to send somebody, and who it was that came back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client

from app.federation.errors import Cause, FederationError
from app.federation.id_token import UnknownKeyError, verified_claims
from app.federation.metadata import TIMEOUT_SECONDS, Metadata, ProviderMetadataCache
from app.federation.providers import Provider

KNOWN_ERRORS = frozenset(
    {
        "access_denied",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_scope",
        "server_error",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
"""Words of the standard, which may stand in the log as they are."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider says of somebody. What it did not say is empty, but for the subject (the claim `sub`), which it
    must say.
    """

    subject: str
    address: str
    is_verified: bool
    name: str
    municipality_code: str


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What is sent along with somebody, and must fit with what comes back."""

    state: str
    nonce: str
    code_verifier: str


class Federation:
    """The providers of an installation. `secrets` are theirs, by id; people come back below `public_url`."""

    def __init__(self, providers: Sequence[Provider], secrets: Mapping[str, str], public_url: str) -> None:
        self.providers = tuple(providers)
        self._secrets = dict(secrets)
        self._public_url = public_url.rstrip("/")
        self._published = ProviderMetadataCache()

    def find(self, provider_id: str) -> Provider | None:
        return next((provider for provider in self.providers if provider.id == provider_id), None)

    def provider_for_address(self, address: str) -> Provider | None:
        return next((provider for provider in self.providers if provider.vouches_for(address)), None)

    def return_address(self, provider: Provider) -> str:
        """Where people come back to; the provider must know it beforehand."""
        return f"{self._public_url}/logga-in/organisation/{provider.id}/klar"

    def look_up(self, provider: Provider) -> None:
        """That the provider can be reached and publishes what it must. Raises FederationError."""
        self._published.of(provider)

    def address_to_sign_in(self, provider: Provider, question: AuthorizationRequest) -> str:
        """Where to send somebody. Raises FederationError when the provider cannot be reached or believed."""
        metadata = self._published.of(provider).metadata
        with self._client(provider, metadata) as client:
            address, _ = client.create_authorization_url(
                metadata.authorization_endpoint,
                state=question.state,
                nonce=question.nonce,
                code_verifier=question.code_verifier,
            )
        return str(address)

    def require_issuer(self, provider: Provider, issuer: str | None) -> None:
        """That the answer names the provider that was asked, where it names one. Raises FederationError.

        So nobody can have one provider's answer taken for another's.
        """
        must = self._published.of(provider).metadata.authorization_response_iss_parameter_supported
        if (issuer is None and must) or issuer not in {None, provider.issuer}:
            raise FederationError(Cause.NOT_TRUSTED, "the answer names another issuer")

    def identity(self, provider: Provider, code: str, question: AuthorizationRequest, now: datetime) -> Identity:
        """Who has signed in. Raises FederationError."""
        metadata = self._published.of(provider).metadata
        with self._client(provider, metadata) as client:
            with _asking("token"):
                token = client.fetch_token(
                    metadata.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=question.code_verifier,
                )
            claims = self._verified(provider, token, question.nonce, now)
            if provider.claims.email not in claims and metadata.userinfo_endpoint is not None:
                with _asking("userinfo"):
                    more = client.get(metadata.userinfo_endpoint).raise_for_status().json()
                claims = _with_user_info(claims, more)
        return _identity(provider, claims)

    def _verified(self, provider: Provider, token: dict[str, Any], nonce: str, now: datetime) -> dict[str, Any]:
        """With the keys at hand, or, should the provider have new ones, with those."""
        try:
            return verified_claims(provider, self._published.of(provider).keys, token, nonce, now)
        except UnknownKeyError:
            pass
        try:
            return verified_claims(provider, self._published.of(provider, newer_keys=True).keys, token, nonce, now)
        except UnknownKeyError as error:
            raise FederationError(Cause.NOT_TRUSTED, "id_token: bad_signature") from error

    def _client(self, provider: Provider, metadata: Metadata) -> Any:
        basic = "client_secret_basic" in metadata.token_endpoint_auth_methods_supported
        return OAuth2Client(
            provider.client_id,
            self._secrets[provider.id],
            token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
            code_challenge_method="S256",
            scope=provider.scope,
            redirect_uri=self.return_address(provider),
            timeout=TIMEOUT_SECONDS,
        )


@contextmanager
def _asking(what: str) -> Iterator[None]:
    """Turns what goes wrong while a provider is asked into FederationError."""
    try:
        yield
    except httpx2.HTTPStatusError as error:
        cause = Cause.UNREACHABLE if error.response.status_code >= 500 else Cause.NOT_TRUSTED
        raise FederationError(cause, f"{what}: status {error.response.status_code}") from error
    except httpx2.HTTPError as error:
        raise FederationError(Cause.UNREACHABLE, f"{what}: {type(error).__name__}") from error
    except (AuthlibBaseError, ValueError, TypeError, KeyError) as error:
        code = error.error if isinstance(error, AuthlibBaseError) and error.error in KNOWN_ERRORS else ""
        raise FederationError(Cause.NOT_TRUSTED, f"{what}: {code or type(error).__name__}") from error


def _with_user_info(claims: dict[str, Any], more: Any) -> dict[str, Any]:
    """The ID token's claims, and those only the user info has. Raises FederationError when it is another person's."""
    if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
        raise FederationError(Cause.NOT_TRUSTED, "userinfo: another subject")
    return more | claims


def _identity(provider: Provider, claims: Mapping[str, Any]) -> Identity:
    names = provider.claims
    return Identity(
        subject=str(claims["sub"]),
        address=_text(claims.get(names.email)),
        is_verified=claims.get("email_verified") is True,
        name=_text(claims.get(names.name)),
        municipality_code=_text(claims.get(names.municipality_code))
        if names.municipality_code
        else provider.municipality_code,
    )


def _text(value: object) -> str:
    """A claim as text. Of several values none is chosen."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value.strip() if isinstance(value, str) else ""
