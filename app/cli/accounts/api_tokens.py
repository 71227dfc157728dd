"""Ending a token of a program that somebody has found where it must not be, for those who run an installation."""

import argparse
import getpass
import sys
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.config import Settings
from app.services.api.api_tokens import UnknownTokenError, revoke_found
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["token"].add_subparsers(required=True, metavar="VAD")
    ending = kinds.add_parser("end", help="avsluta en nyckel som har läckt; den läses från standard in")
    ending.set_defaults(run=end)


def end(_arguments: argparse.Namespace) -> int:
    """The token is no argument: those end up in the shell's history and in lists of processes."""
    secret = getpass.getpass("Nyckeln: ") if sys.stdin.isatty() else sys.stdin.readline()
    with closing(Database(Settings().database_url)) as database:
        try:
            owner = revoke_found(database, secret.strip(), datetime.now(UTC))
        except UnknownTokenError:
            print("Ingen nyckel som gäller ser ut så.", file=sys.stderr)
            return 1
    print(f"Nyckeln är avslutad. Den hörde till {owner}. Hör av dig till samordnaren där.")
    return 0
