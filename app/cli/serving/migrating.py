"""The command `migrate`: what remains, whether the service can go on meanwhile, and doing it; `serve --prepare` too."""

import argparse
from contextlib import closing
from datetime import UTC, datetime

from app.cli.output import print_message, show
from app.cli.serving.diagnoses import why_not_started
from app.config import Settings
from app.demo.build import build_demo, latest_opening
from app.demo.collaboration import add_collaboration
from app.services.support.catalogues import take_in
from app.storage.engine.connected import serving_revisions
from app.storage.engine.database import Database
from app.storage.engine.schema import PATIENCE_SECONDS, SchemaBusyError, migrate, pending_migrations, stopped_by
from app.support.catalogue.problems import CatalogueError

IN_USE = (
    "Någon är ansluten till databasen som inte kan gå vidare efter det här (schema {}). "
    "Inget är ändrat. Stoppa tjänsten på alla servrar, säkerhetskopiera och kör igen. Vad som återstår visar "
    "omstallningskollen migrate --plan. Är det ingen tjänst: omstallningskollen migrate --anyway."
)
BUSY = (
    f"Databasen var låst av någon annan i {PATIENCE_SECONDS:.0f} sekunder. Inget är ändrat. Se om en säkerhetskopia "
    "eller ett annat program håller den, och kör igen."
)


def prepare(settings: Settings) -> bool:
    """Bring the database to this version's schema, with the example region in the demo. False, and told why, when that
    cannot be done now."""
    if not _is_migrated(settings.database_url, anyway=False):
        return False
    now = datetime.now(UTC)
    with closing(Database(settings.database_url)) as database:
        is_example = settings.demo and build_demo(database, settings.questionnaires_dir, now)
        if is_example:
            add_collaboration(database, settings.questionnaires_dir, now)
            print("Exempelregionen är inlagd.")
        _take_in_catalogues(database, settings, now, latest_opening(now) if is_example else now)
    return True


def migrate_database(arguments: argparse.Namespace) -> int:
    """With `--plan` nothing is changed, and the status is 1 when the service has to be stopped first."""
    settings = Settings()
    obstacle = why_not_started(settings.database_url, migrates=True)
    if obstacle is not None:
        print_message(str(obstacle))
        return 1
    if arguments.plan:
        return _plan(settings.database_url)
    if not _is_migrated(settings.database_url, anyway=arguments.anyway):
        return 1
    now = datetime.now(UTC)
    with closing(Database(settings.database_url)) as database:
        _take_in_catalogues(database, settings, now, now)
    return 0


def _plan(url: str) -> int:
    with closing(Database(url)) as database:
        pending = pending_migrations(database)
    for migration in pending:
        need = "tjänsten måste stå still" if migration.needs_stop else "medan tjänsten går"
        show(f"{migration.revision}  {need}: {migration.title}")
    needs_stop = any(migration.needs_stop for migration in pending)
    if not pending:
        show("Inget återstår.")
    elif needs_stop:
        show("Stoppa tjänsten på alla servrar, säkerhetskopiera och kör omstallningskollen migrate.")
    else:
        show("Säkerhetskopiera och kör omstallningskollen migrate. Byt sedan version på en server i taget.")
    return int(needs_stop)


def _is_migrated(url: str, *, anyway: bool) -> bool:
    """False, told why and nothing changed, when somebody is in the way."""
    serving = frozenset[str]() if anyway else serving_revisions(url)  # before this process is connected itself
    with closing(Database(url)) as database:
        in_the_way = stopped_by(serving) if pending_migrations(database) else ()
        if in_the_way:
            print_message(IN_USE.format(", ".join(sorted(in_the_way))))
            return False
        try:
            migrate(database)
        except SchemaBusyError:
            print_message(BUSY)
            return False
    return True


def _take_in_catalogues(database: Database, settings: Settings, now: datetime, in_force_from: datetime) -> None:
    """What is wrong with a file of support is told and stops nothing: the rest of the service does not need it."""
    try:
        different = take_in(database, settings.catalogues_dir, now, in_force_from=in_force_from)
    except CatalogueError as error:
        print_message(str(error))
        return
    for path in different:
        print_message(f"{path} skiljer sig från den publicerade katalogen, som används. Gör en ny utgåva i stället.")
