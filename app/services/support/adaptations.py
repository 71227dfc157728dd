"""A region's own items of support: adapting, adding, retiring and putting an earlier version back. All are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.support_events import SupportItemDrafted, SupportItemPublished, SupportItemRetired
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import is_text, tidied
from app.errors import InvalidInputError, NotFoundError
from app.services.kernel.audit import note
from app.services.support import words
from app.services.support.catalogues import RegionCatalogue, item_of, region_catalogue
from app.services.support.item_form import fields_of, new_id, read_item
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region
from app.storage.support import adaptations as stored
from app.storage.support.catalogues import latest_catalogue
from app.support.adaptations.adaptation import OWN_PREFIX, Adaptation, AdaptationState, current
from app.support.catalogue.catalogue import CatalogueItem

REASON_MAX = 300
DOUBLE_CLICK = timedelta(minutes=1)
"""Within this a new item that is the same as another is that one, sent twice."""
ORIGINAL = 0
"""Stands for what the catalogue itself has, where a version is named by its number."""


@dataclass(frozen=True, slots=True)
class ItemForm:
    """An item as it is adapted. `number` is its latest version, 0 where there is none."""

    region_catalogue: RegionCatalogue
    item: CatalogueItem | None
    """None for a new one."""
    fields: Mapping[str, str]
    number: int
    state: AdaptationState | None
    """Of the latest version; None where there is none."""
    reason: str
    """Why it was retired; empty otherwise."""

    @property
    def is_draft(self) -> bool:
        """Whether the fields are those of a draft that nobody else sees."""
        return self.state is AdaptationState.DRAFT

    def loaded_as(self, number: int) -> "ItemForm":
        """The same form as it was when its latest version was this, so that a later one is not overwritten unseen."""
        return replace(self, number=number)


class ItemChangedError(InvalidInputError):
    """Somebody has added a version since the page was loaded, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class ItemVersions:
    """Every version of an item, latest first; `original` is the catalogue's own, None for an item of the region's."""

    region_catalogue: RegionCatalogue
    item: CatalogueItem
    versions: tuple[Adaptation, ...]
    original: CatalogueItem | None
    current_number: int
    """The version that counts: 0 is the original."""


def open_item_form(database: Database, actor: Actor, slug: str, item_id: str = "") -> ItemForm:
    """Raises NotFoundError to those who may not adapt, and for an item that is not there."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.ADAPT_SUPPORT)
        latest = _latest(catalogue, item_id)
        item = catalogue.catalogue.by_id.get(item_id)
        if item_id and item is None and latest is None:
            raise NotFoundError
        latest_item = _latest_item(catalogue, item_id, latest)
        return ItemForm(
            region_catalogue=catalogue,
            item=latest_item,
            fields={} if latest_item is None else fields_of(latest_item),
            number=0 if latest is None else latest.number,
            state=None if latest is None else latest.state,
            reason="" if latest is None else latest.reason,
        )


def preview_item(form: ItemForm, fields: Mapping[str, str]) -> CatalogueItem:
    """What kommuner would see. Nothing is stored. Raises InvalidInputError."""
    item_id = "egen" if form.item is None else form.item.id
    return read_item(fields, form.region_catalogue, form.item, item_id)


def save_item(
    database: Database,
    actor: Actor,
    slug: str,
    item_id: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    number: int,
    is_draft: bool,
) -> str:
    """Add a version, a draft or one that counts at once; `number` is the latest version that the page was loaded with.
    Returns the item's id. The same text again is no change, nor is a new item that was sent twice.

    Raises InvalidInputError by field, and ItemChangedError when somebody has changed the item meanwhile.
    """

    def work(session: Session) -> str:
        catalogue = _locked(session, actor, slug)
        latest = _latest(catalogue, item_id)
        base = _latest_item(catalogue, item_id, latest)
        if item_id and base is None:
            raise NotFoundError
        ids = {*catalogue.catalogue.by_id, *(version.item_id for version in catalogue.adaptations)}
        own_id = item_id or new_id(tidied(fields.get("title", "")), ids)
        item = read_item(fields, catalogue, base, own_id)
        state = AdaptationState.DRAFT if is_draft else AdaptationState.PUBLISHED
        if latest is not None and (latest.item, latest.state) == (item, state):
            return own_id
        if number != (0 if latest is None else latest.number):
            raise ItemChangedError({"title": words.ITEM_CHANGED})
        if not item_id and (made_id := _just_made(catalogue, item, state, now)):
            return made_id
        _add(session, actor, catalogue, _next(catalogue, own_id, item, state, now))
        return own_id

    return database.write(work)


def retire_item(database: Database, actor: Actor, slug: str, item_id: str, reason: str, now: datetime) -> None:
    """Take an item out of what is offered and suggested. Doing it twice is the same as once.

    Raises InvalidInputError without a reason, and NotFoundError for an item that is not there.
    """
    why = tidied(reason)
    if not why:
        raise InvalidInputError({"reason": words.RETIRE_REASON_MISSING})
    if len(why) > REASON_MAX:
        raise InvalidInputError({"reason": words.RETIRE_REASON_TOO_LONG.with_facts(limit=REASON_MAX)})
    if not is_text(why):
        raise InvalidInputError({"reason": words.ITEM_TEXT_NOT_TEXT})

    def work(session: Session) -> None:
        catalogue = _locked(session, actor, slug)
        item = item_of(catalogue, item_id)
        if item.is_offered:
            _add(session, actor, catalogue, _next(catalogue, item_id, item, AdaptationState.RETIRED, now, why))

    database.write(work)


def open_versions(database: Database, actor: Actor, slug: str, item_id: str) -> ItemVersions:
    """Raises NotFoundError to those who may not adapt, and for an item that is not there."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.ADAPT_SUPPORT)
        versions = tuple(reversed([version for version in catalogue.adaptations if version.item_id == item_id]))
        original = _original(session, item_id)
        latest_item = original if not versions else versions[0].item
        if latest_item is None:
            raise NotFoundError
        version = current(versions).get(item_id)
        return ItemVersions(
            region_catalogue=catalogue,
            item=catalogue.catalogue.by_id.get(item_id, latest_item),
            versions=versions,
            original=original,
            current_number=ORIGINAL if version is None else version.number,
        )


