"""Which providers of OpenID Connect are trusted, and for whom: read from a JSON file, or every error told."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, field_validator

from app.accounts.kernel.email_addresses import AddressProblem, read_address

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that may be reached without encryption, for trials on one's own machine."""
_FROZEN = ConfigDict(frozen=True, extra="forbid")
_Text = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class ClaimNames(BaseModel):
    """What the provider calls what we need to know. Without one for the kommun's code, `municipality_code` counts."""

    model_config = _FROZEN
    email: _Text = "email"
    name: _Text = "name"
    municipality_code: str = ""


class Provider(BaseModel):
    """One organisation's sign-in."""

    model_config = _FROZEN
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    """As it stands in addresses."""
    name: _Text
    """As it stands on the page: "Logga in med …"."""
    issuer: _Text
    client_id: _Text
    client_secret_env: _Text
    """The environment variable, or the file of a secret, that holds the provider's secret."""
    email_domains: Annotated[tuple[str, ...], Field(min_length=1)]
    """It is believed about addresses of these domains only: nobody vouches for other organisations' people."""
    claims: ClaimNames = ClaimNames()
    municipality_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{4})?$")] = ""
    """The SCB code of the kommun whose people these are, for accounts made at the first sign-in."""
    trust_email: bool = False
    """Its addresses count as verified although it does not say so. Otherwise `email_verified` must be true."""
    only_way: bool = False
    """People with its addresses get no sign-in mails."""
    scope: _Text = "openid email profile"

    @field_validator("issuer")
    @classmethod
    def _encrypted(cls, issuer: str) -> str:
        if not is_safe(issuer) or "?" in issuer or "#" in issuer:
            raise ValueError("must be an address that begins with https:// and has neither ? nor #")
        return issuer

    @field_validator("email_domains")
    @classmethod
    def _domains(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_domain, domains))

    def vouches_for(self, address: str) -> bool:
        return address.rpartition("@")[2] in self.email_domains


def _domain(text: str) -> str:
    """As it stands in the addresses that are compared with it. Raises ValueError."""
    address = read_address(f"x@{text.strip().removeprefix('@')}")
    if isinstance(address, AddressProblem):
        raise ValueError(f"{text!r} is no domain of an e-mail address")  # noqa: TRY004  pydantic expects it
    return address.removeprefix("x@")


class ProvidersFileError(ValueError):
    """What is wrong with the file, a line for each error."""


def is_safe(address: str) -> bool:
    """Whether what is sent to an address is encrypted, or does not leave this machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL))


def read_providers(path: Path, secret: Callable[[str], str]) -> tuple[Provider, ...]:
    """The providers of a file, in its order; `secret` finds a secret by name, or nothing.

    Raises ProvidersFileError with every error found.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ProvidersFileError(f"{path}: cannot be read as JSON in UTF-8: {error}") from error
    try:
        providers = TypeAdapter(tuple[Provider, ...]).validate_python(entries)
    except ValidationError as error:
        raise ProvidersFileError("\n".join(f"{path}: {line}" for line in _messages(error, entries))) from error
    errors = [*_duplicates(providers), *_without_secret(providers, secret)]
    if errors:
        raise ProvidersFileError("\n".join(f"{path}: {line}" for line in errors))
    return providers


def _messages(error: ValidationError, entries: object) -> list[str]:
    """Each error with the provider's place in the list and its id, never with what the file holds."""
    return [f"{_where(detail['loc'], entries)}: {detail['msg']}" for detail in error.errors(include_input=False)]


def _where(place: Sequence[int | str], entries: object) -> str:
    if not place or not isinstance(entries, list) or not isinstance(place[0], int):
        return "the file must hold a list of providers"
    entry = entries[place[0]]
    suffix = f" ({entry['id']})" if isinstance(entry, dict) and isinstance(entry.get("id"), str) else ""
    return " ".join([f"provider {place[0] + 1}{suffix}", ".".join(map(str, place[1:]))]).strip()


def _duplicates(providers: Sequence[Provider]) -> list[str]:
    ids = Counter(provider.id for provider in providers)
    domains = Counter(domain for provider in providers for domain in provider.email_domains)
    return [
        *(f"the id {name} is used {times} times" for name, times in ids.items() if times > 1),
        *(f"the domain {name} has {times} providers; it can have one" for name, times in domains.items() if times > 1),
    ]


def _without_secret(providers: Sequence[Provider], secret: Callable[[str], str]) -> list[str]:
    return [
        f"provider {provider.id}: {provider.client_secret_env} is neither set nor a file of a secret that can be read"
        for provider in providers
        if not secret(provider.client_secret_env)
    ]
