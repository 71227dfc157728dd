"""A region's own versions of items of support: every version is kept."""

from functools import lru_cache

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import RegionSupportRow
from app.support.adaptations.adaptation import Adaptation, AdaptationState
from app.support.catalogue.catalogue import CatalogueItem

MAX_CACHED_ITEMS = 1_024
_COLUMNS = (
    col(RegionSupportRow.item_id),
    col(RegionSupportRow.number),
    col(RegionSupportRow.base_id),
    col(RegionSupportRow.content),
    col(RegionSupportRow.state),
    col(RegionSupportRow.reason),
    col(RegionSupportRow.created_at),
)
_OF_REGION = Prepared(
    select(*_COLUMNS)  # type: ignore[call-overload]
    .where(col(RegionSupportRow.region_id) == bindparam("region_id"))
    .order_by(col(RegionSupportRow.item_id), col(RegionSupportRow.number))
)


def adaptations_of(transaction: Transaction, region_id: int) -> tuple[Adaptation, ...]:
    """Every version of every item that the region has changed or added, by item, oldest first."""
    return tuple(
        Adaptation(
            item_id=item_id,
            number=number,
            base_id=base_id,
            item=_item(content),
            state=AdaptationState(state),
            reason=reason,
            created_at=created_at,
        )
        for item_id, number, base_id, content, state, reason, created_at in _OF_REGION.rows(
            transaction, region_id=region_id
        )
    )


@lru_cache(MAX_CACHED_ITEMS)
def _item(content: str) -> CatalogueItem:
    """Parsed once per process: versions do not change."""
    return CatalogueItem.model_validate_json(content)


def add_adaptation(session: Session, region_id: int, adaptation: Adaptation) -> None:
    session.add(
        RegionSupportRow(
            region_id=region_id,
            item_id=adaptation.item_id,
            number=adaptation.number,
            base_id=adaptation.base_id,
            content=adaptation.item.model_dump_json(),
            state=adaptation.state,
            reason=adaptation.reason,
            created_at=adaptation.created_at,
        )
    )
