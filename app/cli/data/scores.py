"""The command about stored scores: checking them against the answers, and working them out anew."""

import argparse
from contextlib import closing

from app.cli.commands import Parsers
from app.cli.output import print_message, show
from app.config import Settings
from app.services.results.score_check import DifferingScore, check_scores
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    kinds = parsers["scores"].add_subparsers(required=True, metavar="VAD")
    checking = kinds.add_parser("verify", help="räkna om vart och ett ur svaren, och säg vilka som skiljer sig")
    checking.add_argument(
        "--rebuild", action="store_true", help="spara dem som skiljer sig, är gamla eller saknas på nytt"
    )
    checking.set_defaults(run=verify)


def verify(arguments: argparse.Namespace) -> int:
    """0 when every score that would be shown is what the answers come to, 1 when one was not, also if it is now."""
    with closing(Database(Settings().database_url)) as database:
        check = check_scores(database, rebuild=arguments.rebuild)
    for score in check.differing:
        print_message(f"{_named(score)} är inte vad svaren ger.")
    show(f"Sparade resultat: {check.stored}. Skiljer sig från svaren: {len(check.differing)}.")
    if check.outdated:
        show(f"Gamla, som aldrig visas: {check.outdated}. De räknas om när någon ser dem, eller med --rebuild.")
    if arguments.rebuild:
        show(f"Sparade på nytt: {check.saved}.")
    return 1 if check.differing else 0


def _named(score: DifferingScore) -> str:
    what = "Resultatet" if score.earlier_year is None else f"Förändringen sedan {score.earlier_year}"
    return f"{what} för {score.key.path}"
