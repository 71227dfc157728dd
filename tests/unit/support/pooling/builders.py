"""Pooled needs, with as little as a test needs to say."""

from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.pooling.cells import PoolCell, PooledNeed

MANAGERS = TargetGroup.MANAGERS
REGION = frozenset(range(1, 14))
"""The kommuner of a region, thirteen as in ours."""


def a_cell(
    capital_id: str = "human",
    form: SupportForm | None = SupportForm.KNOWLEDGE,
    group: TargetGroup | None = MANAGERS,
) -> PoolCell:
    return PoolCell(capital_id, form, group)


def a_pooled_need(kommun_id: int, *cells: PoolCell, is_together: bool = False, is_shown: bool = False) -> PooledNeed:
    return PooledNeed(kommun_id, frozenset(cells or (a_cell(),)), is_together=is_together, is_shown=is_shown)
