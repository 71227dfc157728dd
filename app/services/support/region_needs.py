"""What the kommuner of a region need: all of it for the region, and for a kommun what it may know of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.services.support.attention import RegionTime, region_time
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.services.support.pooled_needs import KommunNeed, NeedPool, own_kommuner, pool_of, sought_by
from app.services.support.supply import open_supply
from app.storage.engine.database import Database
from app.support.catalogue.catalogue import CatalogueItem
from app.support.pooling.demand import Supply, SupplyGap, demands, gaps
from app.support.pooling.shown import SoughtCell


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """Needs of the same item, or for those without one of the same capital."""

    item: CatalogueItem | None
    capital_id: str
    needs: tuple[KommunNeed, ...]

    @property
    def kommuner(self) -> int:
        return len({need.assessment.municipality_id for need in self.needs})

    @property
    def preferably_together(self) -> int:
        """How many kommuner would rather do it with others."""
        return len({need.assessment.municipality_id for need in self.needs if need.pooled.is_together})


@dataclass(frozen=True, slots=True)
class RegionNeeds:
    """Everything that was sent to the region."""

    catalogue: RegionCatalogue
    pool: NeedPool
    supply: Supply
    groups: tuple[NeedGroup, ...]
    """Most kommuner first, then most that would rather do it with others, then those asked for first."""
    gaps: tuple[SupplyGap, ...]
    """What three or more seek and nobody offers."""
    time: RegionTime
    may_run: bool
    """May change the region's settings."""


@dataclass(frozen=True, slots=True)
class SoughtNeeds:
    """What a kommun may know of what the kommuner seek."""

    catalogue: RegionCatalogue
    cells: tuple[SoughtCell, ...]
    shown: tuple[KommunNeed, ...]
    """The needs of other kommuner that these show to the others."""
    kommuner: dict[int, str]


def open_needs(database: Database, actor: Actor, slug: str, *, today: date) -> RegionNeeds | SoughtNeeds:
    """All of it for the region's own people; what they may know of it for those of its kommuner. Raises NotFoundError
    to others.
    """
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_SUPPORT, today)
        region = catalogue.region
        pool = pool_of(session, region.id, catalogue.catalogue)
        if may(actor, Right.SEE_REGION, region.place):
            return _of_region(session, actor, catalogue, pool, today)
        own = own_kommuner(actor)
        cells = sought_by(session, region.id, pool, own)
        shown_needs = tuple(
            each for each in pool.needs if each.pooled.is_shown and each.assessment.municipality_id not in own
        )
        return SoughtNeeds(catalogue=catalogue, cells=cells, shown=shown_needs, kommuner=dict(pool.kommuner))


def open_region_needs(database: Database, actor: Actor, slug: str, *, today: date) -> RegionNeeds:
    """For the region's own people. Raises NotFoundError to others."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_REGION, today)
        pool = pool_of(session, catalogue.region.id, catalogue.catalogue)
        return _of_region(session, actor, catalogue, pool, today)


def _of_region(session: Session, actor: Actor, catalogue: RegionCatalogue, pool: NeedPool, today: date) -> RegionNeeds:
    region = catalogue.region
    supply = open_supply(session, region.id, pool.needs, today)
    return RegionNeeds(
        catalogue=catalogue,
        pool=pool,
        supply=supply,
        groups=_groups(pool.needs, catalogue),
        gaps=gaps(demands(pool.pooled, supply)),
        time=region_time(session, region, today),
        may_run=may(actor, Right.RUN_REGION, region.place),
    )


def _groups(needs: Sequence[KommunNeed], catalogue: RegionCatalogue) -> tuple[NeedGroup, ...]:
    by_key: dict[tuple[str, str], list[KommunNeed]] = {}
    for kommun_need in needs:
        need = kommun_need.need.need
        by_key.setdefault((need.item_id, "" if need.item_id else need.capital_id), []).append(kommun_need)
    groups = [
        NeedGroup(
            item=catalogue.catalogue.by_id.get(item_id),
            capital_id=members[0].need.need.capital_id,
            needs=tuple(members),
        )
        for (item_id, _), members in by_key.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.kommuner, -group.preferably_together)))
