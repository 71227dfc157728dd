"""What is told of a move: what is in the file, what came of it, or what is wrong and what to do."""

from pathlib import Path

from app.cli.serving.diagnoses import DATABASE_REMEDIES
from app.services.transfer.errors import (
    CatalogueMissingError,
    CorrectionsDifferError,
    EditionDiffersError,
    LogBrokenError,
    NoSuchOrganisationError,
    NotATransferError,
    OrganisationExistsError,
    ResultsDifferError,
    SchemaNotCurrentError,
    SlugReservedError,
    SourceTooNewError,
    SourceTooOldError,
    TransferConflictError,
    TransferDamagedError,
    TransferForgedError,
    TransferFormatError,
    TransferHashError,
    TransferTooLargeError,
)
from app.services.transfer.exporting import TransferSummary
from app.storage.engine.failures import failure_of

MAX_NAMED = 5
TEXTS: dict[type[Exception], str] = {
    FileExistsError: "Filen finns redan. Välj ett annat namn, till exempel med dagens datum.",
    FileNotFoundError: "Filen eller mappen finns inte. Kontrollera sökvägen.",
    IsADirectoryError: "Det är en mapp. Skriv också filens namn.",
    PermissionError: "Du får inte läsa eller skriva där. Välj en annan mapp, eller kör som den som äger filen.",
    NoSuchOrganisationError: "Det finns ingen sådan region eller kommun. Skriv namnet som det står i adressen, "
    "till exempel gr och 1440-ale.",
    LogBrokenError: "Händelseloggen är ändrad: rad {error} följer inte på raden före. "
    "Kör omstallningskollen log verify.",
    NotATransferError: "{error} är ingen fil från omstallningskollen transfer export.",
    TransferDamagedError: "Filen är skadad eller ändrad: {error}. Hämta den igen, eller gör en ny export.",
    TransferConflictError: "Något i filen finns redan här, står två gånger i den eller sparades just av någon annan. "
    "Försök igen när ingen arbetar i tjänsten. Hjälper det inte, gör en ny export.",
    TransferForgedError: "Filen är ändrad: {error}. Fråga den som gjorde den, och gör en ny export.",
    TransferHashError: "Filen har kontrollsumman {error}, en annan än den som du skrev. Hämta filen igen.",
    TransferTooLargeError: "Filen är för stor uppackad: {error}. Fråga den som gjorde den, och kontrollera filens "
    "kontrollsumma. Är den rätt, hör av dig till den som utvecklar tjänsten.",
    TransferFormatError: "Filen är gjord av en nyare version. Uppgradera den här installationen först.",
    SourceTooNewError: "Filen är från schema {error.source} och den här installationen har {error.own}. "
    "Uppgradera den här installationen först.",
    SourceTooOldError: "Filen är från schema {error.source} och den här installationen har {error.own}. "
    "Uppgradera installationen som den kommer från, och gör en ny export där.",
    SchemaNotCurrentError: "Databasen har ett annat schema än den här versionen. Kör omstallningskollen migrate.",
    OrganisationExistsError: "Det finns redan en region med adressen /{error} här. En region tas in en gång, och inget "
    "läggs till i en som finns.",
    SlugReservedError: "Adressen /{error} är en sida i den här versionen. Hör av dig till den som utvecklar tjänsten.",
    EditionDiffersError: "Utgåvan {error} finns här med annat innehåll, så svaren skulle betyda något annat. "
    "Rätta den så att den är lika i båda installationerna, och gör en ny export.",
    CorrectionsDifferError: "Utgåvan {error} används här, och dess formuleringar är rättade på annat sätt eller en "
    "annan dag. Rapporterna skulle berätta fel om rättelserna. Ta in filen i en installation som inte använder den.",
    CatalogueMissingError: "Katalogen {error} finns inte här, och andra regioner skulle få den. "
    "Kör omstallningskollen migrate med samma filer i CATALOGUES_DIR som där filen kommer från.",
}
"""What to do stands last."""
NOT_TAKEN = (
    "Följer inte med: inloggningar, länkar i mejl, öppna länkar, rapportlänkar, programs nycklar, mejl och filer "
    "med alla rapporter. Regionen väljer på nytt om organisationens inloggning får skapa konton."
)

NOT_OF_ONE_KOMMUN = (
    "Med en kommun följer inte heller de andras medianer, regionens mål, beslut och mejltexter, det som flera "
    "kommuner har tillsammans (nätverk, idéer, projekt), eller vad andra kommuner erbjuder."
)


def export_lines(summary: TransferSummary, path: Path) -> tuple[str, ...]:
    return (
        f"{summary.name} är skriven till {path}. Bara du kan läsa filen. Den har personuppgifter.",
        *_content(summary),
        f"  Kontrollsumma (SHA-256): {summary.sha256}. Den står i händelseloggen.",
        *_left(summary),
        "Inget är borttaget här.",
    )


def import_lines(summary: TransferSummary, *, is_rehearsal: bool) -> tuple[str, ...]:
    first = "går att ta in. Ingenting är ändrat." if is_rehearsal else "är intagen."
    new, links = ", ".join(summary.new_editions), summary.open_links
    gets = "får" if is_rehearsal else "har fått"
    return (
        f"{summary.name} {first}",
        *_content(summary),
        f"  Av personerna har {summary.accounts} redan ett konto här och {gets} rollerna på det.",
        *((f"  Nya utgåvor här: {new}.",) if new else ()),
        f"  Kontrollsumma (SHA-256): {summary.sha256}.",
        *((f"  Öppna länkar som är stängda här: {links}. Gör nya där någon svarar än.",) if links else ()),
        *_left(summary),
    )


def _left(summary: TransferSummary) -> tuple[str, ...]:
    return (NOT_TAKEN, NOT_OF_ONE_KOMMUN) if summary.is_kommun else (NOT_TAKEN,)


def _content(summary: TransferSummary) -> tuple[str, ...]:
    rounds = f"Omgångar: {summary.rounds}. Självskattningar: {summary.assessments}. Svar: {summary.answers}."
    proof = f"Resultat och rapporter som jämförs ord för ord: {summary.results}."
    return (
        f"  Kommuner: {summary.kommuner}. {rounds} Personer: {summary.people}.",
        f"  {proof} Rader ur händelseloggen: {summary.lines}.",
    )


def text_of(error: Exception) -> str:
    """The errors of files and drivers that are not named here say for themselves what is wrong."""
    if isinstance(error, ResultsDifferError):
        return _differing(error.names)
    failure = failure_of(error)
    if failure is not None:
        return DATABASE_REMEDIES[failure]
    kind = next((kind for kind in type(error).__mro__ if kind in TEXTS), None)
    return f"Så här svarade datorn: {error}" if kind is None else TEXTS[kind].format(error=error)


def _differing(names: tuple[str, ...]) -> str:
    more = f" och {len(names) - MAX_NAMED} till" if len(names) > MAX_NAMED else ""
    return (
        f"Rapporter skulle säga något annat än där de kommer från: {', '.join(names[:MAX_NAMED])}{more}. "
        "Kör samma version i båda installationerna, med samma kataloger över stöd. Katalogen kan också gälla från "
        "en annan dag här. Vill ni ta in ändå: --accept-other-reports."
    )
