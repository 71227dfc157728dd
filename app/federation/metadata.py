"""OpenID Connect discovery document and JWKS of a provider: fetched when needed, cached for an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from app.federation.errors import Cause, FederationError
from app.federation.providers import Provider, is_safe

TIMEOUT_SECONDS = 8.0
CACHE_SECONDS = 3600.0
MIN_REFRESH_SECONDS = 60.0
"""How soon the keys may be fetched again when one is missing, so that forged tokens cannot make us ask all the time."""


class Metadata(BaseModel):
    """The part of the discovery document that we use."""

    model_config = ConfigDict(frozen=True)
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    @field_validator("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
    @classmethod
    def _encrypted(cls, address: str | None) -> str | None:
        if address is not None and not is_safe(address):
            raise ValueError("must begin with https://")
        return address


@dataclass(frozen=True, slots=True)
class Fetched:
    metadata: Metadata
    keys: KeySet
    at: float


class ProviderMetadataCache:
    """What the providers have published, by provider. Safe to use from many threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, Fetched] = {}
        self._lock = Lock()

    def of(self, provider: Provider, *, newer_keys: bool = False) -> Fetched:
        """Raises FederationError. `newer_keys` asks for keys that were not fetched just now."""
        with self._lock:
            entry = self._kept.get(provider.id)
        most = MIN_REFRESH_SECONDS if newer_keys else CACHE_SECONDS
        if entry is not None and self._clock() - entry.at < most:
            return entry
        metadata = self._fetch(provider)
        with self._lock:
            self._kept[provider.id] = metadata
        return metadata

    def _fetch(self, provider: Provider) -> Fetched:
        try:
            with httpx2.Client(timeout=TIMEOUT_SECONDS) as client:
                metadata = Metadata.model_validate(_json(client, _well_known(provider.issuer)))
                if metadata.issuer != provider.issuer:
                    raise FederationError(Cause.NOT_TRUSTED, "the discovery document names another issuer")
                keys = KeySet.import_key_set(_json(client, metadata.jwks_uri))
        except httpx2.HTTPError as error:
            raise FederationError(Cause.UNREACHABLE, f"discovery: {type(error).__name__}") from error
        except ValidationError as error:
            fields = ", ".join(".".join(map(str, detail["loc"])) for detail in error.errors(include_input=False))
            raise FederationError(Cause.NOT_TRUSTED, f"discovery: {fields}") from error
        except (ValueError, KeyError, TypeError, JoseError) as error:
            raise FederationError(Cause.NOT_TRUSTED, f"discovery: {type(error).__name__}") from error
        return Fetched(metadata, keys, self._clock())


def _json(client: httpx2.Client, address: str) -> Any:
    return client.get(address).raise_for_status().json()


def _well_known(issuer: str) -> str:
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"
