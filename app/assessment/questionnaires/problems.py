"""What can be wrong with a questionnaire file, told to its author: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from itertools import islice

from app.errors import OmstallningskollenError

MAX_PROBLEMS = 200
"""A file with more problems than this is something else than a questionnaire; the rest is not listed."""

MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do)
    # The file
    "missing-file": ("Filen finns inte.", "Kontrollera sökvägen."),
    "not-a-file": ("Sökvägen leder inte till en vanlig fil.", "Ange en YAML-fil, inte en mapp."),
    "unreadable-file": ("Filen går inte att läsa ({reason}).", "Kontrollera rättigheterna till filen."),
    "too-large": ("Filen är större än 1 MB.", "Ett frågeformulär är text. Ta bort det som inte hör dit."),
    "file-name": ("Filen heter ”{name}”.", "Döp filen efter året den gäller: {year}.yaml."),
    "folder-name": (
        "Filen ligger i mappen ”{folder}” men formulärets id är ”{id}”.",
        "Lägg filen i mappen ”{id}” eller ändra id.",
    ),
    # The text
    "empty-file": ("Filen är tom.", "Skriv ett helt frågeformulär. Se docs/questionnaire-format.md."),
    "utf-16": ("Filen är sparad som UTF-16.", "Spara om filen som UTF-8."),
    "latin-1": ("Tecknet ”{character}” är sparat som Latin-1 (Windows-1252).", "Spara om filen som UTF-8."),
    "not-utf8": ("Filen är inte text i UTF-8.", "Spara om filen som UTF-8. Är det en textfil?"),
    "control-character": ("Här finns ett osynligt styrtecken ({character}).", "Ta bort tecknet."),
    "tab": ("Här finns ett tabbtecken{more}.", "Byt tabbtecken mot mellanslag."),
    # YAML
    "syntax": ("Raden går inte att läsa som YAML: {reason}.", "{remedy}."),
    "several-documents": ("Här börjar ett andra dokument (---).", "Låt filen innehålla ett enda dokument."),
    "directive": ("Filen har ett YAML-direktiv (%).", "Ta bort raden som börjar med %."),
    "alias": ("”{mark}” är en YAML-hänvisning, och sådana används inte.", "Skriv ut texten, eller sätt citattecken."),
    "tag": ("”{tag}” är en YAML-tagg, och sådana används inte.", "Ta bort taggen, eller sätt citattecken om texten."),
    "complex-key": (
        "En nyckel måste vara ett enda ord.",
        "Skriv ett ord och kolon. Sätt citattecken om texter med klamrar.",
    ),
    "duplicate-key": ("Nyckeln ”{key}” finns redan på rad {first_line}.", "Ta bort den ena."),
    "too-deep": ("Här är fler nivåer i varandra än ett frågeformulär har.", "Kontrollera indrag och klamrar."),
    "too-many-values": ("Filen har fler än {most} värden.", "Ta bort det som inte hör till frågeformuläret."),
    "too-many-problems": ("Filen har fler än {most} problem.", "Rätta dem som visas och kontrollera filen igen."),
    # The form of the parts
    "not-a-mapping": ("Filen är inte uppbyggd av nycklar och värden.", "Börja med raden id: följt av formulärets id."),
    "unknown-key": ("”{key}” är inte en nyckel i {part}.{suggestion}", "Ta bort eller rätta. Tillåtna: {allowed}."),
    "missing-key": ("”{key}” saknas i {part}.", "Lägg till {key}: {what}"),
    "empty-value": ("”{key}” har inget värde.", "Skriv ett värde, eller ta bort raden om uppgiften är frivillig."),
    "wrong-type": ("”{key}” ska vara {wanted}, men här står {found}.", "{remedy}."),
    "too-long": ("”{key}” är {length} tecken lång.", "Korta till högst {longest} tecken."),
    "bad-id": (
        "”{id}” kan inte vara ett id.",
        "Använd a–z, 0–9 och bindestreck, först en bokstav, högst {longest} tecken.",
    ),
    "not-an-option": ("”{value}” är inget värde för ”{key}”.{suggestion}", "Välj ett av: {options}."),
    "bad-number": (
        "”{value}” går inte att använda som tal.",
        "Skriv siffror och punkt, t.ex. 0.5; högst nio siffror och sex decimaler.",
    ),
    "out-of-range": ("”{key}” är {value}.", "Talet ska vara {wanted}."),
    "too-few": ("”{key}” har {count} av minst {least}.", "Lägg till det som fattas."),
    "duplicate-entry": ("”{value}” står två gånger i ”{key}”.", "Ta bort den ena."),
    "meant-for-nobody": (
        "Frågan riktas till ingen: ”meant_for” är tom.",
        "Nämn en rollgrupp, eller ta bort raden: då får alla frågan.",
    ),
    # What the parts mean together
    "duplicate-id": ("Id ”{id}” finns redan på rad {first_line}.", "Ge varje {part} ett eget id."),
    "duplicate-name": ("”{name}” finns redan på rad {first_line}.", "Ge varje {part} ett eget namn."),
    "scale-not-increasing": (
        "Värdet {value} är inte större än {before} på nivån före.",
        "Ordna skalan från lägst till högst.",
    ),
    "prerequisite-not-a-level": ("{value} är inte en nivå på skalan.", "Välj en av skalans nivåer: {levels}."),
    "unknown-level": ("”{value}” är inte en nivå på skalan.", "Ta bort eller rätta. Skalans nivåer: {levels}."),
    "missing-anchor": (
        "Frågan ”{question}” saknar nivåbeskrivning för nivå {level}{label}.",
        "Beskriv vad man kan se i en kommun på den nivån.",
    ),
    "duplicate-anchor": (
        "Nivå {level} beskrivs likadant som nivå {first_level}.",
        "Beskriv vad som skiljer nivåerna åt.",
    ),
    "missing-next-step": (
        "Frågan ”{question}” saknar nästa steg för nivå: {levels}.",
        "Skriv under next_step, för varje nivå, vad kommunen ska göra för att nå nästa. Skriv det som en uppmaning.",
    ),
    "next-step-from-highest": (
        "Nivå {level} är den högsta. Därifrån finns inget nästa steg.",
        "Ta bort raden.",
    ),
    "unknown-role-group": ("Rollgruppen ”{id}” finns inte.{suggestion}", "Välj bland: {options}."),
    "unknown-capital": ("Kapitalslaget ”{id}” finns inte.{suggestion}", "Välj bland: {options}."),
    "dependency-cycle": ("Kapitalslagen bygger på varandra i en ring: {cycle}.", "Ta bort ett led i ”depends_on”."),
    "missing-direction": (
        "”{capital}” saknar frågorna om riktning.",
        "Lägg till direction, eller sätt cross_cutting: true om det är en tvärgående dimension.",
    ),
    "no-core-question": (
        "”{capital}” har ingen kärnfråga, så den korta formen frågar ingenting.",
        "Sätt core: true på minst en av frågorna.",
    ),
    # What is claimed about the edition before
    "previous-edition-broken": ("Den föregående utgåvan, {name}, har {count} problem.", "Rätta den utgåvan först."),
    "wrong-previous-edition": (
        "{name} är ingen föregående utgåva till {this}.",
        "Jämför med samma formulär ett tidigare år.",
    ),
    "first-edition-not-new": ("Det finns ingen föregående utgåva, men frågan är ”{previous}”.", "Skriv previous: new."),
    "unknown-previous": (
        "”{question}” fanns inte i {edition}, men är ”{previous}”.{suggestion}",
        "Behåll det gamla id:t, eller skriv previous: new.",
    ),
    "id-reused": (
        "”{question}” fanns redan i {edition}, men är ”{previous}”.",
        "Ge frågan ett nytt id, eller skriv same eller reworded om betydelsen är kvar.",
    ),
    "same-differs": (
        "Frågan är ”same” men {field} skiljer sig från {edition}: ”{old}” blev ”{new}”.",
        "Återställ texten, eller skriv reworded (betydelsen kvar) eller changed (ny betydelse, nytt id).",
    ),
    "moved-question": (
        "”{question}” låg i {edition} under ”{old}” men ligger nu under ”{new}”.",
        "Flytta tillbaka frågan, eller ge den ett nytt id och skriv previous: changed.",
    ),
    "missing-predecessor": (
        "Frågan är ”changed” men säger inte vilken den ersätter.",
        "Lägg till predecessor: den gamla frågans id.",
    ),
    "unexpected-predecessor": (
        "”predecessor” hör bara till ”changed”, men frågan är ”{previous}”.",
        "Ta bort raden eller skriv previous: changed.",
    ),
    "unknown-predecessor": (
        "Frågan ”{predecessor}” fanns inte i {edition}.{suggestion}",
        "Ange id för en fråga i den utgåvan.",
    ),
    "predecessor-kept": (
        "”{predecessor}” sägs vara ersatt men ställs fortfarande på rad {first_line}.",
        "Ta bort den gamla frågan, eller skriv previous: new här.",
    ),
    "previous-scale-alone": ("”previous_scale” jämför med en utgåva som inte finns.", "Ta bort previous_scale."),
    "previous-scale-level": ("{value} är inte en nivå på skalan {edition}.", "Välj en av nivåerna: {levels}."),
    "previous-scale-missing": (
        "Nivå {level} i {edition} har ingen motsvarighet.",
        "Lägg till raden {level}: följt av den nivå som motsvarar den.",
    ),
    "previous-scale-order": (
        "Nivå {old} blir {new}, lägre än nivån före.",
        "En högre gammal nivå får inte bli en lägre ny.",
    ),
    # Corrections of what is published
    "not-a-correction": (
        "{what} skiljer sig: ”{old}” blev ”{new}”.",
        "En rättelse får bara ändra ordalydelsen. Gör en ny utgåva.",
    ),
}


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """A spot in a file: line and column from 1; `path` is the way there, as in capitals[2].questions[0].anchors."""

    line: int | None = None
    column: int | None = None
    path: str = ""


NOWHERE = SourcePosition()


@dataclass(frozen=True, slots=True)
class Problem:
    """One error. `message` says what is wrong and `remedy` what to do, in Swedish; `code` is a key of `MESSAGES`."""

    file: str
    line: int | None
    column: int | None
    code: str
    message: str
    remedy: str
    path: str

    def as_dict(self) -> dict[str, str | int | None]:
        """The fields by name, fit for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{where}: [{self.code}] {self.message} {self.remedy}"


