"""What has become of each item from one edition of a catalogue to the next."""

from dataclasses import dataclass

from app.support.catalogue.catalogue import Catalogue, CatalogueItem, ItemPrevious

_NOT_CONTENT = frozenset({"id", "previous", "predecessor"})


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What an item of the later edition is to the earlier one. `fields` are those that differ, in their order."""

    item_id: str
    earlier_id: str | None
    previous: ItemPrevious
    fields: tuple[str, ...]


def changes(earlier: Catalogue, later: Catalogue) -> tuple[ItemChange, ...]:
    """One per item of the later edition, in its order; `earlier` is the edition next before it.

    Raises ValueError unless both are editions of one catalogue, in that order.
    """
    if earlier.id != later.id or earlier.year >= later.year:
        raise ValueError("the editions must be of one catalogue, earliest first")
    return tuple(_change(item, earlier) for item in later.items)


def _change(item: CatalogueItem, earlier: Catalogue) -> ItemChange:
    follows = item.predecessor if item.previous is ItemPrevious.CHANGED else item.id
    old = None if item.previous is ItemPrevious.NEW else earlier.by_id.get(follows or "")
    return ItemChange(
        item_id=item.id,
        earlier_id=old.id if old else None,
        previous=item.previous,
        fields=() if old is None else _differing(old, item),
    )


def _differing(old: CatalogueItem, item: CatalogueItem) -> tuple[str, ...]:
    names = [name for name in CatalogueItem.model_fields if name not in _NOT_CONTENT]
    return tuple(name for name in names if getattr(old, name) != getattr(item, name))
