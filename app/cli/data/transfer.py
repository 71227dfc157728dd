"""Commands about moving: writing a whole region or kommun to a file, and taking one in from another installation."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.accounts.organisations.organisation import OrganisationKey
from app.cli.commands import Parsers
from app.cli.data.transfer_texts import export_lines, import_lines, text_of
from app.cli.output import print_message, show
from app.cli.serving.diagnoses import why_not_started
from app.config import Settings
from app.services.transfer.errors import TransferError
from app.services.transfer.exporting import export
from app.services.transfer.importing import ImportTerms, import_file
from app.storage.engine.failures import DRIVER_ERRORS


def register(parsers: Parsers) -> None:
    kinds = parsers["transfer"].add_subparsers(required=True, metavar="VAD")
    exporting = kinds.add_parser("export", help="skriv allt som hör till en region eller en kommun till en ny fil")
    exporting.add_argument("file", type=Path, metavar="FIL.zip")
    exporting.add_argument("--region", required=True, help="regionens namn i adressen, till exempel gr")
    exporting.add_argument("--kommun", default="", help="bara en kommun: namnet i adressen, till exempel 1440-ale")
    exporting.set_defaults(run=write)
    importing = kinds.add_parser("import", help="ta in en region eller en kommun ur en fil, helt eller inte alls")
    importing.add_argument("file", type=Path, metavar="FIL.zip")
    importing.add_argument("--dry-run", action="store_true", help="pröva allt och visa vad som skulle hända")
    importing.add_argument(
        "--expect",
        default="",
        metavar="KONTROLLSUMMA",
        help="filens SHA-256, som den installation den kommer från visade",
    )
    importing.add_argument(
        "--accept-other-reports", action="store_true", help="ta in också om rapporter kommer att säga något annat"
    )
    importing.set_defaults(run=take_in)


def write(arguments: argparse.Namespace) -> int:
    def work(url: str) -> None:
        key = OrganisationKey(arguments.region, arguments.kommun)
        show("\n".join(export_lines(export(url, key, arguments.file, datetime.now(UTC)), arguments.file)))

    return _told(work, "Ingen fil skrevs.")


def take_in(arguments: argparse.Namespace) -> int:
    terms = ImportTerms(
        expected=arguments.expect, rehearsal=arguments.dry_run, other_reports=arguments.accept_other_reports
    )

    def work(url: str) -> None:
        summary = import_file(url, arguments.file, datetime.now(UTC), terms)
        show("\n".join(import_lines(summary, is_rehearsal=arguments.dry_run)))

    return _told(work, "Ingenting är ändrat.")


def _told(work: Callable[[str], None], outcome: str) -> int:
    """1 with what went wrong, what it came to, and what to do."""
    url = Settings().database_url
    obstacle = why_not_started(url, migrates=False)
    if obstacle is not None:
        print_message(f"{outcome} {obstacle.subject}: {obstacle.words}")
        return 1
    try:
        work(url)
    except (TransferError, OSError, *DRIVER_ERRORS) as error:
        print_message(f"{outcome} {text_of(error)}")
        return 1
    return 0
