"""What is told of a backup: what it holds, or what is wrong with it and what to do."""

from collections.abc import Iterator

from app.storage.engine.backup_errors import (
    BackupDamagedError,
    BackupForgedError,
    BackupKindError,
    BackupTooNewError,
    DatabaseInUseError,
    NotABackupError,
    ProgramFailedError,
    ProgramMissingError,
)
from app.storage.engine.replacement import Replacement
from app.storage.organisations.backup_content import BackupContent

TEXTS: dict[type[Exception], str] = {
    FileExistsError: "{error.filename} finns redan. Välj ett annat namn, till exempel med dagens datum.",
    FileNotFoundError: "Filen {error.filename} finns inte.",
    DatabaseInUseError: "Någon är ansluten till databasen. Stoppa tjänsten och försök igen.",
    BackupKindError: "Säkerhetskopian är från {error.backup} och installationen använder {error.database}. "
    "Kör kommandot med en DATABASE_URL av samma slag som kopian.",
    NotABackupError: "{error} är ingen säkerhetskopia från SQLite eller pg_dump --format=custom.",
    BackupTooNewError: "Den är gjord av en nyare version av Omställningskollen. Uppgradera först.",
    BackupForgedError: "Händelseloggen i den är ändrad: rad {error} följer inte på raden före. Ta en äldre kopia.",
    ProgramMissingError: "Programmet {error} saknas. Installera det: sudo apt-get install postgresql-client.",
    ProgramFailedError: "{error.program} svarade: {error.output}",
    BackupDamagedError: "Filen är skadad: {error}. Ta en äldre kopia.",
    ValueError: "En databas i minnet går inte att kopiera.",
}
"""What to do stands last."""


def content_lines(content: BackupContent) -> tuple[str, ...]:
    counts = f"Regioner: {content.regions}. Kommuner: {content.kommuner}. Svar: {content.answers}."
    lines = (
        f"  Schema {content.revision}. {counts}",
        f"  Händelseloggen är hel till och med rad {content.last_number}, kontrollsumma {content.last_hash}.",
    )
    if not content.waiting_mails:
        return lines
    return (
        *lines,
        f"  Mejl som väntade när kopian gjordes, och som skickas när tjänsten startar: {content.waiting_mails}.",
    )


def replacement_lines(replacement: Replacement) -> Iterator[str]:
    if replacement.predecessor:
        yield f"Den databas som fanns heter {replacement.predecessor}. Ta bort den när allt är som det ska."
    if replacement.users:
        yield f"Rättigheterna i den är överförda för: {', '.join(replacement.users)}."
    yield "Alla behöver logga in igen."
    if replacement.is_rights_certain:
        yield "Starta tjänsten."
    else:
        yield "Har tjänsten en egen användare: kör few-rights.sql som ägare. Starta sedan tjänsten."


def text_of(error: Exception) -> str:
    """The errors of files and drivers that are not named here say for themselves what is wrong."""
    kind = next((kind for kind in type(error).__mro__ if kind in TEXTS), None)
    return f"Så här svarade datorn: {error}" if kind is None else TEXTS[kind].format(error=error)
