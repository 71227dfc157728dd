"""Demand and supply of support, cell by cell: how many kommuner seek it, how many of them are covered, and the gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.pooling.cells import PoolCell, PooledNeed

MIN_SEEKING = 3
"""Kommuner that seek the same before it counts as something the region should answer."""

Supply = Mapping[PoolCell, frozenset[int]]
"""The cells that open offers are for, each with the kommuner that have a place in one; empty where none has yet."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Who seeks the same: in one cell, or in several taken together."""

    kommuner: frozenset[int]
    together: frozenset[int]
    """Those of them that would rather do it with others."""
    placed: frozenset[int]
    """The kommuner that have a place in an open offer for it, whether they have asked for it or not."""
    is_offered: bool
    """There is an open offer, with or without places taken."""

    @property
    def count(self) -> int:
        return len(self.kommuner)

    @property
    def covered(self) -> int:
        """How many of those that seek it have a place. A place of somebody who has not asked covers nobody's need."""
        return len(self.placed & self.kommuner)

    @property
    def coverage(self) -> Fraction | None:
        """The share of those that seek it. None where nobody does."""
        return Fraction(self.covered, self.count) if self.count else None

    @property
    def is_gap(self) -> bool:
        """Enough kommuner seek it, and nothing is offered."""
        return self.count >= MIN_SEEKING and not self.is_offered


@dataclass(frozen=True, slots=True)
class CellDemand:
    """The demand of one cell."""

    cell: PoolCell
    demand: Demand


@dataclass(frozen=True, slots=True)
class SupplyGap:
    """What is sought and not offered. The groups are those for which the same kommuner seek it."""

    capital_id: str
    form: SupportForm | None
    groups: tuple[TargetGroup | None, ...]
    demand: Demand


def demands(needs: Sequence[PooledNeed], supply: Supply) -> tuple[CellDemand, ...]:
    """Every cell that somebody seeks something in, in the order in which they were first asked for."""
    cells = dict.fromkeys(cell for need in needs for cell in _in_order(need.cells))
    return tuple(CellDemand(cell, demand_in((cell,), needs, supply)) for cell in cells)


def demand_in(cells: Iterable[PoolCell], needs: Iterable[PooledNeed], supply: Supply) -> Demand:
    """The demand in these cells together: a kommun with needs in several of them counts once."""
    wanted_cells = frozenset(cells)
    inside = [need for need in needs if need.cells & wanted_cells]
    with_places = [kommuner for cell, kommuner in supply.items() if any(each.is_met_by(cell) for each in wanted_cells)]
    return Demand(
        kommuner=frozenset(need.kommun_id for need in inside),
        together=frozenset(need.kommun_id for need in inside if need.is_together),
        placed=frozenset().union(*with_places),
        is_offered=bool(with_places),
    )


def cells_at(capital_id: str, form: SupportForm | None, group: TargetGroup | None = None) -> tuple[PoolCell, ...]:
    """The cells of a capital and form: of one target group, or of every one and of none in particular."""
    groups = (None, *TargetGroup) if group is None else (group,)
    return tuple(PoolCell(capital_id, form, each) for each in groups)


def gaps(cell_demands: Iterable[CellDemand]) -> tuple[SupplyGap, ...]:
    """The gaps, most kommuner first, then most that would rather do it with others, then as they were asked for.

    Target groups for which the same kommuner seek the same are one gap, so that one wish is not listed five times.
    """
    groups: dict[tuple[str, SupportForm | None, Demand], list[TargetGroup | None]] = {}
    for each in cell_demands:
        if each.demand.is_gap:
            key = (each.cell.capital_id, each.cell.form, each.demand)
            groups.setdefault(key, []).append(each.cell.group)
    found_gaps = [
        SupplyGap(capital_id=capital_id, form=form, groups=tuple(members), demand=demand)
        for (capital_id, form, demand), members in groups.items()
    ]
    return tuple(sorted(found_gaps, key=lambda gap: (-gap.demand.count, -len(gap.demand.together))))


def _in_order(cells: Iterable[PoolCell]) -> list[PoolCell]:
    """A set has no order of its own: by form and group as the catalogue has them."""
    forms, groups = [None, *SupportForm], [None, *TargetGroup]
    return sorted(cells, key=lambda cell: (forms.index(cell.form), groups.index(cell.group)))
