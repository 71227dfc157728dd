"""A region's own wording of the letters: reading it, changing it, going back to the product's."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.text_events import MailTemplateChanged, MailTemplateReset
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.mail.mail_kinds import FORMS, LetterForm, LetterKind
from app.accounts.mail.mail_wording import Wording, faults_of, product_wording
from app.accounts.organisations.organisation import Region
from app.errors import Invalid, NotFound
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.mail import mail_queue
from app.storage.organisations.organisations import find_region
from app.storage.rounds.rounds import hold_region


@dataclass(frozen=True, slots=True)
class RegionLetter:
    """A kind of letter as a region sends it. `changed_at` is set for a wording of its own."""

    form: LetterForm
    wording: Wording
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegionLetters:
    region: Region
    letters: tuple[RegionLetter, ...]


def region_letters(database: Database, actor: Actor, slug: str) -> RegionLetters:
    """Every kind that a region may put in its own words. Raises NotFound or Refused to those who do not run it."""
    with database.read() as session:
        region = _region(session, actor, slug)
        kinds = [kind for kind, form in FORMS.items() if form.editable]
        return RegionLetters(region, tuple(_letter(session, region, kind) for kind in kinds))


def region_letter(database: Database, actor: Actor, slug: str, kind: str) -> tuple[Region, RegionLetter]:
    """Raises NotFound as well for what is no kind of letter that can be changed."""
    with database.read() as session:
        region = _region(session, actor, slug)
        return region, _letter(session, region, _kind(kind))


def change_letter(database: Database, actor: Actor, slug: str, kind: str, wording: Wording, now: datetime) -> None:
    """Use the region's own wording from now on. The same wording again is no change, and the product's is a reset.

    Raises Invalid with every fault.
    """

    def work(session: Session) -> None:
        region, letter_kind = _region(session, actor, slug), _kind(kind)
        faults = faults_of(letter_kind, wording)
        if faults:
            raise Invalid(faults)
        hold_region(session, region.id)
        if wording == product_wording(letter_kind):
            _reset(session, actor, region, letter_kind, now)
        elif wording != _letter(session, region, letter_kind).wording:
            mail_queue.store_wording(session, region.id, letter_kind, wording, now)
            note(session, actor, MailTemplateChanged(kind=letter_kind), Place(region.id), now)

    database.write(work)


def reset_letter(database: Database, actor: Actor, slug: str, kind: str, now: datetime) -> None:
    """Use the product's wording again. Doing it twice is the same as once."""

    def work(session: Session) -> None:
        region, letter_kind = _region(session, actor, slug), _kind(kind)
        hold_region(session, region.id)
        _reset(session, actor, region, letter_kind, now)

    database.write(work)


def _reset(session: Session, actor: Actor, region: Region, kind: LetterKind, now: datetime) -> None:
    if mail_queue.delete_wording(session, region.id, kind):
        note(session, actor, MailTemplateReset(kind=kind), Place(region.id), now)


def _region(session: Session, actor: Actor, slug: str) -> Region:
    region = find_region(session, slug)
    if region is None:
        raise NotFound
    require(actor, Right.RUN_REGION, Place(region.id))
    return region


def _kind(text: str) -> LetterKind:
    match = next((kind for kind, form in FORMS.items() if kind == text and form.editable), None)
    if match is None:
        raise NotFound
    return match


def _letter(session: Session, region: Region, kind: LetterKind) -> RegionLetter:
    wording, changed_at = mail_queue.own_wording(session, region.id, kind) or (product_wording(kind), None)
    return RegionLetter(FORMS[kind], wording, changed_at)
