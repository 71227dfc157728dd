"""What people are told when the database fails: whether what they sent was saved, why not, and what to do."""

from app.storage.engine.failures import DatabaseFailure

CAUSES = {
    DatabaseFailure.DISK_FULL: "serverns disk är full",
    DatabaseFailure.READ_ONLY: "databasen är skrivskyddad",
    DatabaseFailure.GONE: "databasen svarar inte",
    DatabaseFailure.BUSY: "databasen är upptagen",
    DatabaseFailure.DISK_FAILS: "serverns disk svarar inte som den ska",
    DatabaseFailure.DAMAGED: "databasen är skadad",
    DatabaseFailure.NO_RIGHTS: "tjänsten saknar rättigheter i databasen",
}
HARMLESS = frozenset(
    {DatabaseFailure.DISK_FULL, DatabaseFailure.READ_ONLY, DatabaseFailure.BUSY, DatabaseFailure.NO_RIGHTS}
)
"""What is stored is whole, and nothing was added: they fail before a commit, or a commit as a whole. The others may
come when the commit is done and only its answer is missing."""
KEPT = "Det som var sparat sedan tidigare finns kvar."
TYPED = (
    "Gå tillbaka i webbläsaren: där står det du skrev oftast kvar. Är det mycket, kopiera det till ett eget dokument."
)
SAVE_AGAIN = "Spara sedan igen om en stund."
LOOK_FIRST = "Ladda om sidan och se efter innan du försöker igen."
AGAIN = "Försök igen om en stund."
TELL_OPERATOR = "Säg gärna till den som sköter driften."


def failure_texts(failure: DatabaseFailure, *, is_change: bool) -> tuple[int, str, str]:
    """Status, title and message of the page. `is_change`: whether something was to be saved."""
    is_harmless = failure in HARMLESS
    tell = "" if failure is DatabaseFailure.BUSY else TELL_OPERATOR  # that passes by itself
    if not is_change:
        title = "Sidan går inte att visa just nu"
        sentences = [f"Orsaken är att {CAUSES[failure]}.", KEPT if is_harmless else "", AGAIN, tell]
    elif is_harmless:
        title = "Inget sparades"
        sentences = [f"Det går inte att spara just nu: {CAUSES[failure]}.", KEPT, TYPED, SAVE_AGAIN, tell]
    else:
        title = "Det är osäkert om det sparades"
        sentences = [f"Orsaken är att {CAUSES[failure]}.", TYPED, LOOK_FIRST, tell]
    return 503, title, " ".join(filter(None, sentences))
