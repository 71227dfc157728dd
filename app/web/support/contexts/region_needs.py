"""Context of what the kommuner of a region need, for the region: the gaps, the pooled table, and every need."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.reports.kernel.wording import in_words, listing
from app.services.support.region_needs import NeedGroup, RegionNeeds
from app.support.catalogue.catalogue import TargetGroup
from app.support.catalogue.names import TARGET_GROUPS
from app.support.offers.offer import StoredOffer
from app.support.pooling.cells import PoolCell
from app.support.pooling.demand import MIN_SEEKING, Demand, SupplyGap
from app.web.shell.contexts.frame import Frame
from app.web.support.contexts.catalogue import Options, options
from app.web.support.contexts.ledger_table import LedgerTable, ledger_table
from app.web.support.contexts.need_lines import NeedRowLine, need_row_line
from app.web.support.contexts.pooled_table import PooledTable, pooled_table
from app.web.support.contexts.sought import groups_name, square_name


@dataclass(frozen=True, slots=True)
class SupplyGapLine:
    capital_id: str
    title: str
    groups: str
    count: str
    """How many, and how many of them rather together."""
    kommuner: str
    offer_url: str
    """The form of an offer that answers these needs, for those who may."""


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
class OfferToNote:
    """An offer that counts without a date until somebody notes who came."""

    title: str
    url: str
    attendance_url: str
    """For those who may."""


@dataclass(frozen=True, slots=True)
class RegionNeedsPage:
    frame: Frame
    url: str
    catalogue_url: str
    many: str
    """The fewest that make a gap, as a word."""
    gaps: tuple[SupplyGapLine, ...]
    table: PooledTable
    target_groups: Options
    target_group: str
    ledger: LedgerTable | None
    to_note: tuple[OfferToNote, ...]
    settings_url: str
    """Where the limit is changed, for those who may."""
    offers_url: str
    groups: tuple[NeedGroupView, ...]


def region_needs_page(frame: Frame, needs: RegionNeeds, target_group: str) -> RegionNeedsPage:
    home = f"/{needs.catalogue.region.slug}"
    url = f"{home}/stod"
    names = {capital.id: capital.name for capital in needs.catalogue.every_capital}
    only = next((group for group in TargetGroup if group == target_group), None)
    return RegionNeedsPage(
        frame=frame,
        url=f"{home}/behov",
        catalogue_url=url,
        many=in_words(MIN_SEEKING),
        gaps=tuple(_gap(gap, names, needs) for gap in needs.gaps),
        table=pooled_table(needs, only),
        target_groups=(("", "Alla"), *options(TARGET_GROUPS)),
        target_group="" if only is None else only.value,
        ledger=ledger_table(needs.time.ledger) if needs.time.ledger.entries else None,
        to_note=tuple(_to_note(offer, home, may_note=needs.catalogue.may_adapt) for offer in needs.time.to_note),
        settings_url=f"{home}/installningar" if needs.may_run else "",
        offers_url=f"{home}/erbjudanden",
        groups=tuple(_group(needs, group, names) for group in needs.groups),
    )


def _to_note(offer: StoredOffer, home: str, *, may_note: bool) -> OfferToNote:
    url = f"{home}/erbjudanden/{offer.id}"
    return OfferToNote(title=offer.offer.title, url=url, attendance_url=f"{url}/narvaro" if may_note else "")


def _gap(gap: SupplyGap, names: Mapping[str, str], needs: RegionNeeds) -> SupplyGapLine:
    cells = {PoolCell(gap.capital_id, gap.form, group) for group in gap.groups}
    numbers = ",".join(str(each.need.id) for each in needs.pool.needs if each.pooled.cells & cells)
    url = f"/{needs.catalogue.region.slug}/erbjudanden/nytt?behov={numbers}"
    return SupplyGapLine(
        capital_id=gap.capital_id if gap.capital_id in names else "",
        title=square_name(gap.capital_id, gap.form, names),
        groups=groups_name(gap.groups),
        count=kommuner_and_together(gap.demand),
        kommuner=listing(sorted(needs.pool.kommuner[kommun] for kommun in gap.demand.kommuner)),
        offer_url=url if needs.catalogue.may_adapt else "",
    )


def kommuner_and_together(demand: Demand) -> str:
    """4 kommuner, 2 helst tillsammans."""
    together = len(demand.together)
    many = "alla" if together == demand.count > 1 else str(together)
    return f"{_kommuner(demand.count)}, {many} helst tillsammans" if together else _kommuner(demand.count)


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
        kommuner=_kommuner(group.kommuner),
        together=f"{together} helst tillsammans med andra" if together else "",
        lines=tuple(map(need_row_line, group.needs)),
        offer_url=f"/{slug}/erbjudanden/nytt?{urlencode(choice)}" if needs.catalogue.may_adapt else "",
        offers=tuple((f"/{slug}/erbjudanden/{offer_id}", title) for offer_id, title in offers),
    )


def _kommuner(count: int) -> str:
    return "1 kommun" if count == 1 else f"{count} kommuner"
