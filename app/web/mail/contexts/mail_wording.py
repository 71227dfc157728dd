"""Contexts of the pages where a region puts the letters in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts.mail.mail_kinds import LetterForm
from app.accounts.mail.mail_wording import MEANINGS, Wording, example
from app.services.mail.mail_wording import RegionLetter, RegionLetters
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class LetterRow:
    name: str
    subject: str
    url: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class LettersPage:
    frame: Frame
    rows: tuple[LetterRow, ...]
    done: str


@dataclass(frozen=True, slots=True)
class Place:
    """What can be filled in. `needed`: the letter would be of no use without it."""

    written: str
    meaning: str
    needed: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    frame: Frame
    url: str
    name: str
    typed: Wording
    faults: Mapping[str, str]
    """By the form's fields: amne, text."""
    places: tuple[Place, ...]
    is_own: bool
    preview: Wording | None
    example: Wording
    """As the letter looks now."""


FIELDS = {"subject": "amne", "body": "text"}


def letters_page(frame: Frame, found: RegionLetters, done: str) -> LettersPage:
    base = f"{found.region.key.path}/brev"
    return LettersPage(
        frame,
        tuple(
            LetterRow(letter.form.name, letter.wording.subject, f"{base}/{letter.form.kind}", letter.changed_at)
            for letter in found.letters
        ),
        done,
    )


def letter_page(
    frame: Frame,
    url: str,
    letter: RegionLetter,
    typed: Wording | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    is_preview: bool = False,
) -> LetterPage:
    return LetterPage(
        frame,
        url,
        letter.form.name,
        typed or letter.wording,
        {FIELDS[part]: told for part, told in (faults or {}).items()},
        _places(letter.form),
        letter.changed_at is not None,
        example(typed) if is_preview and typed is not None else None,
        example(letter.wording),
    )


def _places(form: LetterForm) -> tuple[Place, ...]:
    return tuple(Place(f"{{{name}}}", MEANINGS[name], name in form.needed) for name in MEANINGS if name in form.places)
