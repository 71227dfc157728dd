"""The command `passkeys reset`: the way back for somebody who has lost both passkeys and recovery codes."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from app.cli.commands import Parsers
from app.config import Settings
from app.errors import NotFoundError
from app.services.sign_in.passkeys import reset_passkeys
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["passkeys"].add_subparsers(required=True, metavar="VAD")
    resetting = kinds.add_parser("reset", help="ta bort någons passnycklar och reservkoder, efter att ha talat med den")
    resetting.add_argument("email", metavar="EPOST")
    resetting.set_defaults(run=reset)


def reset(arguments: argparse.Namespace) -> int:
    settings = Settings()
    with closing(Database(settings.database_url)) as database:
        try:
            count = reset_passkeys(database, arguments.email, datetime.now(UTC), public_url=settings.public_url)
        except NotFoundError:
            print("Ingen har den adressen.", file=sys.stderr)
            return 1
    print(f"Borttagna passnycklar: {count}. Personen är utloggad, får ett mejl och loggar in som utan passnyckel.")
    return 0
