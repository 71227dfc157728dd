"""Tables of what a region's kommuner need: every need, and how many seek the same and are covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Source
from app.reports.kernel.wording import in_words
from app.reports.tables.lists import capital_cells
from app.reports.tables.marking import CAPITAL, facts_table, yes
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.catalogue.names import FORMS, TARGET_GROUPS
from app.support.needs.names import AUDIENCES, ORIGINS, TOGETHER, years_of
from app.support.needs.need import Need
from app.support.pooling.demand import MIN_SEEKING, CellDemand

GROUPS_BETWEEN = ", "
FORM = Column("form", "Samverkansform", "Kunskapsbas, resursbas eller handlingsutrymme; tom där den inte är vald.")
NEED_COLUMNS = (
    Column("municipality_code", "Kommunkod", "SCB:s fyrsiffriga kod, som text."),
    Column("municipality", "Kommun", "Kommunens namn."),
    Column("need_year", "Självskattningens år", "Året vars resultat behovet kom ur.", ColumnKind.WHOLE),
    *CAPITAL,
    FORM,
    Column("target_groups", "Till för", "Vilka det är till för; tom där det inte är valt."),
    Column("text", "Behov", "Kommunens egna ord."),
    Column("item_id", "Insatsens id", "Som i katalogen över stöd; tom för något annat."),
    Column("item", "Insats", "Insatsens namn."),
    Column(
        "urgency", "Hur snart", "Året då kommunen behöver det, eller året som det behövs efter: 2027 eller efter 2027."
    ),
    Column("together", "Tillsammans", "Om kommunen vill göra det med andra."),
    Column("audience", "Syns för", "Vilka som får se behovet."),
    Column("origin", "Ursprung", "Vad behovet kom ur."),
    Column("noted_on", "Skickat", "Dagen då behovet sparades först.", ColumnKind.DATE),
)
DEMAND_COLUMNS = (
    *CAPITAL,
    FORM,
    Column("target_group", "Målgrupp", "Rollgruppen; tom för behov som ingen särskild grupp är vald för."),
    Column("kommuner", "Söker", "Antal kommuner med ett öppet behov.", ColumnKind.WHOLE),
    Column("together", "Helst tillsammans", "Antal av dem som helst gör det med andra.", ColumnKind.WHOLE),
    Column("covered", "Har plats", "Antal av dem som har plats i ett öppet erbjudande.", ColumnKind.WHOLE),
    Column("offered", "Erbjuds", "ja om det finns ett öppet erbjudande."),
    Column("gap", "Lucka", f"ja där {in_words(MIN_SEEKING)} eller fler söker och inget erbjuds."),
)


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """An open need, with what the tables say of it."""

    code: str
    kommun: str
    year: int
    need: Need
    item: str
    """The item's name, empty without one."""
    noted_on: date
    urgency_year: int
    """The year in which it was said how soon."""


def needs_export(
    records: Sequence[NeedRecord],
    demands: Sequence[CellDemand],
    names: Mapping[str, str],
    source: Source,
    facts: Sequence[tuple[str, str]],
) -> Export:
    """`names` are those of the capitals by id."""
    return Export(
        title=f"Behov i {source.owner}",
        stem=source.stem_of_day("behov"),
        source=source,
        tables=(
            ExportTable(
                key="needs",
                name="behov",
                title="Alla behov",
                explanation="Ett öppet behov per rad, äldst först.",
                columns=NEED_COLUMNS,
                rows=tuple(_need(record, names) for record in records),
            ),
            ExportTable(
                key="demand",
                name="efterfragan",
                title="Vad som söks och vad som täcks",
                explanation="En rad per kapitalslag, samverkansform och målgrupp som någon söker stöd för.",
                columns=DEMAND_COLUMNS,
                rows=tuple(_demand(each, names) for each in demands),
            ),
            facts_table(facts),
        ),
    )


def _need(record: NeedRecord, names: Mapping[str, str]) -> tuple[Cell, ...]:
    need = record.need
    return (
        record.code,
        record.kommun,
        record.year,
        *capital_cells(need.capital_id, names),
        _form(need.form),
        GROUPS_BETWEEN.join(TARGET_GROUPS[group] for group in need.target_groups) or None,
        need.text,
        need.item_id or None,
        record.item or None,
        years_of(need.urgency, record.urgency_year),
        TOGETHER[need.together],
        AUDIENCES[need.audience],
        ORIGINS[need.origin],
        record.noted_on,
    )


def _demand(cell_demand: CellDemand, names: Mapping[str, str]) -> tuple[Cell, ...]:
    cell, demand = cell_demand.cell, cell_demand.demand
    return (
        *capital_cells(cell.capital_id, names),
        _form(cell.form),
        _group(cell.group),
        demand.count,
        len(demand.together),
        demand.covered,
        yes(demand.is_offered),
        yes(demand.is_gap),
    )


def _form(form: SupportForm | None) -> str | None:
    return None if form is None else FORMS[form]


def _group(group: TargetGroup | None) -> str | None:
    return None if group is None else TARGET_GROUPS[group]