def put_back(database: Database, actor: Actor, slug: str, item_id: str, number: int, now: datetime) -> None:
    """Make an earlier version count again, as a new one with its content; 0 is the catalogue's original, which follows
    the editions from then on.

    Raises NotFoundError for a version that is not there.
    """

    def work(session: Session) -> None:
        catalogue = _locked(session, actor, slug)
        version = next(
            (item for item in catalogue.adaptations if (item.item_id, item.number) == (item_id, number)), None
        )
        is_original = number == ORIGINAL or (version is not None and version.state is AdaptationState.ORIGINAL)
        item = _original(session, item_id) if is_original else None if version is None else version.item
        if item is None:
            raise NotFoundError
        counts = current(catalogue.adaptations).get(item_id)
        state = AdaptationState.ORIGINAL if is_original else AdaptationState.PUBLISHED
        counts_already = counts is not None and (counts.item, counts.state) == (item, state)
        if counts_already or (is_original and counts is None):
            return
        _add(session, actor, catalogue, _next(catalogue, item_id, item, state, now))

    database.write(work)


def _locked(session: Session, actor: Actor, slug: str) -> RegionCatalogue:
    """Read again after the lock, since somebody may have added a version while it was waited for."""
    lock_region(session, region_catalogue(session, actor, slug, Right.ADAPT_SUPPORT).region.id)
    return region_catalogue(session, actor, slug, Right.ADAPT_SUPPORT)


def _latest(catalogue: RegionCatalogue, item_id: str) -> Adaptation | None:
    """Drafts too."""
    versions = [version for version in catalogue.adaptations if version.item_id == item_id]
    return max(versions, key=lambda version: version.number, default=None)


def _latest_item(catalogue: RegionCatalogue, item_id: str, latest: Adaptation | None) -> CatalogueItem | None:
    """What the next version starts from. None for a new item, and for what is not there."""
    item = catalogue.catalogue.by_id.get(item_id)
    return item if latest is None or (item is not None and latest.state is AdaptationState.ORIGINAL) else latest.item


def _just_made(catalogue: RegionCatalogue, item: CatalogueItem, state: AdaptationState, now: datetime) -> str:
    """The id of an own item that is the same and was added a moment ago, by a double click; empty without one."""
    return next(
        (
            version.item_id
            for version in catalogue.adaptations
            if version.is_own
            and (version.number, version.state) == (1, state)
            and now - version.created_at < DOUBLE_CLICK
            and version.item.model_copy(update={"id": item.id}) == item
        ),
        "",
    )


def _original(session: Session, item_id: str) -> CatalogueItem | None:
    base = latest_catalogue(session)
    return None if base is None else base.by_id.get(item_id)


def _next(
    catalogue: RegionCatalogue,
    item_id: str,
    item: CatalogueItem,
    state: AdaptationState,
    now: datetime,
    reason: str = "",
) -> Adaptation:
    latest = _latest(catalogue, item_id)
    is_own = item_id.startswith(OWN_PREFIX)
    return Adaptation(
        item_id=item_id,
        number=1 if latest is None else latest.number + 1,
        base_id="" if is_own else item_id,
        item=item,
        state=state,
        reason=reason,
        created_at=now,
    )


def _add(session: Session, actor: Actor, catalogue: RegionCatalogue, version: Adaptation) -> None:
    stored.add_adaptation(session, catalogue.region.id, version)
    kinds = {
        AdaptationState.DRAFT: SupportItemDrafted,
        AdaptationState.PUBLISHED: SupportItemPublished,
        AdaptationState.RETIRED: SupportItemRetired,
        AdaptationState.ORIGINAL: SupportItemPublished,
    }
    event = kinds[version.state](item_id=version.item_id, number=version.number)
    note(session, actor, event, catalogue.region.place, version.created_at)
