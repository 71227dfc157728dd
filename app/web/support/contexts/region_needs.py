"""Context of what the kommuner of a region need."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.services.support.region_needs import KommunNeed, NeedGroup, RegionNeeds
from app.support.catalogue.names import TARGET_GROUPS
from app.web.shell.contexts.frame import Frame
from app.web.support.contexts.suggestions import TOGETHER, URGENCY


@dataclass(frozen=True, slots=True)
class NeedRowLine:
    kommun: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class NeedGroupView:
    title: str
    url: str
    """Of the item; empty for needs in the kommuner's own words."""
    capital_id: str
    kommuner: str
    together: str
    lines: tuple[NeedRowLine, ...]
    offer_url: str
    """Where the region offers something that answers them; empty for those who may not."""
    offers: tuple[tuple[str, str], ...]
    """Address and title of what is offered already."""


@dataclass(frozen=True, slots=True)
class RegionNeedsPage:
    frame: Frame
    catalogue_url: str
    offers_url: str
    groups: tuple[NeedGroupView, ...]


def region_needs_page(frame: Frame, needs: RegionNeeds) -> RegionNeedsPage:
    url = f"/{needs.catalogue.region.slug}/stod"
    names = {capital.id: capital.name for capital in needs.catalogue.every_capital}
    return RegionNeedsPage(
        frame=frame,
        catalogue_url=url,
        offers_url=f"/{needs.catalogue.region.slug}/erbjudanden",
        groups=tuple(_group(needs, group, names) for group in needs.groups),
    )


def _group(needs: RegionNeeds, group: NeedGroup, capital_names: Mapping[str, str]) -> NeedGroupView:
    slug = needs.catalogue.region.slug
    item_id = "" if group.item is None else group.item.id
    choice = {"insats": item_id} if item_id else {"behov": ",".join(str(each.need.id) for each in group.needs)}
    offers = needs.catalogue.offers.get(item_id, ())
    capital = capital_names.get(group.capital_id, group.capital_id)
    together = group.preferably_together
    return NeedGroupView(
        title=f"Annat inom {capital.lower()}" if group.item is None else group.item.title,
        url="" if group.item is None else f"/{slug}/stod/{item_id}",
        capital_id=group.capital_id,
        kommuner="1 kommun" if group.kommuner == 1 else f"{group.kommuner} kommuner",
        together=f"{together} helst tillsammans med andra" if together else "",
        lines=tuple(map(_line, group.needs)),
        offer_url=f"/{slug}/erbjudanden/nytt?{urlencode(choice)}" if needs.catalogue.may_adapt else "",
        offers=tuple((f"/{slug}/erbjudanden/{offer_id}", title) for offer_id, title in offers),
    )


def _line(kommun_need: KommunNeed) -> NeedRowLine:
    need = kommun_need.need.need
    groups = ", ".join(TARGET_GROUPS[group].lower() for group in need.target_groups)
    parts = (URGENCY[need.urgency], TOGETHER[need.together], f"För {groups}" if groups else "")
    return NeedRowLine(kommun_need.assessment.municipality, need.text, " · ".join(filter(None, parts)))
