"""The table of a kommun's development: one row per capital and year, as far back as the reader may see."""

from collections.abc import Iterator

from app.assessment.comparison.development import CapitalDevelopment, Point, YearLink
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalStatus
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable, Mark, index_measure
from app.reports.kernel.wording import NOT_ASKED, STATUSES
from app.reports.results.development_figure import capital_named
from app.reports.tables.capital_table import CHANGE, change_cells
from app.reports.tables.marking import CAPITAL, Basis, missing

COLUMNS = (
    *CAPITAL,
    Column("result_year", "Resultatets år", "Året som raden gäller.", ColumnKind.WHOLE),
    Column("status", "Underlag", "Om det finns ett resultat, och annars varför inte."),
    Column("index", "Index", "Det årets eget resultat, på det årets skala.", ColumnKind.DECIMAL),
    Column("level_position", "Nivå, nummer", "Nivåns plats på det årets skala; 1 är lägst.", ColumnKind.WHOLE),
    Column("level", "Nivå", "Nivån i ord."),
    Column("earlier_year", "Jämförs med år", "Året före i tabellen.", ColumnKind.WHOLE),
    *CHANGE,
)


def years_table(basis: Basis) -> Iterator[ExportTable]:
    """Nothing where there is only one year."""
    development = basis.findings.development
    if development is None or len(development.years) < 2:
        return
    rows = tuple(row for capital in development.capitals for row in _rows(basis, capital))
    explanation = "Ett kapitalslag och år per rad, för de år som får visas."
    yield ExportTable("years", "utveckling", "Utveckling", explanation, COLUMNS, rows)


def _rows(basis: Basis, capital: CapitalDevelopment) -> Iterator[tuple[Cell, ...]]:
    editions = basis.findings.editions
    name = capital_named(capital.capital_id, editions).name
    links = (None, *capital.links)
    for place, (point, edition, link) in enumerate(zip(capital.points, editions, links, strict=True), start=1):
        is_small = basis.is_small and place == len(editions)
        standing = _standing(point, edition, is_small=is_small)
        yield capital.capital_id, name, point.year, *standing, *_change(link, edition, is_small=is_small)


def _standing(point: Point, edition: Questionnaire, *, is_small: bool) -> tuple[Cell, ...]:
    if point.index is None:
        lacks = point.status is CapitalStatus.INSUFFICIENT
        mark = missing(is_small=is_small) if lacks else Mark.NOT_APPLICABLE
        return (NOT_ASKED if point.status is None else STATUSES[point.status], mark, mark, mark)
    index = index_measure(point.index, edition.scale)
    if point.level is None:
        mark = missing(is_small=is_small)
        return STATUSES[CapitalStatus.SCORED], index, mark, mark
    return STATUSES[CapitalStatus.SCORED], index, point.level, level_name(point.level, edition)


def _change(link: YearLink | None, edition: Questionnaire, *, is_small: bool) -> tuple[Cell, ...]:
    if link is None or link.change is None:
        return (Mark.NOT_APPLICABLE,) * (1 + len(CHANGE))
    return link.earlier_year, *change_cells(link.change, edition, is_small=is_small)
