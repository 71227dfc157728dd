"""Commands about backups: copying the database while the service runs, trying a copy, putting one in place, and noting
one made otherwise."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.cli.commands import Parsers
from app.cli.data.backup_texts import content_lines, replacement_lines, text_of
from app.cli.output import print_message, show
from app.config import Settings
from app.services.organisations import backups
from app.storage.engine.backup_errors import BackupError
from app.storage.engine.failures import DRIVER_ERRORS


def register(parsers: Parsers) -> None:
    kinds = parsers["backup"].add_subparsers(required=True, metavar="VAD")
    copying = kinds.add_parser("make", help="kopiera databasen till en ny fil, också medan tjänsten är igång")
    copying.add_argument("file", type=Path, metavar="FIL")
    copying.set_defaults(run=make)
    trying = kinds.add_parser("verify", help="pröva att en säkerhetskopia går att använda, utan att röra databasen")
    trying.add_argument("file", type=Path, metavar="FIL")
    trying.set_defaults(run=verify)
    restoring = kinds.add_parser("restore", help="pröva en säkerhetskopia och gör den till databas")
    restoring.add_argument("file", type=Path, metavar="FIL")
    restoring.set_defaults(run=restore)
    noting = kinds.add_parser("note", help="skriv upp att en säkerhetskopia är gjord på annat sätt")
    noting.set_defaults(run=note)


def make(arguments: argparse.Namespace) -> int:
    url = Settings().database_url

    def work() -> None:
        backups.back_up(url, arguments.file)
        show(f"Säkerhetskopian är gjord och kontrollerad: {arguments.file}")

    def write_down() -> None:
        backups.note_backup(url, datetime.now(UTC), is_own=True)

    # A database whose disk is full can still be copied to another one.
    return _told(work, "Det blev ingen säkerhetskopia.") or _told(write_down, "Tiden står inte på sidan Drift.")


def verify(arguments: argparse.Namespace) -> int:
    url = Settings().database_url

    def work() -> None:
        content = backups.try_backup(arguments.file, url)
        show("\n".join((f"Säkerhetskopian går att använda: {arguments.file}", *content_lines(content))))

    return _told(work, "Säkerhetskopian går inte att använda.")


def restore(arguments: argparse.Namespace) -> int:
    url = Settings().database_url

    def work() -> None:
        content, replacement = backups.restore(arguments.file, url, datetime.now(UTC))
        show("\n".join((f"Säkerhetskopian är databas nu: {arguments.file}", *content_lines(content))))
        show("\n".join(replacement_lines(replacement)))

    return _told(work, "Databasen är som den var.")


def note(_arguments: argparse.Namespace) -> int:
    url = Settings().database_url

    def work() -> None:
        backups.note_backup(url, datetime.now(UTC), is_own=False)
        show("Uppskrivet. Tiden visas på sidan Drift.")

    return _told(work, "Det blev inte uppskrivet.")


def _told(work: Callable[[], None], outcome: str) -> int:
    """1 with what went wrong, what it came to, and what to do."""
    try:
        work()
    except (BackupError, OSError, ValueError, *DRIVER_ERRORS) as error:
        print_message(f"{outcome} {text_of(error)}")
        return 1
    return 0
