"""Commands about personal data: what is stored about a person."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.accounts.extract import as_json
from app.config import Settings
from app.errors import NotFound
from app.services.extracts import extract_for
from app.storage.database import Database


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    person = commands.add_parser("person", help="uppgifter om en person").add_subparsers(required=True, metavar="VAD")
    extracting = person.add_parser("extract", help="allt som finns om en person, som JSON (registerutdrag)")
    extracting.add_argument("email", metavar="EPOST")
    extracting.add_argument("--output", type=Path, metavar="FIL", help="skriv till en fil i stället för skärmen")
    extracting.set_defaults(run=extract)


def extract(arguments: argparse.Namespace) -> int:
    database = Database(Settings().database_url)
    try:
        found = extract_for(database, arguments.email, datetime.now(UTC))
    except NotFound:
        print("Ingen person har den e-postadressen.", file=sys.stderr)
        return 1
    finally:
        database.close()
    if arguments.output is None:
        print(as_json(found), end="")
    else:
        _write_private(arguments.output, as_json(found).encode())
    return 0


def _write_private(path: Path, content: bytes) -> None:
    """Only the one who runs the command may read the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
