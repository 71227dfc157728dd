"""Reading what people type about exchange: texts, numbers, links and choices, with every limit in one place."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from app.assessment.answering.entry import is_text, tidied, tidied_link

Choice = TypeVar("Choice", bound=StrEnum)

TITLE_MAX, SENTENCE_MAX, TEXT_MAX, LONG_MAX = 120, 300, 600, 1_200
"""Characters of a name or title; of one sentence; of a few; of a paragraph."""
ANSWER_LINES, LINE_MAX = 3, 200
"""Lines of an answer to a question, and characters of each."""
MAX_LINKS, LINK_MAX = 5, 500
MAX_HOURS, MAX_KRONOR = 100_000, 1_000_000_000


class FormReader:
    """Reads one form field by field. What is wrong is collected in `errors`, by field, in the order of reading."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self.errors: dict[str, str] = {}
        self.may_lack = False
        """Nothing is missed, as in a draft: what is there is read all the same."""

    def text(self, name: str, limit: int, missing: str = "") -> str:
        """`missing` is what to say where it is empty; without it the field may be left out."""
        text = tidied(self._fields.get(name, ""))
        if not text and missing and not self.may_lack:
            self.errors[name] = missing
        elif len(text) > limit:
            self.errors[name] = f"Texten är {len(text) - limit} tecken för lång. Korta till {limit} tecken."
        elif not is_text(text):
            self.errors[name] = "Texten innehåller ett tecken som inte går att spara. Skriv om den."
        return text

    def lines(self, name: str, limit: int, missing: str) -> str:
        """A short text of a few lines, without the empty ones."""
        text = self.text(name, limit * LINE_MAX, missing)
        lines = tuple(filter(None, (line.strip() for line in text.splitlines())))
        if name not in self.errors and len(lines) > limit:
            self.errors[name] = f"Svaret är {len(lines)} rader. Korta till {limit} rader."
        return "\n".join(lines)

    def number(self, name: str, limit: int, unit: str) -> int | None:
        """A whole number from 0, with or without spaces in it. None where nothing is written."""
        digits = "".join(self._fields.get(name, "").split())
        if not digits:
            return None
        if digits.isascii() and digits.isdigit() and len(digits) <= len(str(limit)) and int(digits) <= limit:
            return int(digits)
        self.errors[name] = f"Skriv antal {unit} med siffror, eller lämna tomt."
        return None

    def links(self, name: str) -> tuple[str, ...]:
        """Whole addresses that begin with https, one a line."""
        lines = self._fields.get(name, "").splitlines()
        links = tuple(dict.fromkeys(filter(None, (tidied_link(line.strip()) for line in lines))))
        if len(links) > MAX_LINKS:
            self.errors[name] = f"Högst {MAX_LINKS} länkar får plats."
        elif not all(map(is_safe_link, links)):
            self.errors[name] = "Skriv en hel adress på varje rad. Den ska börja med https://."
        return links

    def choice(self, name: str, kind: type[Choice], missing: str) -> Choice | None:
        member = next((option for option in kind if option == self._fields.get(name)), None)
        if member is None and not self.may_lack:
            self.errors[name] = missing
        return member

    def known(self, name: str, names: Mapping[str, str], missing: str) -> str:
        """One of the ids that there are, such as a capital's."""
        value = self._fields.get(name, "")
        if value not in names:
            self.errors[name] = missing
        return value

    def level(self, name: str, levels: int) -> int | None:
        """A level from 0 that the kommun has chosen to tell. None where it has not."""
        value = self._fields.get(name, "")
        if not value:
            return None
        if value not in map(str, range(levels)):
            self.errors[name] = "Nivån finns inte på skalan. Välj en av nivåerna, eller berätta inte."
            return None
        return int(value)


def is_safe_link(link: str) -> bool:
    """Whether it is a whole https address."""
    if len(link) > LINK_MAX or not is_text(link) or not link.isprintable():
        return False
    try:
        parts = urlsplit(link)
        return parts.scheme == "https" and bool((parts.hostname or "").strip(".")) and "@" not in parts.netloc
    except ValueError:
        return False
