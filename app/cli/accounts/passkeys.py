"""The command `passkeys reset`: the way back for somebody who has lost both passkeys and recovery codes, or for all."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.config import Settings
from app.errors import NotFoundError
from app.services.sign_in.passkeys import reset_all_passkeys, reset_passkeys
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["passkeys"].add_subparsers(required=True, metavar="VAD")
    resetting = kinds.add_parser(
        "reset", help="ta bort någons passnycklar och reservkoder, efter att ha talat med den, eller allas"
    )
    whose = resetting.add_mutually_exclusive_group(required=True)
    whose.add_argument("email", nargs="?", metavar="EPOST", help="den som har förlorat sina")
    whose.add_argument("--all", action="store_true", help="alla som har någon, när tjänsten har bytt adress")
    resetting.set_defaults(run=reset)


def reset(arguments: argparse.Namespace) -> int:
    settings, now = Settings(), datetime.now(UTC)
    with closing(Database(settings.database_url)) as database:
        if arguments.all:
            people, count = reset_all_passkeys(database, now, public_url=settings.public_url)
            print(f"Borttagna passnycklar: {count}, hos {people} personer. {_EACH}")
            return 0
        try:
            count = reset_passkeys(database, arguments.email, now, public_url=settings.public_url)
        except NotFoundError:
            print("Ingen har den adressen.", file=sys.stderr)
            return 1
    print(f"Borttagna passnycklar: {count}. Personen är utloggad, får ett mejl och loggar in som utan passnyckel.")
    return 0


_EACH = "Var och en är utloggad, får ett mejl och loggar in som utan passnyckel."
