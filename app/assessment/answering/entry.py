"""What a person enters for one question, and whether it can be kept."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AnswerKind
from app.assessment.questionnaires.questionnaire import Question

COMMENT_MAX = 2_000
LINK_MAX = 2_000
"""As long as browsers and document stores make them; Excel takes no more than 2,079."""
_LINE_BREAK = re.compile(r"\r\n?|\x0b|\x0c")
"""As browsers send one, and as word processors keep one inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question's choice, comment and evidence link. `answer` is None while nothing is chosen."""

    answer: Answer | None
    comment: str = ""
    evidence_url: str = ""

    @property
    def is_empty(self) -> bool:
        return self.answer is None and not self.comment and not self.evidence_url


@dataclass(frozen=True, slots=True)
class RawEntry:
    """As it came from the page: `choice` is "", a level's position, or the name of another kind of answer."""

    choice: str
    comment: str
    evidence_url: str


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field ("choice", "comment" or "evidence_url"), in Swedish, with what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class EntryReading:
    """What was entered, field by field. A field with an error is empty in `entry`."""

    entry: Entry
    errors: tuple[FieldError, ...] = ()

    def over(self, previous: Entry) -> Entry:
        """What to store: one wrong field must not cost the others, so it alone stays as it was stored."""
        if not self.errors:
            return self.entry
        wrong = {error.field for error in self.errors}
        return Entry(
            previous.answer if "choice" in wrong else self.entry.answer,
            previous.comment if "comment" in wrong else self.entry.comment,
            previous.evidence_url if "evidence_url" in wrong else self.entry.evidence_url,
        )


def read_entry(question: Question, raw: RawEntry, text_name: str = "Kommentaren") -> EntryReading:
    """What can be kept, and every error. `text_name` is what the messages call the free text."""
    errors: list[FieldError] = []
    answer = _read_choice(question, raw.choice, errors)
    comment = tidied(raw.comment)
    if len(comment) > COMMENT_MAX:
        over = len(comment) - COMMENT_MAX
        errors.append(
            FieldError("comment", f"{text_name} är {over} tecken för lång. Korta den till {COMMENT_MAX} tecken.")
        )
    if not is_text(comment):
        errors.append(FieldError("comment", f"{text_name} innehåller ett tecken som inte går att spara. Skriv om den."))
    link = tidied_link(raw.evidence_url) if raw.evidence_url else ""
    _check_link(link, errors)
    if not errors:
        return EntryReading(Entry(answer, comment, link))
    invalid = {error.field for error in errors}
    entry = Entry(answer, "" if "comment" in invalid else comment, "" if "evidence_url" in invalid else link)
    return EntryReading(entry, tuple(errors))


def tidied(text: str) -> str:
    """What somebody typed, with one kind of line break and nothing around it."""
    return _LINE_BREAK.sub("\n", text).strip()


def whole_number(text: str) -> int:
    """0 for what is no whole number, and beyond nine figures. What somebody typed is handed over without spaces."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def tidied_link(text: str) -> str:
    """A link as it is stored: people leave out https:// before www, and names of documents have spaces in them."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf").strip()
    link = "".join("%20" if unicodedata.category(character) == "Zs" else character for character in visible)
    return f"https://{link}" if link[:4].lower() == "www." else link


def is_text(text: str) -> bool:
    """False when there are control characters or code points that are no characters: no page or file may hold them."""
    return all(map(_is_character, text))


def _is_character(character: str) -> bool:
    code = ord(character)
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return character in "\n\t" or not (no_character or unicodedata.category(character) in {"Cc", "Cs"})


def _read_choice(question: Question, choice: str, errors: list[FieldError]) -> Answer | None:
    if not choice:
        return None
    if choice == AnswerKind.DONT_KNOW and question.may_not_know:
        return DONT_KNOW
    if choice == AnswerKind.NOT_APPLICABLE and question.may_not_apply:
        return NOT_APPLICABLE
    if 1 <= whole_number(choice) <= len(question.anchors):
        return Answer.level(whole_number(choice))
    errors.append(FieldError("choice", "Valet finns inte bland frågans svar. Välj ett av alternativen på sidan."))
    return None


def _check_link(link: str, errors: list[FieldError]) -> None:
    if not link:
        return
    if len(link) > LINK_MAX:
        over = len(link) - LINK_MAX
        errors.append(
            FieldError(
                "evidence_url", f"Länken är {over} tecken för lång. Använd en adress på högst {LINK_MAX} tecken."
            )
        )
        return
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        usable = parts.scheme in {"http", "https"} and bool(host.strip(".")) and "%" not in host
        usable = usable and not any(map(_is_gap, link))
    except ValueError:
        usable = False
    if not usable:
        errors.append(
            FieldError("evidence_url", "Länken ska vara en hel webbadress, till exempel https://kommunen.se/beslut.")
        )


def _is_gap(character: str) -> bool:
    return character.isspace() or not character.isprintable()
