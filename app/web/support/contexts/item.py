"""Context of one item of the catalogue: what it gives and asks, whom it suits, and what it builds on."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.kernel.wording import number
from app.services.support.catalogues import RegionCatalogue
from app.services.support.sources import SourceRow
from app.support.adaptations.adaptation import current
from app.support.catalogue.catalogue import OVERALL, CatalogueItem, SourceReference
from app.support.catalogue.names import (
    CTM_PARTS,
    FORMS,
    GOVERNANCE,
    SIZES,
    TARGET_GROUPS,
    WEIGHTS,
    capital_name,
)
from app.support.suggestions.words import time_of
from app.web.shell.contexts.frame import Frame, url_of
from app.web.support.contexts.catalogue import ItemLink, link_to


@dataclass(frozen=True, slots=True)
class PlaceLine:
    capital_id: str
    capital: str
    forms: str


@dataclass(frozen=True, slots=True)
class LevelChip:
    """A level of the scale, and whether the item suits it."""

    number: int
    label: str
    suits: bool


@dataclass(frozen=True, slots=True)
class HoursLine:
    group: str
    hours: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of Bilaga 2: where it stands and its gist."""

    place: str
    gist: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """What is told of an item, on its own page and where it is previewed."""

    item: CatalogueItem
    weight: str
    time: str
    places: tuple[PlaceLine, ...]
    levels: tuple[LevelChip, ...]
    hours: tuple[HoursLine, ...]
    groups: str
    governance: str
    part: str
    size: str
    questions: tuple[str, ...]
    builds_on: tuple[ItemLink, ...]
    chapters: tuple[str, ...]
    rows: tuple[SourceLine, ...]
    judgement: str
    adapted: str
    """What the region has done with it, or empty."""


@dataclass(frozen=True, slots=True)
class ItemPage:
    frame: Frame
    url: str
    catalogue_url: str
    view: ItemView
    is_retired: bool
    retired_reason: str
    action_url: str
    """Where a kommun that may do so takes this into its plan; empty otherwise."""
    need_url: str
    """Where it says that it needs this."""
    may_adapt: bool
    offers: tuple[ItemLink, ...]
    """Offers of it that one can sign up to."""
    offer_url: str
    """Where the region offers it; empty for those who may not."""


def item_page(
    frame: Frame, region_catalogue: RegionCatalogue, item: CatalogueItem, rows: Iterable[SourceRow]
) -> ItemPage:
    catalogue_url = f"/{region_catalogue.region.slug}/stod"
    offers_url = f"/{region_catalogue.region.slug}/erbjudanden"
    version = current(region_catalogue.adaptations).get(item.id)
    return ItemPage(
        frame=frame,
        url=f"{catalogue_url}/{item.id}",
        catalogue_url=catalogue_url,
        view=item_view(region_catalogue, item, rows),
        is_retired=not item.is_offered,
        retired_reason=version.reason if version is not None else "",
        action_url=_own_url(region_catalogue, item, "atgarder", "#atgard"),
        need_url=_own_url(region_catalogue, item, "stod/behov"),
        may_adapt=region_catalogue.may_adapt,
        offers=tuple(
            ItemLink(title, f"{offers_url}/{offer_id}") for offer_id, title in region_catalogue.offers.get(item.id, ())
        ),
        offer_url=f"{offers_url}/nytt?insats={item.id}" if region_catalogue.may_adapt and item.is_offered else "",
    )


def item_view(region_catalogue: RegionCatalogue, item: CatalogueItem, rows: Iterable[SourceRow]) -> ItemView:
    catalogue, names = region_catalogue.catalogue, region_catalogue.capital_names
    catalogue_url = f"/{region_catalogue.region.slug}/stod"
    return ItemView(
        item=item,
        weight=WEIGHTS[item.weight],
        time=time_of(item),
        places=tuple(
            PlaceLine(
                "" if place.capital == OVERALL else place.capital,
                capital_name(place.capital, names),
                ", ".join(FORMS[form].lower() for form in place.forms),
            )
            for place in item.places
        ),
        levels=tuple(
            LevelChip(position, level.label, item.suits.lowest <= position <= item.suits.highest)
            for position, level in enumerate(region_catalogue.scale)
        ),
        hours=tuple(
            HoursLine(TARGET_GROUPS[group], f"{number(hours)} {'timme' if hours == 1 else 'timmar'} var")
            for group, hours in item.demands.hours.by_group.items()
        ),
        groups=", ".join(TARGET_GROUPS[group].lower() for group in item.target_groups).capitalize(),
        governance=", ".join(GOVERNANCE[level].lower() for level in item.governance).capitalize(),
        part=CTM_PARTS[item.ctm],
        size=SIZES[item.size],
        questions=tuple(
            region_catalogue.questions[question].text
            for question in item.questions
            if question in region_catalogue.questions
        ),
        builds_on=tuple(
            link_to(catalogue.by_id[before], catalogue_url) for before in item.builds_on if before in catalogue.by_id
        ),
        chapters=tuple(_chapter(source) for source in item.sources if source.chapter),
        rows=tuple(
            SourceLine(f"Bilaga 2, rad {row.number}: {capital_name(row.capital_id, names)}, {row.form}", row.gist)
            for row in rows
        ),
        judgement=catalogue.judgement,
        adapted=_adapted(region_catalogue, item),
    )


def _chapter(source: SourceReference) -> str:
    return f"Förstudien, avsnitt {source.chapter}" + (f": {source.section}" if source.section else "")


def _adapted(region_catalogue: RegionCatalogue, item: CatalogueItem) -> str:
    version = current(region_catalogue.adaptations).get(item.id)
    if version is None:
        return ""
    region = region_catalogue.region.name
    return f"{region} har lagt till insatsen." if version.is_own else f"{region} har anpassat insatsen."


def _own_url(region_catalogue: RegionCatalogue, item: CatalogueItem, page: str, part: str = "") -> str:
    """A page of the kommun's latest year, filled in from the item; empty for those who may not change that year."""
    own_year = region_catalogue.own_year
    if own_year is None or not region_catalogue.leads_own_year or not item.is_offered:
        return ""
    return f"{url_of(own_year, page)}?insats={item.id}{part}"
