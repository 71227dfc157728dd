"""The table of pooled needs: a row for each capital, a column for each form, who seeks it and who has a place."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.reports.kernel.wording import listing, lowered
from app.services.support.region_needs import RegionNeeds
from app.support.catalogue.catalogue import OVERALL, SupportForm, TargetGroup
from app.support.catalogue.names import FORMS, capital_name
from app.support.pooling.demand import MIN_SEEKING, Demand, cells_at, demand_in
from app.web.support.contexts.sought import WITHOUT_FORM


@dataclass(frozen=True, slots=True)
class PooledCell:
    """`coverage` says how many have a place, or that nothing is offered."""

    form: str
    count: str
    """Empty where nobody seeks it."""
    coverage: str
    kommuner: tuple[str, ...]
    is_gap: bool


@dataclass(frozen=True, slots=True)
class PooledRow:
    capital_id: str
    """For its icon; empty for the whole ability."""
    capital: str
    cells: tuple[PooledCell, ...]


@dataclass(frozen=True, slots=True)
class PooledTable:
    """Rows where something is sought or offered, in the order of the capitals."""

    forms: tuple[str, ...]
    rows: tuple[PooledRow, ...]
    without: str
    """The capitals in which nobody seeks anything, as in running text."""


def pooled_table(needs: RegionNeeds, only: TargetGroup | None) -> PooledTable:
    forms: tuple[SupportForm | None, ...] = tuple(SupportForm)
    if any(cell.form is None for need in needs.pool.pooled for cell in need.cells):
        forms = (*forms, None)
    rows = tuple(_rows(needs, forms, only))
    present = {row.capital for row in rows}
    return PooledTable(
        forms=tuple(WITHOUT_FORM if form is None else FORMS[form] for form in forms),
        rows=rows,
        without=listing([lowered(name) for name in needs.catalogue.capital_names.values() if name not in present]),
    )


def _rows(needs: RegionNeeds, forms: tuple[SupportForm | None, ...], only: TargetGroup | None) -> Iterator[PooledRow]:
    names = {capital.id: capital.name for capital in needs.catalogue.every_capital}
    pooled_needs, supply = needs.pool.pooled, needs.supply
    elsewhere = {cell.capital_id for need in pooled_needs for cell in need.cells} | {cell.capital_id for cell in supply}
    for capital_id in (*names, *sorted(elsewhere - names.keys())):
        cells = [(form, demand_in(cells_at(capital_id, form, only), pooled_needs, supply)) for form in forms]
        if any(demand.count or (demand.is_offered and form is not None) for form, demand in cells):
            yield PooledRow(
                capital_id="" if capital_id == OVERALL or capital_id not in names else capital_id,
                capital=capital_name(capital_id, {capital_id: capital_id} | names),
                cells=tuple(_cell(form, demand, needs) for form, demand in cells),
            )


def _cell(form: SupportForm | None, demand: Demand, needs: RegionNeeds) -> PooledCell:
    count = demand.count
    if not demand.is_offered:
        coverage = "Inget erbjuds" if count else ""
    elif not count:
        coverage = "" if form is None else "Erbjuds"
    else:
        coverage = f"{demand.covered} av {count} har plats"
    return PooledCell(
        form=WITHOUT_FORM if form is None else FORMS[form],
        count="" if not count else "1 kommun" if count == 1 else f"{count} kommuner",
        coverage=coverage,
        kommuner=tuple(sorted(needs.pool.kommuner[kommun] for kommun in demand.kommuner)),
        is_gap=count >= MIN_SEEKING and not demand.is_offered,
    )
