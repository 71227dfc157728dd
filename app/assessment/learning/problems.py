"""What can be wrong with a learning text, for its author: where, what, and what to do about it."""

from app.editions.problems import Problem

MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do)
    "unreadable-text": ("Filen går inte att läsa ({reason}).", "Spara filen som text i UTF-8."),
    "no-front-matter": ("Filen börjar inte med uppgifter mellan två rader med ---.", "Se docs/learning.md."),
    "front-matter-syntax": ("Uppgifterna går inte att läsa som YAML.", "Kontrollera indrag, kolon och citattecken."),
    "unknown-field": ("”{key}” är ingen uppgift om en text.", "Ta bort eller rätta. Tillåtna: {allowed}."),
    "missing-field": ("”{key}” saknas.", "Lägg till {key}."),
    "wrong-field": ("”{key}” ska vara {wanted}.", "Rätta värdet."),
    "text-id": ("Filen heter ”{name}” men textens id är ”{id}”.", "Låt filen heta som id, med .md efter."),
    "unknown-audience": ("”{audience}” är ingen målgrupp.", "Välj bland: {allowed}."),
    "missing-question": ("Slutfrågan till ”{audience}” saknas.", "Skriv en fråga under questions."),
    "no-source": ("Texten nämner ingen källa.", "Skriv minst ett avsnitt i förstudien under sources."),
    "level-two-without-capital": ("”level_2” hör bara till ett kapitalslags text.", "Ta bort raden."),
    "missing-level-two": (
        "Ett kapitalslags text ska visa hur nivå 2 ser ut.",
        "Nämn frågornas id under level_2, och skriv rubriken ”{heading}”.",
    ),
    "missing-lead": ("Texten saknar ingress.", "Skriv ett stycke före den första rubriken."),
    "missing-part": ("Texten har {count} rubriker.", "Dela upp den i minst {least}, var och en med ## först på raden."),
    "other-heading": ("Rubriken är av annan grad än ##.", "Skriv alla rubriker med ##."),
    "missing-key-line": (
        "Rubriken ”{heading}” saknar rad att visa.",
        "Skriv en rad som börjar med > direkt under rubriken.",
    ),
    "long-key-line": ("Raden att visa har {count} ord.", "Korta den till högst {most}."),
    "empty-part": ("Under rubriken ”{heading}” står ingen text.", "Skriv minst ett stycke."),
    "missing-example": ("Texten har inget exempel som sägs vara påhittat.", "Skriv rubriken ”{heading}”."),
    "too-many-words": ("Texten har {count} ord. På {minutes} minuter hinner man läsa upp {most}.", "Korta texten."),
    "missing-minutes": ("Punkten ”{heading}” säger inte hur lång tid den tar.", "Skriv (3 minuter) sist i rubriken."),
    "minutes-add-up": ("Punkterna tar {total} minuter, men mötet ska ta {minutes}.", "Ändra så att det går ihop."),
    "duplicate-order": ("”{other}” har samma plats i ordningen ({order}).", "Ge texten en egen plats."),
    "duplicate-capital": ("”{other}” handlar om samma kapitalslag.", "Låt varje kapitalslag ha en text."),
}


def text_problem(file: str, code: str, line: int | None = None, **facts: object) -> Problem:
    """The problem that `code` stands for. Raises KeyError for an unknown code or fact."""
    message, remedy = MESSAGES[code]
    return Problem(
        file=file,
        line=line,
        column=None,
        code=code,
        message=message.format(**facts),
        remedy=remedy.format(**facts),
        path="",
    )
