"""A cell of pooled needs: capital × form × target group, and which cells a need stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from app.support.catalogue.catalogue import CatalogueItem, SupportForm, TargetGroup
from app.support.needs.need import Need, NeedAudience, Togetherness


@dataclass(frozen=True, slots=True)
class PoolCell:
    """`form` is None where nobody has said which; `group` is None for what is for no group in particular."""

    capital_id: str
    form: SupportForm | None
    group: TargetGroup | None

    def is_met_by(self, other: "PoolCell") -> bool:
        """Whether what is offered there is what is sought here. What is not said on either side excludes nothing."""
        return (
            self.capital_id == other.capital_id
            and (self.form is None or other.form is None or self.form is other.form)
            and (self.group is None or other.group is None or self.group is other.group)
        )


@dataclass(frozen=True, slots=True)
class PooledNeed:
    """What counts of an open need: whose it is, where it stands, and whether the other kommuner may know whose."""

    kommun_id: int
    cells: frozenset[PoolCell]
    is_together: bool
    """The kommun would rather do it with others."""
    is_shown: bool


def pooled_need(kommun_id: int, need: Need, items: Mapping[str, CatalogueItem]) -> PooledNeed:
    """`items` are the region's catalogue by id."""
    return PooledNeed(
        kommun_id=kommun_id,
        cells=cells_of(need, items.get(need.item_id)),
        is_together=need.together is Togetherness.PREFERABLY,
        is_shown=need.audience is NeedAudience.KOMMUNER,
    )


def cells_of(need: Need, item: CatalogueItem | None) -> frozenset[PoolCell]:
    """Every cell that the need stands in: each of its forms with each of its target groups."""
    groups: tuple[TargetGroup | None, ...] = need.target_groups or (None,)
    return frozenset(PoolCell(need.capital_id, form, group) for form, group in product(_forms(need, item), groups))


def _forms(need: Need, item: CatalogueItem | None) -> tuple[SupportForm | None, ...]:
    """The form that was chosen; else those by which the item strengthens the capital, or any of its forms."""
    if need.form is not None:
        return (need.form,)
    if item is None:
        return (None,)
    forms = [form for placing in item.places if placing.capital == need.capital_id for form in placing.forms]
    return tuple(forms) or item.forms
