"""What a command finds wrong with the database or its schema, and what to do about it, in words."""

from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from app.services.kernel.readiness import reading_problem
from app.storage.engine.database import Database, file_of
from app.storage.engine.failures import DatabaseFailure
from app.storage.engine.schema import SchemaState, schema_state


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
    DatabaseFailure.NO_RIGHTS: "Användaren saknar rättigheter. Kör few-rights.sql som ägare.",
}
MISSING = Diagnosis(Verdict.WRONG, "Databas", "Den finns inte än. Kör omstallningskollen migrate.")


def database_diagnosis(problem: str) -> Diagnosis:
    """Of what `reading_problem` or `writing_problem` tells."""
    return Diagnosis(Verdict.WRONG, "Databas", DATABASE_REMEDIES[DatabaseFailure(problem)])


def schema_diagnosis(state: SchemaState) -> Diagnosis:
    if state.is_current:
        return Diagnosis(Verdict.FINE, "Schema", f"{state.current}, den här versionens.")
    if state.serves:
        words = f"{state.current}, en senare versions, som den här versionen ({state.required}) kan gå vidare på."
        return Diagnosis(Verdict.NOTE, "Schema", f"{words} Installera den versionen här också.")
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


def why_not_started(url: str, *, migrates: bool) -> Diagnosis | None:
    """What keeps a command from working on a database; None when nothing does.

    One that `migrates` makes a database that is not there, and brings an older one to this version's schema.
    """
    path = file_of(url)
    if path is not None and not path.exists():
        return None if migrates else MISSING
    with closing(Database(url)) as database:
        problem = reading_problem(database)
        if problem:
            return database_diagnosis(problem)
        state = schema_state(database)
    can_be_brought_up = state.is_known or not state.current
    return None if state.serves or (migrates and can_be_brought_up) else schema_diagnosis(state)
