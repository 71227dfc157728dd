"""What a kommun may know of what others seek: that three or more seek the same, and who of them show themselves.

A need that is not shown must not be told by subtraction (method 10). So two things alone can be said, and each is said
from a set that the reader cannot take apart: those that show themselves, with the reader's own; or those that do not,
where they are three or more of so many that could be meant that none of them is told.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.support.pooling.cells import PoolCell, PooledNeed
from app.support.pooling.demand import MIN_SEEKING

MIN_POSSIBLE = 2 * MIN_SEEKING
"""Other kommuner that could be among those that do not show themselves: with fewer, "three of them" would nearly name
each."""


@dataclass(frozen=True, slots=True)
class SoughtCell:
    """What one kommun is told of a cell. Nothing here is a number, and `names` are of those that show themselves."""

    cell: PoolCell
    names: frozenset[int]
    is_own: bool
    """The reader's own kommun seeks it."""
    is_sought_by_three: bool
    """Three or more seek the same."""


def sought(needs: Sequence[PooledNeed], own: Collection[int], kommuner: Collection[int]) -> tuple[SoughtCell, ...]:
    """The cells that a reader is told something of, in the order of the cells.

    `own` are the kommuner whose needs the reader knows anyway; `kommuner` are all of the region that could have a need.
    """
    cells = sorted({cell for need in needs for cell in need.cells}, key=_place)
    sought_cells = (_told(cell, needs, frozenset(own), frozenset(kommuner)) for cell in cells)
    return tuple(each for each in sought_cells if each.names or each.is_own or each.is_sought_by_three)


def _told(cell: PoolCell, needs: Sequence[PooledNeed], own: frozenset[int], kommuner: frozenset[int]) -> SoughtCell:
    inside = [need for need in needs if cell in need.cells]
    visible_ids = frozenset(need.kommun_id for need in inside if need.is_shown) - own
    hidden_ids = frozenset(need.kommun_id for need in inside) - own - visible_ids
    own_here = own & {need.kommun_id for need in inside}
    possible = kommuner - own - visible_ids
    is_known = len(visible_ids | own_here) >= MIN_SEEKING
    return SoughtCell(
        cell=cell,
        names=visible_ids,
        is_own=bool(own_here),
        is_sought_by_three=is_known or (len(hidden_ids) >= MIN_SEEKING and len(possible) >= MIN_POSSIBLE),
    )


def _place(cell: PoolCell) -> tuple[str, str, str]:
    return cell.capital_id, cell.form or "", cell.group or ""
