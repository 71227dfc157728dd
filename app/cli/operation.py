"""Commands for those who run an installation: serve, migrate, publish, correct."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.assessment.questionnaires.correction import NotACorrectionError
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import Steps, load
from app.cli.commands import Parsers
from app.cli.diagnoses import why_not_started
from app.cli.output import print_message, show
from app.cli.server import run_server
from app.config import Settings
from app.demo.build import build_demo, latest_opening
from app.demo.collaboration import add_collaboration
from app.errors import PermissionDeniedError
from app.services.questionnaires import editions
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.support.catalogue.problems import CatalogueError


def register(parsers: Parsers) -> None:
    serving = parsers["serve"]
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--prepare", action="store_true", help="migrera databasen först, och lägg in exempel om DEMO")
    serving.add_argument(
        "--behind-proxy", action="store_true", help="lita på X-Forwarded-* från en proxy på samma värd"
    )
    serving.set_defaults(run=serve)
    migrating = parsers["migrate"]
    migrating.set_defaults(run=migrate_database)
    publish = parsers["publish"]
    publish.add_argument("file", type=Path, metavar="FIL")
    publish.set_defaults(run=publish_file)
    correct = parsers["correct"]
    correct.add_argument("file", type=Path, metavar="FIL")
    correct.add_argument("--reason", required=True, metavar="SKÄL", help="visas för dem som svarar")
    correct.set_defaults(run=correct_file)


def serve(arguments: argparse.Namespace) -> int:
    settings = Settings()
    obstacle = why_not_started(settings.database_url, migrates=arguments.prepare)
    if obstacle is not None:
        print_message(str(obstacle))
        return 1
    if arguments.prepare:
        _prepare(settings)
    print(f"Öppna http://{arguments.host}:{arguments.port} i webbläsaren. Avsluta med Ctrl+C.", flush=True)
    return run_server(arguments.host, arguments.port, behind_proxy=arguments.behind_proxy)


def _prepare(settings: Settings) -> None:
    database = Database(settings.database_url)
    try:
        migrate(database)
        now = datetime.now(UTC)
        is_example = settings.demo and build_demo(database, settings.questionnaires_dir, now)
        if is_example:
            add_collaboration(database, settings.questionnaires_dir, now)
        if is_example:
            print("Exempelregionen är inlagd.")
        _take_in_catalogues(database, settings, now, latest_opening(now) if is_example else now)
    finally:
        database.close()


def _take_in_catalogues(database: Database, settings: Settings, now: datetime, in_force_from: datetime) -> None:
    """What is wrong with a file of support is told and stops nothing: the rest of the service does not need it."""
    try:
        different = take_in(database, settings.catalogues_dir, now, in_force_from=in_force_from)
    except CatalogueError as error:
        print_message(str(error))
        return
    for path in different:
        print_message(f"{path} skiljer sig från den publicerade katalogen, som används. Gör en ny utgåva i stället.")


def migrate_database(_arguments: argparse.Namespace) -> int:
    settings = Settings()
    obstacle = why_not_started(settings.database_url, migrates=True)
    if obstacle is not None:
        print_message(str(obstacle))
        return 1
    database = Database(settings.database_url)
    try:
        migrate(database)
        now = datetime.now(UTC)
        _take_in_catalogues(database, settings, now, now)
    finally:
        database.close()
    return 0


def publish_file(arguments: argparse.Namespace) -> int:
    return _with_questionnaire(
        arguments.file, lambda database, questionnaire: _publish(database, questionnaire, arguments.file)
    )


def correct_file(arguments: argparse.Namespace) -> int:
    return _with_questionnaire(
        arguments.file, lambda database, questionnaire: _correct(database, questionnaire, arguments.reason)
    )


def _with_questionnaire(path: Path, act: Any) -> int:
    database = Database(Settings().database_url)
    try:
        act(database, load(path))
    except (QuestionnaireError, NotACorrectionError) as error:
        print_message(str(error))
        return 1
    except PermissionDeniedError as refused:
        print_message(refused.message)
        return 1
    finally:
        database.close()
    return 0


def _publish(database: Database, questionnaire: Any, path: Path) -> None:
    try:
        result = editions.publish(database, questionnaire, datetime.now(UTC))
    except editions.NextStepsMissingError:
        load(path, steps=Steps.REQUIRED)  # to tell on which lines
        raise
    state = "redan publicerat, likadant" if result.already else "publicerat"
    show(f"{questionnaire.title} är {state}. Innehållets kontrollsumma: {result.content_hash}")


def _correct(database: Database, questionnaire: Any, reason: str) -> None:
    changes = editions.correct_wording(database, questionnaire, reason, datetime.now(UTC))
    if not changes:
        show("Filen har samma lydelse som den publicerade. Inget att rätta.")
    for change in changes:
        show(f"{change.where or questionnaire.id} {change.field}\n  före:  {change.old}\n  efter: {change.new}")
