"""What people are told when the database fails: what was not saved, why, and what to do."""

from app.storage.engine.failures import DatabaseFailure

CAUSES = {
    DatabaseFailure.DISK_FULL: "serverns disk är full",
    DatabaseFailure.READ_ONLY: "databasen är skrivskyddad",
    DatabaseFailure.GONE: "databasen svarar inte",
    DatabaseFailure.BUSY: "databasen är upptagen",
    DatabaseFailure.DISK_FAILS: "serverns disk svarar inte som den ska",
    DatabaseFailure.DAMAGED: "databasen är skadad",
}
HARMLESS = frozenset({DatabaseFailure.DISK_FULL, DatabaseFailure.READ_ONLY, DatabaseFailure.BUSY})
"""What is stored is whole; nothing can be promised of the others."""
KEPT = "Det som var sparat sedan tidigare finns kvar."
TYPED = (
    "Gå tillbaka i webbläsaren: där står det du skrev oftast kvar. Är det mycket, kopiera det till ett eget dokument. "
    "Spara sedan igen om en stund."
)
AGAIN = "Försök igen om en stund."
TELL_OPERATOR = "Säg gärna till den som sköter driften."


def failure_texts(failure: DatabaseFailure, *, is_change: bool) -> tuple[int, str, str]:
    """Status, title and message of the page. `is_change`: whether something was to be saved."""
    promise = KEPT if failure in HARMLESS else ""
    tell = "" if failure is DatabaseFailure.BUSY else TELL_OPERATOR  # that passes by itself
    if is_change:
        sentences = (f"Det går inte att spara just nu: {CAUSES[failure]}.", promise, TYPED, tell)
        return 503, "Inget sparades", " ".join(filter(None, sentences))
    sentences = (f"Orsaken är att {CAUSES[failure]}.", promise, AGAIN, tell)
    return 503, "Sidan går inte att visa just nu", " ".join(filter(None, sentences))
