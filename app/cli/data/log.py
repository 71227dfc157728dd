"""Commands about the audit log: checking its chain, and taking it out."""

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app.accounts.audit.log_export import as_json
from app.accounts.audit.seals import Seal, SealFileError, read_seals
from app.accounts.audit.trail import ImportedTrail
from app.cli.commands import Parsers
from app.config import Settings
from app.services.privacy import audit_log
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    log = parsers["log"]
    kinds = log.add_subparsers(required=True, metavar="VAD")
    checking = kinds.add_parser("verify", help="kontrollera att ingen rad har ändrats, tagits bort eller lagts in")
    checking.add_argument(
        "--expect", metavar="KONTROLLSUMMA", help="den sista radens kontrollsumma vid en tidigare kontroll"
    )
    checking.add_argument(
        "--seals",
        type=Path,
        metavar="FIL",
        help="filen med sparade kontrollsummor (annars AUDIT_SEAL_FILE, om den finns)",
    )
    checking.set_defaults(run=verify)
    exporting = kinds.add_parser("export", help="hela loggen som JSON, med kontrollsummor")
    exporting.add_argument("--output", type=Path, metavar="FIL", help="skriv till en fil i stället för skärmen")
    exporting.set_defaults(run=export)


def verify(arguments: argparse.Namespace) -> int:
    """0 when the chain is whole. The last hash is printed, to be kept where whoever has the database cannot reach."""
    settings = Settings()
    try:
        seals = _seals(arguments.seals, settings)
    except (OSError, ValueError) as error:
        print(_unreadable(error), file=sys.stderr)
        return 1
    with closing(Database(settings.database_url)) as database:
        chain = audit_log.verify(database, arguments.expect, seals)
    for number in chain.broken:
        print(
            f"Rad {number} stämmer inte: den, eller raden före, har ändrats, tagits bort eller flyttats.",
            file=sys.stderr,
        )
    if not chain.has_expected:
        print(
            f"Ingen rad har kontrollsumman {arguments.expect}. Slutet av loggen har kapats eller skrivits om.",
            file=sys.stderr,
        )
    for seal in chain.missing_seals:
        print(
            f"Rad {seal.number} hade en annan kontrollsumma {seal.at:%Y-%m-%d}, eller finns inte längre. "
            "Slutet av loggen har kapats eller skrivits om.",
            file=sys.stderr,
        )
    for trail in chain.imports:
        _tell_import(trail)
    if seals:
        print(f"Jämförd med {len(seals)} sparade kontrollsummor, den senaste från {seals[-1].at:%Y-%m-%d}.")
    print(f"Till och med rad {chain.last_number}: {'kedjan är hel.' if chain.is_whole else 'kedjan är bruten.'}")
    print(f"Sista radens kontrollsumma: {chain.last_hash}")
    return 0 if chain.is_whole else 1


def _tell_import(trail: ImportedTrail) -> None:
    """Of what came from another installation: its own lines, and what we tell of them."""
    for number in trail.broken:
        print(f"Importen på rad {trail.number}: källans rad {number} är inte den som förseglades.", file=sys.stderr)
    for number in trail.copies:
        print(f"Importen på rad {trail.number}: rad {number} säger något annat än källans rad.", file=sys.stderr)
    state = "stämmer med källans förseglingar" if trail.is_whole else "stämmer inte"
    print(f"Importen på rad {trail.number}: {trail.lines} rader från en annan installation {state}.")
    print(f"  Källans sista rad då: {trail.source_number}, kontrollsumma {trail.source_hash}")


def _seals(file: Path | None, settings: Settings) -> tuple[Seal, ...]:
    """Of the file that is named, which must be there, or of the one that the service keeps, if it does."""
    own_file = Path(settings.audit_seal_file) if settings.audit_seal_file else None
    source = file or (own_file if own_file is not None and own_file.exists() else None)
    return () if source is None else read_seals(source.read_text(encoding="utf-8").splitlines())


def _unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, SealFileError):
        return f"Rad {error.number} i filen med kontrollsummor går inte att läsa."
    return "Filen med kontrollsummor går inte att läsa."


def export(arguments: argparse.Namespace) -> int:
    database = Database(Settings().database_url)
    try:
        pieces = as_json(line for line, _ in audit_log.take_out_whole(database))
        if arguments.output is None:
            sys.stdout.writelines(pieces)
        else:
            _write_private(arguments.output, pieces)
    finally:
        database.close()
    return 0


def _write_private(path: Path, pieces: Iterable[str]) -> None:
    """Only the one who runs the command may read the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(pieces)
