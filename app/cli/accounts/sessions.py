"""Commands about sessions: ending somebody's, or all there are."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.config import Settings
from app.errors import NotFoundError
from app.services.sign_in.ended_sessions import end_all_sessions, end_sessions_of
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["sessions"].add_subparsers(required=True, metavar="VAD")
    ending = kinds.add_parser("end", help="logga ut någon ur alla webbläsare, eller alla som är inloggade")
    whose = ending.add_mutually_exclusive_group(required=True)
    whose.add_argument("email", nargs="?", metavar="EPOST", help="den som ska loggas ut")
    whose.add_argument("--all", action="store_true", help="alla, även de som svarar genom en personlig länk")
    ending.set_defaults(run=end)


def end(arguments: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    with closing(Database(Settings().database_url)) as database:
        try:
            count = (
                end_all_sessions(database, now) if arguments.all else end_sessions_of(database, arguments.email, now)
            )
        except NotFoundError:
            print("Ingen har den adressen. Kontrollera hur den är skriven.", file=sys.stderr)
            return 1
    print(f"Avslutade inloggningar: {count}.")
    return 0
