"""The command that tries the organisations' own sign-ins, as far as that goes without a person."""

import argparse

from app.cli.commands import Parsers
from app.cli.output import show
from app.config import Settings
from app.federation.client import Federation
from app.federation.errors import FederationError


def register(parsers: Parsers) -> None:
    trying = parsers["federation"]
    trying.set_defaults(run=check)


def check(_arguments: argparse.Namespace) -> int:
    """Whether each can be reached and believed, and the address that must be registered there."""
    settings = Settings()
    federation = Federation(settings.providers, {}, settings.public_url)
    if not federation.providers:
        print("Ingen fil med organisationer är inställd (OIDC_PROVIDERS_FILE).")
    has_failed = False
    for provider in federation.providers:
        show(f"{provider.id}: {provider.name}\n  återvändsadress: {federation.return_address(provider)}")
        try:
            federation.look_up(provider)
        except FederationError as error:
            has_failed = True
            show(f"  går inte att använda: {error.cause.value}, {error.detail}")
        else:
            print("  svarar, och är den den ska vara")
    return 1 if has_failed else 0
