"""Commands about personal data: what is stored about a person, unlinking old rounds, handing out single answers."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.accounts.privacy.personal_data import as_json
from app.cli.commands import Parsers
from app.cli.output import print_message, show
from app.config import Settings
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round
from app.services.privacy.disclosure import disclose_single_answers
from app.services.privacy.personal_data import extract_for
from app.services.privacy.retention import plan_by_command, run_by_command
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    person = parsers["person"].add_subparsers(required=True, metavar="VAD")
    extracting = person.add_parser("extract", help="allt som finns om en person, som JSON (registerutdrag)")
    extracting.add_argument("email", metavar="EPOST")
    extracting.add_argument("--output", type=Path, metavar="FIL", help="skriv till en fil i stället för skärmen")
    extracting.set_defaults(run=extract)
    retention = parsers["retention"].add_subparsers(required=True, metavar="VAD")
    running = retention.add_parser("run", help="ta bort kopplingen mellan personer och svar i gamla omgångar")
    running.add_argument("region", metavar="REGION", help="regionens namn i adressen, till exempel gr")
    running.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle göras")
    running.set_defaults(run=retain)
    handing_out = parsers["disclose"]
    handing_out.add_argument("--region", required=True, help="regionens namn i adressen, till exempel gr")
    handing_out.add_argument("--kommun", required=True, help="kommunkod, eller namnet i adressen")
    handing_out.add_argument("--year", required=True, type=int)
    handing_out.add_argument("--questionnaire", default="omstallningsformaga", metavar="FORMULÄR")
    handing_out.add_argument("--trial", action="store_true", help="provomgången det året")
    handing_out.add_argument("--decision", required=True, metavar="BESLUT", help="beslutet att lämna ut, står i loggen")
    handing_out.add_argument("--with-names", action="store_true", help="med namn och adresser som finns kvar")
    handing_out.add_argument("--output", required=True, type=Path, metavar="FIL.zip")
    handing_out.set_defaults(run=hand_out)


def extract(arguments: argparse.Namespace) -> int:
    database = Database(Settings().database_url)
    try:
        personal_data = extract_for(database, arguments.email, datetime.now(UTC))
    except NotFoundError:
        print("Ingen person har den e-postadressen.", file=sys.stderr)
        return 1
    finally:
        database.close()
    if arguments.output is None:
        print(as_json(personal_data), end="")
    else:
        _write_private(arguments.output, as_json(personal_data).encode())
    return 0


def retain(arguments: argparse.Namespace) -> int:
    database, now = Database(Settings().database_url), datetime.now(UTC)
    try:
        plan = plan_by_command(database, arguments.region, now)
        for due in plan.due:
            people = due.linked
            counts = f"{people.respondents} svarande, {people.links} länkar, {people.letters} mejl"
            print(f"{_named(due.round)}: {counts}")
        for round_ in plan.overdue:
            print(f"{_named(round_)}: sista dagen var {round_.closes_on}, men tiden börjar först när omgången stängs.")
        if not plan.due:
            print("Det finns inget att gallra.")
        if arguments.dry_run:
            return 0
        outcome = run_by_command(database, arguments.region, now)
    except NotFoundError:
        print("Det finns ingen sådan region.", file=sys.stderr)
        return 1
    except PermissionDeniedError as refused:
        print(refused.message, file=sys.stderr)
        return 1
    finally:
        database.close()
    if outcome.rounds:
        print(f"Klart. {outcome.respondents} svarande är utan namn, och {outcome.people} personer är borttagna helt.")
    return 0


def _named(round_: Round) -> str:
    return f"{round_.questionnaire_id} {round_.year}{' prov' if round_.is_trial else ''}"


def hand_out(arguments: argparse.Namespace) -> int:
    key = AssessmentKey(
        arguments.region, arguments.questionnaire, arguments.year, arguments.kommun, trial=arguments.trial
    )
    if arguments.output.exists():
        print_message(f"{arguments.output} finns redan. Välj ett annat namn.")
        return 1
    database = Database(Settings().database_url)
    try:
        _, content = disclose_single_answers(
            database, key, arguments.decision, datetime.now(UTC), names=arguments.with_names
        )
    except NotFoundError:
        print("Det finns ingen sådan självskattning.", file=sys.stderr)
        return 1
    except InvalidInputError as invalid:
        print(invalid.errors["beslut"], file=sys.stderr)
        return 1
    finally:
        database.close()
    _write_private(arguments.output, content)
    show(f"{arguments.output} är skriven. Bara du kan läsa filen. Utlämnandet står i loggen.")
    return 0


def _write_private(path: Path, content: bytes) -> None:
    """Only the one who runs the command may read the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
