"""Commands about the organisations' own sign-ins: trying them, as far as that goes without a person, and which accounts
are bound to them.
"""

import argparse
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.cli.output import show
from app.cli.tables import table
from app.config import Settings
from app.federation.client import Federation
from app.federation.errors import FederationError
from app.services.sign_in.federated_accounts import bound_accounts, loosen_from_terminal
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    trying = parsers["federation"]
    trying.set_defaults(run=check)
    kinds = trying.add_subparsers(metavar="VAD")
    listing = kinds.add_parser("bound", help="vilka konton som är knutna till en inloggning, och sedan när")
    listing.set_defaults(run=list_bound)
    loosening = kinds.add_parser("loosen", help="lossa ett kontos koppling, så att nästa som loggar in knyts i stället")
    which = loosening.add_mutually_exclusive_group(required=True)
    which.add_argument("email", metavar="EPOST", nargs="?")
    which.add_argument("--issuer", metavar="ADRESS", help="alla konton som är knutna till den här inloggningen")
    loosening.set_defaults(run=loosen)


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


def list_bound(_arguments: argparse.Namespace) -> int:
    with closing(Database(Settings().database_url)) as database:
        rows = [
            {"e-post": address or None, "inloggning": account.issuer, "sedan": f"{account.bound_at:%Y-%m-%d}"}
            for address, account in bound_accounts(database)
        ]
    show(table(("e-post", "inloggning", "sedan"), rows) if rows else "Inget konto är knutet till en inloggning än.")
    return 0


def loosen(arguments: argparse.Namespace) -> int:
    """1 when no account was bound."""
    with closing(Database(Settings().database_url)) as database:
        count = loosen_from_terminal(
            database, datetime.now(UTC), address=arguments.email or "", issuer=arguments.issuer or ""
        )
    print(f"Lossade kopplingar: {count}." if count else "Inget sådant konto är knutet till en inloggning.")
    return 0 if count else 1
