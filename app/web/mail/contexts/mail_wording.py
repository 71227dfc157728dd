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


def wordings_page(frame: Frame, wordings: RegionWordings, message: str) -> WordingsPage:
    base = f"{wordings.region.key.path}/brev"
    return WordingsPage(
        frame,
        tuple(
            WordingRow(
                name=region_wording.form.name,
                subject=region_wording.wording.subject,
                url=f"{base}/{region_wording.form.kind}",
                changed_at=region_wording.changed_at,
            )
            for region_wording in wordings.wordings
        ),
        message,
    )


def wording_page(
    frame: Frame,
    url: str,
    region_wording: RegionWording,
    draft: Wording | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_preview: bool = False,
) -> WordingPage:
    return WordingPage(
        frame=frame,
        url=url,
        name=region_wording.form.name,
        typed=draft or region_wording.wording,
        errors={FIELDS[part]: text for part, text in (errors or {}).items()},
        places=_places(region_wording.form),
        is_own=region_wording.changed_at is not None,
        preview=example(draft) if is_preview and draft is not None else None,
        example=example(region_wording.wording),
    )


def _places(form: MailForm) -> tuple[WordingPlace, ...]:
    return tuple(
        WordingPlace(f"{{{name}}}", MEANINGS[name], name in form.needed) for name in MEANINGS if name in form.places
    )
