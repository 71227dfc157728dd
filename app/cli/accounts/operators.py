"""Commands about the operators of an installation: inviting the first one and others, listing them, ending the role."""

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.cli.tables import table
from app.config import Settings
from app.errors import NotFoundError, PermissionDeniedError
from app.services.organisations import operators
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["operator"].add_subparsers(required=True, metavar="VAD")
    inviting = kinds.add_parser("invite", help="gör någon till driftansvarig, och skriv ut en länk att logga in med")
    inviting.add_argument("email", metavar="EPOST")
    inviting.set_defaults(run=invite)
    listing = kinds.add_parser("list", help="vilka som är driftansvariga")
    listing.set_defaults(run=show)
    ending = kinds.add_parser("end", help="avsluta någons roll som driftansvarig")
    ending.add_argument("email", metavar="EPOST")
    ending.set_defaults(run=end)


def invite(arguments: argparse.Namespace) -> int:
    """The link alone goes to standard output, so that a script can take it."""
    settings = Settings()

    def work(database: Database) -> int:
        by_mail = settings.mail_server is not None
        try:
            link = operators.invite(
                database, arguments.email, datetime.now(UTC), public_url=settings.public_url, by_mail=by_mail
            )
        except PermissionDeniedError as refused:
            print(refused.message, file=sys.stderr)
            return 1
        print("Länken loggar in en gång, i vilken webbläsare som helst, inom ett dygn:", file=sys.stderr)
        print(link)
        if not by_mail:
            print("Ingen mejlserver är inställd (SMTP_URL), så inget mejl skickas.", file=sys.stderr)
        return 0

    return _with_database(settings, work)


def show(_arguments: argparse.Namespace) -> int:
    def work(database: Database) -> int:
        people = operators.operators(database)
        rows = [
            {"e-post": operator.address, "namn": operator.name or None, "sedan": f"{operator.since:%Y-%m-%d}"}
            for operator in people
        ]
        print(table(("e-post", "namn", "sedan"), rows) if rows else "Ingen är driftansvarig än.")
        return 0

    return _with_database(Settings(), work)


def end(arguments: argparse.Namespace) -> int:
    def work(database: Database) -> int:
        try:
            has_others = operators.end(database, arguments.email, datetime.now(UTC))
        except NotFoundError:
            print("Ingen driftansvarig har den adressen.", file=sys.stderr)
            return 1
        print("Rollen är avslutad." if has_others else "Rollen är avslutad. Nu finns ingen driftansvarig.")
        return 0

    return _with_database(Settings(), work)


def _with_database(settings: Settings, work: Callable[[Database], int]) -> int:
    with closing(Database(settings.database_url)) as database:
        return work(database)
