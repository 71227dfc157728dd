"""A region's own wording of the mails: reading it, changing it, going back to the product's."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.text_events import MailTemplateChanged, MailTemplateReset
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.mail.mail_kinds import FORMS, MailForm, MailKind
from app.accounts.mail.mail_wording import Wording, errors_of, product_wording
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError, NotFoundError
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.mail import mail_queue
from app.storage.organisations.organisations import find_region, lock_region


@dataclass(frozen=True, slots=True)
class RegionWording:
    """A kind of mail as a region sends it. `changed_at` is set for a wording of its own."""

    form: MailForm
    wording: Wording
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegionWordings:
    region: Region
    wordings: tuple[RegionWording, ...]


def region_wordings(database: Database, actor: Actor, slug: str) -> RegionWordings:
    """Every kind that a region may put in its own words. Raises NotFoundError or PermissionDeniedError to those who do
    not run it.
    """
    with database.read() as session:
        region = _region(session, actor, slug)
        kinds = [kind for kind, form in FORMS.items() if form.editable]
        return RegionWordings(region, tuple(_wording_in(session, region, kind) for kind in kinds))


def region_wording(database: Database, actor: Actor, slug: str, kind: str) -> tuple[Region, RegionWording]:
    """Raises NotFoundError as well for what is no kind of mail that can be changed."""
    with database.read() as session:
        region = _region(session, actor, slug)
        return region, _wording_in(session, region, _kind(kind))


def change_wording(database: Database, actor: Actor, slug: str, kind: str, wording: Wording, now: datetime) -> None:
    """Use the region's own wording from now on. The same wording again is no change, and the product's is a reset.

    Raises InvalidInputError with every error.
    """

    def work(session: Session) -> None:
        region, mail_kind = _region(session, actor, slug), _kind(kind)
        errors = errors_of(mail_kind, wording)
        if errors:
            raise InvalidInputError(errors)
        lock_region(session, region.id)
        if wording == product_wording(mail_kind):
            _reset(session, actor, region, mail_kind, now)
        elif wording != _wording_in(session, region, mail_kind).wording:
            mail_queue.store_wording(session, region.id, mail_kind, wording, now)
            note(session, actor, MailTemplateChanged(kind=mail_kind), Place(region.id), now)

    database.write(work)


def reset_wording(database: Database, actor: Actor, slug: str, kind: str, now: datetime) -> None:
    """Use the product's wording again. Doing it twice is the same as once."""

    def work(session: Session) -> None:
        region, mail_kind = _region(session, actor, slug), _kind(kind)
        lock_region(session, region.id)
        _reset(session, actor, region, mail_kind, now)

    database.write(work)


def _reset(session: Session, actor: Actor, region: Region, kind: MailKind, now: datetime) -> None:
    if mail_queue.delete_wording(session, region.id, kind):
        note(session, actor, MailTemplateReset(kind=kind), Place(region.id), now)


def _region(session: Session, actor: Actor, slug: str) -> Region:
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, Right.RUN_REGION, Place(region.id))
    return region


def _kind(text: str) -> MailKind:
    match = next((kind for kind, form in FORMS.items() if kind == text and form.editable), None)
    if match is None:
        raise NotFoundError
    return match


def _wording_in(session: Session, region: Region, kind: MailKind) -> RegionWording:
    wording, changed_at = mail_queue.own_wording(session, region.id, kind) or (product_wording(kind), None)
    return RegionWording(FORMS[kind], wording, changed_at)
