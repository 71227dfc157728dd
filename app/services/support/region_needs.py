"""What the kommuner of a region need, for the region: the same need of several together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.accounts.kernel.roles import Actor, Right
from app.rounds.kernel.assessment import Assessment
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.support.needs import open_needs_in
from app.support.catalogue.catalogue import CatalogueItem
from app.support.needs.need import StoredNeed, Togetherness


@dataclass(frozen=True, slots=True)
class KommunNeed:
    """A need and the year of the kommun that has it."""

    assessment: Assessment
    need: StoredNeed


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
        return len(
            {
                need.assessment.municipality_id
                for need in self.needs
                if need.need.need.together is Togetherness.PREFERABLY
            }
        )


@dataclass(frozen=True, slots=True)
class RegionNeeds:
    catalogue: RegionCatalogue
    groups: tuple[NeedGroup, ...]
    """Most kommuner first, then most that would rather do it with others, then those asked for first."""


def open_region_needs(database: Database, actor: Actor, slug: str, *, today: date | None = None) -> RegionNeeds:
    """For the region's own people. Raises NotFoundError to others; a kommun's people see their own."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_REGION, today)
        needs = [KommunNeed(assessment, need) for assessment, need in open_needs_in(session, catalogue.region.id)]
        return RegionNeeds(catalogue, _groups(needs, catalogue))


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
