"""The table of support that fits a kommun: one row per suggestion, what can be received now and what comes later."""

from collections.abc import Iterator

from app.reports.kernel.tables import Cell, Column, ExportTable
from app.reports.results.parts.support import HEADING
from app.reports.results.support_content import SupportPart
from app.reports.tables.marking import CAPITAL, Basis

COLUMNS = (
    *CAPITAL,
    Column("item_id", "Insatsens id", "Som i katalogen över stöd."),
    Column("item", "Insats", "Insatsens namn."),
    Column("when", "När", "nu, eller senare."),
    Column("form", "Samverkansform", "Kunskapsbas, resursbas eller handlingsutrymme; tom för det som kommer senare."),
    Column("gives", "Ni får", "Vad kommunen får; tom för det som kommer senare."),
    Column("reason", "Därför", "Varför det passar, eller när det kan tas emot."),
)


def support_table(basis: Basis, part: SupportPart | None) -> Iterator[ExportTable]:
    """Nothing where nothing is suggested. Which edition of the catalogue it is from stands among the facts."""
    if part is None:
        return
    now: list[tuple[Cell, ...]] = [
        (*basis.named(line.capital_id), line.item_id, line.title, "nu", line.form, line.gives, line.reason)
        for line in part.lines
    ]
    later: list[tuple[Cell, ...]] = [
        (*basis.named(line.capital_id), line.item_id, line.title, "senare", None, None, line.when)
        for line in part.later
    ]
    explanation = "Högst tre insatser som kommunen klarar nu, och vad som kan komma senare."
    yield ExportTable("support", "stod", HEADING, explanation, COLUMNS, (*now, *later))
