"""The command `doctor`: looks at everything the service needs, and says what is wrong and what to do about it."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from app.cli.commands import Parsers
from app.cli.output import show
from app.config import Settings
from app.mail.server import LOOPBACK_HOSTS, MailServer
from app.mail.smtp import DeliveryError, Smtp
from app.services.kernel import readiness
from app.services.organisations.backups import latest_backup
from app.storage.engine.database import Database, file_of
from app.storage.engine.failures import DatabaseFailure
from app.storage.engine.schema import SchemaState, schema_state

LITTLE_BYTES = 1_000_000_000
"""With less room than that one is told, long before anything fails."""
OLD_BACKUP = timedelta(days=2)
MAIL_SECONDS = 10.0
_MEGABYTE = 1_000_000


class Verdict(StrEnum):
    """As it stands at the beginning of a line."""

    FINE = "OK"
    NOTE = "OBS"
    WRONG = "FEL"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at, how it is, and what to do about it."""

    verdict: Verdict
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.verdict:<4} {self.subject}: {self.words}"


DATABASE_REMEDIES = {
    DatabaseFailure.DISK_FULL: "Disken är full, så inget kan sparas. Frigör plats på databasens disk.",
    DatabaseFailure.READ_ONLY: (
        "Den går inte att skriva i. Ge användaren som kör tjänsten rätt att skriva i databasens fil och mapp, "
        "eller peka DATABASE_URL på en server som inte är skrivskyddad."
    ),
    DatabaseFailure.GONE: (
        "Den svarar inte. Kontrollera DATABASE_URL, att servern är igång och att filen och mappen går att läsa."
    ),
    DatabaseFailure.BUSY: "Den är upptagen. Se om ett annat program håller den låst, och om anslutningarna räcker.",
    DatabaseFailure.DISK_FAILS: "Disken ger fel. Stoppa tjänsten, kontrollera disken och återställ vid behov en kopia.",
    DatabaseFailure.DAMAGED: "Den är skadad. Stoppa tjänsten och återställ den senaste säkerhetskopian.",
}


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


def _database(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    path = file_of(settings.database_url)
    if path is not None and not path.exists():
        yield Diagnosis(Verdict.WRONG, "Databas", "Den finns inte än. Kör omstallningskollen migrate.")
        return
    database = Database(settings.database_url)
    try:
        unreadable = readiness.reading_problem(database)
        problem = unreadable or readiness.writing_problem(database)
        if problem:
            yield Diagnosis(Verdict.WRONG, "Databas", DATABASE_REMEDIES[DatabaseFailure(problem)])
        else:
            yield Diagnosis(Verdict.FINE, "Databas", "går att läsa och skriva.")
        if not unreadable:
            state = schema_state(database)
            yield _schema(state)
            yield _backup(latest_backup(database) if state.is_current else None, settings, now)
        yield from _disk(database)
    finally:
        database.close()


def _schema(state: SchemaState) -> Diagnosis:
    if state.is_current:
        return Diagnosis(Verdict.FINE, "Schema", f"{state.current}, den här versionens.")
    if not state.current:
        words = f"Databasen saknar tjänstens schema. Den här versionen behöver {state.required}."
    elif state.is_known:
        words = f"Databasen har {state.current}. Den här versionen behöver {state.required}."
    else:
        words = (
            f"Databasen har {state.current}, som den här versionen inte känner till. Den behöver {state.required}. "
            "Installera den version som databasen hör till, eller kör omstallningskollen backup restore med en kopia."
        )
        return Diagnosis(Verdict.WRONG, "Schema", words)
    return Diagnosis(Verdict.WRONG, "Schema", f"{words} Kör omstallningskollen migrate.")


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
