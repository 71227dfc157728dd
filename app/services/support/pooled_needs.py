"""The needs of a region's kommuner put together, and what the people of one kommun may know of the others'."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.rounds.kernel.assessment import Assessment
from app.storage.organisations.organisations import municipalities_of
from app.storage.support.needs import kommuner_with_result, open_needs_in
from app.support.catalogue.catalogue import Catalogue
from app.support.needs.need import StoredNeed
from app.support.pooling.cells import PooledNeed, pooled_need
from app.support.pooling.shown import SoughtCell, sought


@dataclass(frozen=True, slots=True)
class KommunNeed:
    """A need and the year of the kommun that has it."""

    assessment: Assessment
    need: StoredNeed
    pooled: PooledNeed


@dataclass(frozen=True, slots=True)
class NeedPool:
    """Every open need that was sent to the region, oldest first."""

    needs: tuple[KommunNeed, ...]
    kommuner: Mapping[int, str]
    """The names of the region's kommuner by id."""

    @property
    def pooled(self) -> tuple[PooledNeed, ...]:
        return tuple(each.pooled for each in self.needs)


def pool_of(session: Session, region_id: int, catalogue: Catalogue) -> NeedPool:
    """The caller has checked who asks: it is for the region alone, or for `sought_by`."""
    items = catalogue.by_id
    return NeedPool(
        needs=tuple(
            KommunNeed(assessment, need, pooled_need(assessment.municipality_id, need.need, items))
            for assessment, need in open_needs_in(session, region_id)
        ),
        kommuner={kommun.id: kommun.name for kommun in municipalities_of(session, region_id)},
    )


def sought_by(session: Session, region_id: int, pool: NeedPool, own: Collection[int]) -> tuple[SoughtCell, ...]:
    """What those may know of the pool who know the needs of their own kommuner."""
    return sought(pool.pooled, own, kommuner_with_result(session, region_id))


def own_kommuner(actor: Actor, municipality_id: int | None = None) -> frozenset[int]:
    """The kommuner whose needs the actor knows: also those of the actor's other roles, so that a person in two of them
    cannot take away the one from what is told in the other."""
    return actor.municipality_ids | ({municipality_id} if municipality_id is not None else set())
