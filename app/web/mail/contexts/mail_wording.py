"""Contexts of the pages where a region puts the mails in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts.mail.mail_kinds import MailForm
from app.accounts.mail.mail_wording import MEANINGS, Wording, example
from app.services.mail.mail_wording import RegionWording, RegionWordings
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class WordingRow:
    name: str
    subject: str
    url: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class WordingsPage:
    frame: Frame
    rows: tuple[WordingRow, ...]
    done: str


@dataclass(frozen=True, slots=True)
class WordingPlace:
    """What can be filled in. `needed`: the mail would be of no use without it."""

    written: str
    meaning: str
    needed: bool


@dataclass(frozen=True, slots=True)
class WordingPage:
    frame: Frame
    url: str
    name: str
    typed: Wording
    errors: Mapping[str, str]
    """By the form's fields: amne, text."""
    places: tuple[WordingPlace, ...]
    is_own: bool
    preview: Wording | None
    example: Wording
    """As the mail looks now."""


FIELDS = {"subject": "amne", "body": "text"}


def wordings_page(frame: Frame, found: RegionWordings, done: str) -> WordingsPage:
    base = f"{found.region.key.path}/brev"
    return WordingsPage(
        frame,
        tuple(
            WordingRow(letter.form.name, letter.wording.subject, f"{base}/{letter.form.kind}", letter.changed_at)
            for letter in found.letters
        ),
        done,
    )


def wording_page(
    frame: Frame,
    url: str,
    letter: RegionWording,
    typed: Wording | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_preview: bool = False,
) -> WordingPage:
    return WordingPage(
        frame,
        url,
        letter.form.name,
        typed or letter.wording,
        {FIELDS[part]: told for part, told in (errors or {}).items()},
        _places(letter.form),
        letter.changed_at is not None,
        example(typed) if is_preview and typed is not None else None,
        example(letter.wording),
    )


def _places(form: MailForm) -> tuple[WordingPlace, ...]:
    return tuple(
        WordingPlace(f"{{{name}}}", MEANINGS[name], name in form.needed) for name in MEANINGS if name in form.places
    )
