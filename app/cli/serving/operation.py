"""Commands for those who run an installation: serve, migrate, publish, correct."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import traces
from app.assessment.questionnaires.correction import NotACorrectionError
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import Steps, load
from app.cli.commands import Parsers
from app.cli.output import print_message, show
from app.cli.serving.diagnoses import why_not_started
from app.cli.serving.migrating import migrate_database, prepare
from app.cli.serving.server import run_server
from app.config import Settings
from app.errors import PermissionDeniedError
from app.services.questionnaires import editions
from app.storage.engine.database import Database


def register(parsers: Parsers) -> None:
    serving = parsers["serve"]
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--prepare", action="store_true", help="migrera databasen först, och lägg in exempel om DEMO")
    serving.add_argument(
        "--behind-proxy", action="store_true", help="lita på X-Forwarded-* från proxyerna i TRUSTED_PROXIES"
    )
    serving.set_defaults(run=serve)
    migrating = parsers["migrate"]
    migrating.add_argument("--plan", action="store_true", help="säg bara vad som återstår och om tjänsten kan gå")
    migrating.add_argument("--anyway", action="store_true", help="också när någon är ansluten som inte kan gå vidare")
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
    if settings.otel_exporter_otlp_endpoint and not traces.are_installed():
        print_message(traces.MISSING)
        return 1
    obstacle = why_not_started(settings.database_url, migrates=arguments.prepare)
    if obstacle is not None:
        print_message(str(obstacle))
        return 1
    if arguments.prepare and not prepare(settings):
        return 1
    print(f"Öppna http://{arguments.host}:{arguments.port} i webbläsaren. Avsluta med Ctrl+C.", flush=True)
    return run_server(arguments.host, arguments.port, settings.proxies if arguments.behind_proxy else ())


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
