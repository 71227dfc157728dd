"""The country's kommuner by SCB code, their addresses, and reading a pasted list of them with every error told."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from app.accounts.kernel.email_addresses import without_invisible
from app.errors import InvalidInputError

MAX_LINES = 1_000
_MAX_COMPARED = 60
"""Characters of a name, twice the longest there is."""
_CODE_AND_NAME = re.compile(r"(\d{3,4})\b[\s,;:–-]*(.*)")
"""A spreadsheet takes the zero off 0114."""
_NAME_AND_CODE = re.compile(r"([^\d,;\t]+?)\s*\(?(\d{3,4})\)?")
_SUFFIX = re.compile(r"\s+(kommun|stad)$")
_BULLET = re.compile(r"\s*[-*•·–]\s+")
_OFFICIAL = {"region gotland": "gotland", "falu kommun": "falun"}
"""Official names that are not the name with an s, kommun or stad after it."""


@dataclass(frozen=True, slots=True)
class Kommun:
    """`code` is the four-digit SCB code; its first two digits are the county's."""

    code: str
    name: str
    county: str

    @property
    def slug(self) -> str:
        """1482 Kungälv -> 1482-kungalv."""
        return "-".join([self.code, *plain_letters(self.name).split()])


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line of a pasted list that names no kommun: which, what it says, what to do."""

    line: int
    text: str
    message: str


class UnusableListError(InvalidInputError):
    """A list with lines that name no kommun."""

    def __init__(self, lines: tuple[LineProblem, ...]) -> None:
        count = "En rad" if len(lines) == 1 else f"{len(lines)} rader"
        super().__init__({"lista": f"{count} i listan går inte att använda. Rätta dem och skicka listan igen."})
        self.lines = lines


def plain_letters(text: str) -> str:
    """In small letters without accents: å and ä become a, ö becomes o."""
    return unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


def _read_register() -> Iterator[Kommun]:
    with (Path(__file__).parent / "kommuner.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Kommun(row["kod"], row["namn"], row["lan"])


KOMMUNER: dict[str, Kommun] = {kommun.code: kommun for kommun in _read_register()}
"""Every kommun by its code, in the order of the codes."""
_BY_NAME = {kommun.name.lower(): kommun for kommun in KOMMUNER.values()}
_COUNTIES = frozenset(kommun.county.lower() for kommun in KOMMUNER.values())


def counties() -> dict[str, tuple[Kommun, ...]]:
    """The kommuner of each county, in the order of the codes."""
    by_county: dict[str, list[Kommun]] = {}
    for kommun in KOMMUNER.values():
        by_county.setdefault(kommun.county, []).append(kommun)
    return {county: tuple(kommuner) for county, kommuner in by_county.items()}


def read_list(text: str) -> tuple[tuple[Kommun, ...], tuple[LineProblem, ...]]:
    """The kommuner that a text names, each once, and the lines that name none.

    One kommun on each line, or several with commas between: a code, a name, or both. A county may stand after its
    kommun; alone on a line it is no kommun.
    """
    kommuner: dict[str, Kommun] = {}
    errors = []
    lines = unicodedata.normalize("NFC", without_invisible(text)).splitlines()
    parts = [(number, part) for number, line in enumerate(lines[:MAX_LINES], 1) for part in _parts(line)]
    for number, part in parts[:MAX_LINES]:
        read = _read_one(part)
        if isinstance(read, Kommun):
            kommuner[read.code] = read
        else:
            errors.append(LineProblem(number, part[:60], read))
    if max(len(lines), len(parts)) > MAX_LINES:
        errors.append(LineProblem(MAX_LINES + 1, "", f"Listan har fler än {MAX_LINES} rader. Dela upp den."))
    return tuple(kommuner.values()), tuple(errors)


def _parts(line: str) -> Iterable[str]:
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    if _CODE_AND_NAME.fullmatch(line.strip()) and len(re.findall(r"\d{3,}", line)) == 1:
        parts = re.split(r"[,;\t](?=[^,;\t]*\blän\b)", line, flags=re.IGNORECASE)
    else:
        parts = re.split(r"[,;\s]" if re.fullmatch(r"[\d,;\s]*", line) else "[,;\t]", line)
    texts = [" ".join(part.split()) for part in parts if part.strip()]
    kommuner = [part for part in texts if part.lower() not in _COUNTIES]
    return kommuner or texts


def _read_one(text: str) -> Kommun | str:
    """The kommun, or why there is none, in Swedish and with what to do."""
    code, name = _code_and_name(text)
    if not code:
        return _named(name) or _unknown(name)
    kommun = KOMMUNER.get(code)
    if kommun is None:
        return f"Koden {code} finns inte bland landets kommuner. Kontrollera den, eller skriv namnet."
    if name and _named(name) != kommun:
        return f"Koden {code} är {kommun.name}. Stryk koden eller namnet, det som är fel."
    return kommun


def _code_and_name(text: str) -> tuple[str, str]:
    """1440 Ale, Ale (1440), Ale; the code with four digits, empty where there is none."""
    if match := _CODE_AND_NAME.fullmatch(text):
        return match[1].zfill(4), match[2].strip()
    if match := _NAME_AND_CODE.fullmatch(text):
        return match[2].zfill(4), match[1]
    return "", text


def _named(text: str) -> Kommun | None:
    """Ale, ale kommun, Göteborgs stad, Alingsås kommun, Region Gotland."""
    name = " ".join(text.lower().split())
    name = _OFFICIAL.get(name, name)
    bare = _SUFFIX.sub("", name)
    return _BY_NAME.get(name) or _BY_NAME.get(bare) or (_BY_NAME.get(bare.removesuffix("s")) if bare != name else None)


def _unknown(text: str) -> str:
    if text.lower() in _COUNTIES:
        return "Det är ett län. Ta bort raden och skriv länets kommuner."
    close = get_close_matches(_SUFFIX.sub("", text.lower())[:_MAX_COMPARED], _BY_NAME, n=1, cutoff=0.75)
    if close:
        return f"Ingen kommun heter så. Menade du {_BY_NAME[close[0]].name}?"
    return "Ingen kommun heter så. Kontrollera stavningen, eller skriv den fyrsiffriga koden."