def problem(file: str, code: str, place: SourcePosition, **facts: object) -> Problem:
    """The problem that `code` stands for, with `facts` in its texts. Raises KeyError for an unknown code or fact."""
    message, remedy = MESSAGES[code]
    return Problem(
        file=file,
        line=place.line,
        column=place.column,
        code=code,
        message=message.format(**facts),
        remedy=remedy.format(**facts),
        path=place.path,
    )


class QuestionnaireError(OmstallningskollenError):
    """A questionnaire file that cannot be used, with every problem found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda item: (item.line or 0, item.column or 0)))
        super().__init__("\n".join(map(str, self.problems)))


class Report:
    """Collects the problems of one file. Raises QuestionnaireError when there are too many to list."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, code: str, place: SourcePosition, **facts: object) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise self.stop("too-many-problems", most=MAX_PROBLEMS)
        self.problems.append(problem(self.file, code, place, **facts))

    def stop(self, code: str, place: SourcePosition = NOWHERE, **facts: object) -> QuestionnaireError:
        """The exception to raise where reading cannot go on."""
        self.problems.append(problem(self.file, code, place, **facts))
        return QuestionnaireError(self.problems)

    def raise_if_any(self) -> None:
        if self.problems:
            raise QuestionnaireError(self.problems)


def closest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The known word that was probably meant. Looks at no more of either than a sensible file holds."""
    return next(iter(get_close_matches(word[:80], islice(vocabulary, 300), n=1)), None)


def suggestion(word: str, vocabulary: Iterable[str]) -> str:
    """ " Menade du ”…”?" with the closest known word, or nothing when none is close."""
    close = closest(word, vocabulary)
    return f" Menade du ”{close}”?" if close else ""


def listed(words: Iterable[object]) -> str:
    """The first twenty words, with commas."""
    first = [str(word) for word in islice(words, 21)]
    return ", ".join(first[:20]) + (" …" if len(first) > 20 else "")


def shortened(text: str, longest: int = 60) -> str:
    """The text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def difference(old: str, new: str) -> tuple[str, str]:
    """Both texts shortened so that the first place where they differ shows."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, at - 25) if max(len(old), len(new)) > 60 else 0
    lead = "…" if start else ""
    return lead + shortened(old[start:]), lead + shortened(new[start:])
