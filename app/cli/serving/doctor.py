"""The command `doctor`: looks at everything the service needs, and says what is wrong and what to do about it."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from app.accounts.kernel.second_factor import SecondFactor
from app.cli.commands import Parsers
from app.cli.output import show
from app.cli.serving.diagnoses import MISSING, Diagnosis, Verdict, database_diagnosis, schema_diagnosis
from app.config import Settings, takes_passkeys
from app.mail.server import LOOPBACK_HOSTS, MailServer
from app.mail.smtp import DeliveryError, Smtp
from app.services.kernel import readiness
from app.services.organisations.backups import latest_backup
from app.services.questionnaires.editions import hidden_questionnaires
from app.storage.engine.database import Database, file_of
from app.storage.engine.schema import schema_state

LITTLE_BYTES = 1_000_000_000
"""With less room than that one is told, long before anything fails."""
OLD_BACKUP = timedelta(days=2)
MAIL_SECONDS = 10.0
_MEGABYTE = 1_000_000


def register(parsers: Parsers) -> None:
    parsers["doctor"].set_defaults(run=doctor)


def doctor(_arguments: argparse.Namespace) -> int:
    """0 when nothing is wrong; what is only worth knowing does not count. Settings that are wrong are told before."""
    settings = Settings()
    lines = [Diagnosis(Verdict.FINE, "Inställningar", "går att läsa."), *_lines(settings, datetime.now(UTC))]
    for line in lines:
        show(str(line))
    return int(any(line.verdict is Verdict.WRONG for line in lines))


def _lines(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    yield from _database(settings, now)
    yield _cache(settings)
    yield from _mail(settings)
    yield from _passkeys(settings)


def _database(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    path = file_of(settings.database_url)
    if path is not None and not path.exists():
        yield MISSING
        return
    database = Database(settings.database_url)
    try:
        unreadable = readiness.reading_problem(database)
        problem = unreadable or readiness.writing_problem(database)
        if problem:
            yield database_diagnosis(problem)
        else:
            yield Diagnosis(Verdict.FINE, "Databas", "går att läsa och skriva.")
        if not unreadable:
            state = schema_state(database)
            yield schema_diagnosis(state)
            yield _backup(latest_backup(database) if state.is_current else None, settings, now)
            if state.is_current:
                yield from _hidden_questionnaires(database)
        yield from _disk(database)
    finally:
        database.close()


def _hidden_questionnaires(database: Database) -> Iterator[Diagnosis]:
    for name, years in hidden_questionnaires(database).items():
        words = (
            f"{name} ({', '.join(map(str, years))}) har samma id som en av tjänstens egna sidor. Omgångens sida visas "
            "inte, men kommunernas sidor, svar och resultat finns kvar."
        )
        remedy = f"Starta ingen ny omgång med {name}: ge nästa utgåva ett annat id i filen och publicera den."
        yield Diagnosis(Verdict.NOTE, "Frågeformulär", f"{words} {remedy}")


def _backup(backed_up_at: datetime | None, settings: Settings, now: datetime) -> Diagnosis:
    remedy = "Kör omstallningskollen backup make varje natt, eller backup note efter en kopia på annat sätt."
    if settings.demo:
        return Diagnosis(Verdict.FINE, "Säkerhetskopia", "behövs inte för exempelregionen.")
    if backed_up_at is None:
        return Diagnosis(Verdict.NOTE, "Säkerhetskopia", f"Ingen är uppskriven. {remedy}")
    days = (now - backed_up_at).days
    if now - backed_up_at > OLD_BACKUP:
        return Diagnosis(Verdict.NOTE, "Säkerhetskopia", f"Den senaste är {days} dagar gammal. {remedy}")
    return Diagnosis(Verdict.FINE, "Säkerhetskopia", f"gjord {backed_up_at:%Y-%m-%d %H.%M} UTC.")


def _disk(database: Database) -> Iterator[Diagnosis]:
    """Nothing of a database server, which looks after its own."""
    free = readiness.free_bytes(database)
    if free is None:
        return
    room = f"{free // _MEGABYTE} MB kvar"
    if free < readiness.MIN_FREE_BYTES:
        yield Diagnosis(Verdict.WRONG, "Disk", f"{room}. Frigör plats genast: snart kan inget sparas.")
    elif free < LITTLE_BYTES:
        yield Diagnosis(Verdict.NOTE, "Disk", f"{room}. Frigör plats.")
    else:
        yield Diagnosis(Verdict.FINE, "Disk", f"{room}.")


def _cache(settings: Settings) -> Diagnosis:
    problem = readiness.cache_problem(settings.cache_dir)
    if problem:
        words = f"{settings.cache_dir} går inte att använda ({problem}). Rapporter görs om varje gång."
        remedy = "Gör en mapp där som tjänsten får skriva i, eller ändra CACHE_DIR."
        return Diagnosis(Verdict.WRONG, "Cache", f"{words} {remedy}")
    return Diagnosis(Verdict.FINE, "Cache", "går att skriva i.")


def _mail(settings: Settings) -> Iterator[Diagnosis]:
    server = settings.mail_server
    if server is None:
        if not settings.demo:
            yield Diagnosis(Verdict.NOTE, "Mejl", "SMTP_URL är inte satt, så inga mejl skickas och ingen kan logga in.")
        return
    yield _mail_server(server, settings)
    if urlsplit(settings.public_url).hostname in LOOPBACK_HOSTS:
        yield Diagnosis(Verdict.NOTE, "Mejl", "Länkarna i mejl leder till den här datorn. Sätt PUBLIC_URL.")


def _mail_server(server: MailServer, settings: Settings) -> Diagnosis:
    try:
        Smtp(server, settings.bounce_address, MAIL_SECONDS).greet()
    except DeliveryError as error:
        words = f"{server.host}:{server.port} svarar inte som det ska: {error.reason}."
        return Diagnosis(Verdict.WRONG, "Mejl", f"{words} Kontrollera SMTP_URL och brandväggen.")
    return Diagnosis(Verdict.FINE, "Mejl", f"{server.host} svarar. Hela vägen prövas med mail test ADRESS.")


def _passkeys(settings: Settings) -> Iterator[Diagnosis]:
    """Nothing of the example region, whose people are anybody's."""
    if settings.demo:
        return
    if settings.second_factor is SecondFactor.OFF:
        yield Diagnosis(Verdict.NOTE, "Passnycklar", "avstängda: ett mejl räcker för att logga in. Sätt SECOND_FACTOR.")
    elif not takes_passkeys(settings.public_url):
        words = "webbläsare har inga passnycklar på adressen i PUBLIC_URL. Den ska vara https, med ett namn."
        yield Diagnosis(Verdict.NOTE, "Passnycklar", words)
    else:
        yield Diagnosis(Verdict.FINE, "Passnycklar", f"går att använda ({settings.second_factor}).")
