"""Commands about backups: copying an SQLite database while the service runs, and noting a backup made otherwise."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.cli.commands import Parsers
from app.cli.output import print_message, show
from app.config import Settings
from app.services.organisations import backups
from app.storage.engine.backup import BackupDamagedError
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    backup = parsers["backup"]
    kinds = backup.add_subparsers(required=True, metavar="VAD")
    copying = kinds.add_parser("make", help="kopiera en SQLite-databas till en ny fil, också medan tjänsten är igång")
    copying.add_argument("file", type=Path, metavar="FIL")
    copying.set_defaults(run=make)
    noting = kinds.add_parser("note", help="skriv upp att en säkerhetskopia är gjord på annat sätt, som med pg_dump")
    noting.set_defaults(run=note)


def make(arguments: argparse.Namespace) -> int:
    database = Database(Settings().database_url)
    try:
        backups.back_up(database, arguments.file, datetime.now(UTC))
    except FileExistsError:
        print_message(f"{arguments.file} finns redan. Välj ett annat namn, till exempel med dagens datum.")
        return 1
    except ValueError:
        print_message(
            "Bara en SQLite-databas i en fil går att kopiera så här. Använd pg_dump för PostgreSQL, och kör sedan "
            "omstallningskollen backup note."
        )
        return 1
    except (OSError, BackupDamagedError) as error:
        print_message(f"Det blev ingen säkerhetskopia: {error}")
        return 1
    finally:
        database.close()
    show(f"Säkerhetskopian är gjord och kontrollerad: {arguments.file}")
    return 0


def note(_arguments: argparse.Namespace) -> int:
    database = Database(Settings().database_url)
    try:
        backups.note_backup(database, datetime.now(UTC))
    finally:
        database.close()
    show("Uppskrivet. Tiden visas på sidan Drift.")
    return 0
