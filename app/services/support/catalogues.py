"""The catalogue of support: taking editions in from files, and a region's catalogue as its kommuner see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlmodel import Session

from app.accounts.audit.support_events import SupportCataloguePublished
from app.accounts.kernel.roles import INSTALLATION, Actor, Place, Right, may
from app.accounts.organisations.organisation import Region
from app.assessment.questionnaires.questionnaire import Capital, Level, Question
from app.editions.reader import editions_in
from app.errors import NotAvailableError, NotFoundError
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.support import words
from app.storage.engine.database import Database
from app.storage.engine.prepared import Transaction
from app.storage.organisations.organisations import find_region
from app.storage.questionnaires.editions import editions_of
from app.storage.support import catalogues as stored
from app.storage.support.adaptations import adaptations_of
from app.storage.support.needs import latest_year_with_result
from app.storage.support.offers import open_items
from app.support.adaptations.adaptation import Adaptation, adapted
from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.catalogue.reader import load_cached

MAX_ADAPTED = 64
"""States of regions' catalogues that are cached."""


@dataclass(frozen=True, slots=True)
class RegionCatalogue:
    """A region's catalogue, with the questionnaire's names for what it speaks of."""

    region: Region
    catalogue: Catalogue
    adaptations: tuple[Adaptation, ...]
    every_capital: tuple[Capital, ...]
    """In their order."""
    scale: tuple[Level, ...]
    questions: Mapping[str, Question]
    may_adapt: bool
    own_year: AssessmentKey | None
    """The latest year with a result of a kommun of the one who asks, where suggestions are; None without one."""
    leads_own_year: bool
    offers: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """Item -> id and title of each offer of it that one can sign up to, where a day was asked for."""

    @property
    def capitals(self) -> tuple[Capital, ...]:
        """Those that support is placed in: without the cross-cutting ones."""
        return tuple(capital for capital in self.every_capital if not capital.cross_cutting)

    @property
    def capital_names(self) -> dict[str, str]:
        return {capital.id: capital.name for capital in self.capitals}


def take_in(
    database: Database, folder: Path, now: datetime, *, in_force_from: datetime | None = None
) -> tuple[Path, ...]:
    """Publish every `<name>/<year>.yaml` below the folder that is not published yet, or whose file has changed while
    nobody has built on it. Returns the files that differ from what is published and in use. An example has its
    catalogue `in_force_from` a day that has been, so that what was approved since suggests support.

    Raises CatalogueError with every problem of a file.
    """
    names = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    files = [path for name in names for path in editions_in(name).values()]
    catalogues = [(path, load_cached(path)) for path in files]

    def work(session: Session) -> tuple[Path, ...]:
        return tuple(
            path for path, catalogue in catalogues if not _is_taken_in(session, catalogue, now, in_force_from or now)
        )

    return database.write(work) if catalogues else ()


def _is_taken_in(session: Session, catalogue: Catalogue, now: datetime, in_force_from: datetime) -> bool:
    """Whether the edition is published as its file is, afterwards."""
    existing = stored.find_catalogue(session, catalogue.id, catalogue.year)
    if existing is not None and existing == catalogue:
        return True
    if existing is not None and stored.is_in_use(session):
        return False
    edition_id = stored.store_support_edition(session, catalogue, in_force_from)
    event = SupportCataloguePublished(catalogue=catalogue.id, year=catalogue.year, edition_id=edition_id)
    note(session, None, event, INSTALLATION, now)
    return True


def open_catalogue(database: Database, actor: Actor, slug: str, *, today: date | None = None) -> RegionCatalogue:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others, and
    NotAvailableError where there is no catalogue yet. With `today` it knows what is offered that day.
    """
    with database.read() as session:
        return region_catalogue(session, actor, slug, Right.SEE_SUPPORT, today)


async def open_catalogue_async(database: Database, actor: Actor, slug: str, *, today: date) -> RegionCatalogue:
    """As `open_catalogue`, for coroutines."""
    return await database.read_async(
        lambda connection: region_catalogue(connection, actor, slug, Right.SEE_SUPPORT, today)
    )


def region_catalogue(
    transaction: Transaction, actor: Actor, slug: str, right: Right, today: date | None = None
) -> RegionCatalogue:
    """The region's catalogue, for somebody who has the right. Raises as `open_catalogue`."""
    region = find_region(transaction, slug)
    if region is None:
        raise NotFoundError
    require(actor, right, Place(region.id))
    base, adaptations = _base(transaction), adaptations_of(transaction, region.id)
    reference = base.questionnaire
    editions = [edition.questionnaire for edition in editions_of(transaction, reference.id)]
    questionnaire = next((edition for edition in editions if edition.year == reference.year), None)
    questionnaire = questionnaire or next(iter(reversed(editions)), None)
    if questionnaire is None:
        raise NotAvailableError(words.NO_CATALOGUE)
    own_id, own_year = _own_year(transaction, actor, region)
    return RegionCatalogue(
        region=region,
        catalogue=_adapted(_ByContent(base), adaptations),
        adaptations=adaptations,
        every_capital=questionnaire.capitals,
        scale=questionnaire.scale,
        questions=questionnaire.questions,
        may_adapt=may(actor, Right.ADAPT_SUPPORT, Place(region.id)),
        own_year=own_year,
        leads_own_year=own_id is not None and may(actor, Right.LEAD_ASSESSMENT, Place(region.id, own_id)),
        offers={} if today is None else open_items(transaction, region.id, today),
    )


def _own_year(transaction: Transaction, actor: Actor, region: Region) -> tuple[int | None, AssessmentKey | None]:
    """The kommun and its year; of those with a role in several kommuner the one with the latest."""
    ids = {item.municipality_id for item in actor.memberships if item.region_id == region.id and item.municipality_id}
    years = [
        (kommun, key) for kommun in sorted(ids) if (key := latest_year_with_result(transaction, kommun)) is not None
    ]
    return max(years, key=lambda pair: pair[1].year, default=(None, None))


def catalogue_of(transaction: Transaction, region_id: int) -> Catalogue:
    """The catalogue as the region's kommuner have it. The caller has checked who asks."""
    return _adapted(_ByContent(_base(transaction)), adaptations_of(transaction, region_id))


def placing_capitals(transaction: Transaction) -> tuple[Capital, ...]:
    """The capitals that support is placed in and that a workshop can be about. No region adapts those."""
    reference = _base(transaction).questionnaire
    editions = [edition.questionnaire for edition in editions_of(transaction, reference.id)]
    questionnaire = next((edition for edition in editions if edition.year == reference.year), editions[-1])
    return tuple(capital for capital in questionnaire.capitals if not capital.cross_cutting)


def item_of(region_catalogue: RegionCatalogue, item_id: str) -> CatalogueItem:
    """Raises NotFoundError for an item that is not there; a retired one is, for those who once chose it."""
    item = region_catalogue.catalogue.by_id.get(item_id)
    if item is None:
        raise NotFoundError
    return item


class _ByContent:
    """A catalogue that is told apart by its content's hash, as the key of a cache."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.content_hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByContent) and self.catalogue.content_hash == other.catalogue.content_hash


@lru_cache(MAX_ADAPTED)
def _adapted(base: _ByContent, adaptations: tuple[Adaptation, ...]) -> Catalogue:
    """Put together once for each state of a region's versions."""
    return adapted(base.catalogue, adaptations)


def _base(transaction: Transaction) -> Catalogue:
    catalogue = stored.latest_catalogue(transaction)
    if catalogue is None:
        raise NotAvailableError(words.NO_CATALOGUE)
    return catalogue
