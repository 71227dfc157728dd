"""What a region has made of the catalogue: versions of items, and the catalogue as its kommuner see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.support.catalogue.catalogue import Catalogue, CatalogueItem, ItemPrevious

OWN_PREFIX = "egen-"
"""Begins the ids of a region's own items, so that no edition of the catalogue can ever have one of the same id."""


class AdaptationState(StrEnum):
    """Whether a version counts: a draft is seen by those who adapt alone; the latest of the others is what counts.

    From `ORIGINAL` on the catalogue's own text counts again, as each edition has it; its content is a record of then.
    """

    DRAFT = "utkast"
    PUBLISHED = "publicerad"
    RETIRED = "indragen"
    ORIGINAL = "katalogens"


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One version of an item of a region. `base_id` is the catalogue's item it changes; empty for the region's own."""

    item_id: str
    number: int
    base_id: str
    item: CatalogueItem
    state: AdaptationState
    reason: str
    """Why it was retired; empty otherwise."""
    created_at: datetime

    @property
    def is_own(self) -> bool:
        return not self.base_id


def current(adaptations: Iterable[Adaptation]) -> dict[str, Adaptation]:
    """Of each item the version that counts: the latest that is no draft. None where the catalogue's own text does."""
    latest: dict[str, Adaptation] = {}
    for adaptation in sorted(adaptations, key=lambda version: version.number):
        if adaptation.state is not AdaptationState.DRAFT:
            latest[adaptation.item_id] = adaptation
    return {item_id: version for item_id, version in latest.items() if version.state is not AdaptationState.ORIGINAL}


def adapted(catalogue: Catalogue, adaptations: Iterable[Adaptation]) -> Catalogue:
    """The catalogue with a region's changes: adapted items in their places, its own last, retired ones marked so,
    also those that the edition has retired since they were adapted.
    """
    changes = current(adaptations)
    if not changes:
        return catalogue
    base_ids = {item.id for item in catalogue.items}
    own = [_seen(version) for item_id, version in changes.items() if item_id not in base_ids]
    items = [_seen(changes[item.id], item) if item.id in changes else item for item in catalogue.items]
    return catalogue.model_copy(update={"items": (*items, *own)})


def _seen(version: Adaptation, original: CatalogueItem | None = None) -> CatalogueItem:
    is_offered = original is None or original.is_offered
    if is_offered and version.state is not AdaptationState.RETIRED:
        return version.item
    return version.item.model_copy(update={"previous": ItemPrevious.RETIRED})
